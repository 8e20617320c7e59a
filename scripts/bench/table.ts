import type { Conditions } from './emulator';
import { describeEnvironment, sameEnvironment, type Environment } from './environment';
import { FLOW, FLOWS } from './flows';
import { duration, grouped, megabytes, requestsPerContact, times } from './numbers';
import { ratios, type MemoryResult, type Run, type RunSet } from './results';

type Column = [heading: string, cell: (run: Run) => string];

/** A markdown table; the first column is text, the others are numbers. */
export function markdown(
	headings: readonly string[],
	rows: ReadonlyArray<readonly string[]>,
): string {
	const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
	const rule = headings.map((_, index) => (index === 0 ? '---' : '---:'));
	return [headings, rule, ...rows].map(line).join('\n');
}

/** The name of a run in tables; with faults it says what happens to items that fail. */
function labelOf(run: Run, faults: boolean): string {
	const { label, canStop } = FLOW[run.flow];
	if (!faults || !canStop) return label;
	return `${label} (${run.continueOnError ? 'goes on' : 'stops'} at an error)`;
}

const ordered = (runs: readonly Run[]): Run[] =>
	FLOWS.flatMap((flow) => [
		...runs.filter((run) => run.flow === flow && run.continueOnError),
		...runs.filter((run) => run.flow === flow && !run.continueOnError),
	]);

function wrongContacts({ contacts }: Run): string {
	const unexpected = contacts.unexpected > 0 ? [`${contacts.unexpected} unexpected`] : [];
	const causes = contacts.causes.map((each) => `${each.cause} ${grouped(each.contacts)}`);
	const why = [...causes, ...unexpected].join(', ');
	return why === '' ? grouped(contacts.wrong) : `${grouped(contacts.wrong)} (${why})`;
}

function mailsOf({ mails }: Run): string {
	const others = [
		[mails.wrong, 'wrong'],
		[mails.doubled, 'doubled'],
		[mails.missing, 'missing'],
		[mails.unwanted, 'unwanted'],
	] as const;
	const named = others.filter(([count]) => count > 0).map(([count, name]) => `${count} ${name}`);
	if (mails.expected === 0 && named.length === 0) return 'none asked for';
	const right = `${grouped(mails.right)} of ${grouped(mails.expected)}`;
	return named.length === 0 ? right : `${right} (${named.join(', ')})`;
}

const COLUMNS: Column[] = [
	[
		'Time',
		(run) =>
			run.error === null ? duration(run.seconds) : `stopped after ${duration(run.seconds)}`,
	],
	['Requests', ({ requests }) => grouped(requests.total)],
	['Requests a contact', requestsPerContact],
	['Contacts right', ({ contacts }) => grouped(contacts.right)],
	['Contacts wrong', wrongContacts],
	['Mails right', mailsOf],
	['On the error output', ({ errorItems }) => grouped(errorItems)],
	['429 seen', ({ requests }) => grouped(requests.answers429)],
	['Peak memory', ({ memory }) => megabytes(memory.rssPeak)],
	['Peak heap', ({ memory }) => megabytes(memory.heapPeak)],
];

function latencyText(latencyMs: Conditions['latencyMs']): string {
	return typeof latencyMs === 'number' ? `${latencyMs} ms` : `${latencyMs.join(' to ')} ms`;
}

/** How the page calls faults. */
const FAULT_NAMES = new Map([
	['429', 'answers 429'],
	['502-html', 'answers 502'],
	['reset-before', 'resets before the write'],
	['reset-after', 'resets after the write'],
]);

function titleOf({ contacts, latencyMs, faults }: Conditions): string {
	const named = Object.entries(faults).map(
		([kind, rate]) => `${Number((rate * 100).toFixed(2))} % ${FAULT_NAMES.get(kind) ?? kind}`,
	);
	const conditions = [`${latencyText(latencyMs)} a request`, ...named].join(', ');
	return `${grouped(contacts)} contacts (${conditions})`;
}

function ratioTable(runs: readonly Run[], faults: boolean): string | undefined {
	const rows = ratios(runs, (flow) => FLOW[flow].ours).map((ratio) => {
		const builtin = runs.find(
			({ flow, continueOnError }) =>
				flow === ratio.builtin && continueOnError === ratio.continueOnError,
		);
		return [
			`${FLOW[ratio.ours].label}, against ${builtin ? labelOf(builtin, faults) : ratio.builtin}`,
			times(ratio.faster),
			times(ratio.fewerRequests),
		];
	});
	if (rows.length === 0) return undefined;
	return markdown(['Ratio of what was measured', 'As fast', 'Fewer requests'], rows);
}

/** Where and when the runs were made, one line for each environment. */
function environments(
	runs: ReadonlyArray<{ environment: Environment; startedAt: string }>,
): string {
	const lines: string[] = [];
	const seen: Environment[] = [];
	for (const { environment } of runs) {
		if (seen.some((each) => sameEnvironment(each, environment))) continue;
		seen.push(environment);
		const days = runs
			.filter((run) => sameEnvironment(run.environment, environment))
			.map(({ startedAt }) => startedAt.slice(0, 10));
		lines.push(
			`Measured ${[...new Set(days)].sort().join(', ')} on ${describeEnvironment(environment)}.`,
		);
	}
	return lines.join('\n');
}

/** One set as a table, its ratios, and what it was measured on. */
export function setSection({ conditions, runs }: RunSet): string {
	const faults = Object.keys(conditions.faults).length > 0;
	const rows = ordered(runs).map((run) => [
		labelOf(run, faults),
		...COLUMNS.map(([, cell]) => cell(run)),
	]);
	const table = markdown(['Flow', ...COLUMNS.map(([heading]) => heading)], rows);
	return [
		`### ${titleOf(conditions)}`,
		table,
		ratioTable(ordered(runs), faults),
		environments(runs),
	]
		.filter((part) => part !== undefined)
		.join('\n\n');
}

export function memorySection(result: MemoryResult): string {
	const { noOp, ours, contacts, latencyMs } = result;
	const ratio = (one: number, other: number): string => `${(one / other).toFixed(2)}×`;
	const rows = [
		['Peak memory of the process', noOp.rssPeak, ours.rssPeak] as const,
		['Peak heap, garbage included', noOp.heapPeak, ours.heapPeak] as const,
		['Peak heap without garbage', noOp.weighed, ours.weighed] as const,
	].map(([name, one, other]) => [name, megabytes(one), megabytes(other), ratio(other, one)]);
	return [
		`### Memory with ${grouped(contacts)} items`,
		markdown(['', 'No-Op node', 'This package in bulk', 'Ratio'], rows),
		`${grouped(ours.contactsRight)} of ${grouped(contacts)} contacts right after ${duration(ours.seconds)} and ${grouped(ours.requests)} requests (${latencyText(latencyMs)} a request).`,
		environments([result]),
	].join('\n\n');
}
