import type { Resource } from '../../../../nodes/shared/operations';
import type { Case, Difference } from './cases';

/** Rows of a table in the documentation, cell by cell. */
export type Rows = string[][];

/** Longer values are shortened; the test compares them in full. */
const SHOWN = 80;

/** The operations of a node, by "resource.operation", with the names that users see. */
export function operationNames(resources: Resource[]): Map<string, string> {
	return new Map(
		resources.flatMap(({ option, operations }) =>
			operations.map((operation): [string, string] => [
				`${option.value}.${operation.option.value}`,
				`${option.name}: ${operation.option.name}`,
			]),
		),
	);
}

/**
 * For each operation, the functions of the client that do its work.
 *
 * @param without operations for which there are none, with the reason
 */
export function functionRows(
	cases: Case[],
	names: Map<string, string>,
	without: Record<string, string>,
): Rows {
	return [...names].map(([operation, name]) => {
		const steps = cases
			.filter((each) => each.operation === operation)
			.flatMap(({ steps }) => steps);
		const calls = new Set(steps.map(({ call }) => code(call)));
		return [name, calls.size > 0 ? [...calls].join(', ') : `none: ${without[operation]}`];
	});
}

/** Each difference once, with the operations that have it. */
export function differenceRows(cases: Case[], names: Map<string, string>): Rows {
	const rows = cases.flatMap(({ operation, steps }) =>
		steps.flatMap(({ differences = [] }) =>
			differences.map((difference) => [
				...differenceCells(difference),
				names.get(operation) ?? operation,
			]),
		),
	);
	return gathered(rows);
}

/** Place, value of the node, value of the client, reason. */
export function differenceCells({ at, ours, client, why }: Difference): string[] {
	return [code(at), shown(ours), shown(client), why];
}

/** Requests that only one of the two sends, with the operations in which that is so. */
export function requestRows(cases: Case[], names: Map<string, string>): Rows {
	const rows = cases.flatMap(({ operation, steps }) =>
		steps.flatMap(({ call, onlyOurs, onlyClients }) => {
			const why = onlyOurs ?? onlyClients;
			if (why === undefined) return [];
			const who = onlyOurs === undefined ? 'the client' : 'the node';
			return [[code(call), who, why, names.get(operation) ?? operation]];
		}),
	);
	return gathered(rows);
}

/** One row of those that differ in their last cell only, which then has all their values. */
function gathered(rows: Rows): Rows {
	const byRest = new Map<string, { rest: string[]; last: Set<string> }>();
	for (const row of rows) {
		const rest = row.slice(0, -1);
		const key = JSON.stringify(rest);
		const known = byRest.get(key) ?? { rest, last: new Set() };
		known.last.add(row[row.length - 1]);
		byRest.set(key, known);
	}
	return [...byRest.values()].map(({ rest, last }) => [...rest, [...last].join(', ')]);
}

function shown(value: unknown): string {
	if (value === undefined) return 'nothing';
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return code(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
}

function code(text: string): string {
	return `\`${text}\``;
}

/** The rows of the table below a heading of a Markdown text. */
export function tableBelow(markdown: string, heading: string): Rows {
	const lines = markdown.split('\n');
	const start = lines.indexOf(heading);
	const from = lines.findIndex((line, index) => index > start && line.startsWith('|'));
	if (start < 0 || from < 0) return [];
	const table = lines.slice(from + 2);
	const end = table.findIndex((line) => !line.startsWith('|'));
	return table.slice(0, end < 0 ? undefined : end).map((line) =>
		line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim()),
	);
}
