import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Run by n8n's own Node.js, which has SQLite built in; the one of this tree may be too old for it. */
const QUERY = `
const { DatabaseSync } = require('node:sqlite');
const database = new DatabaseSync(process.argv[1], { readOnly: true, timeout: 5000 });
console.log(JSON.stringify(database.prepare(process.argv[2]).all()));
database.close();
`;
/** The data of an execution with 100,000 affiliates is some 100 MB. */
const MOST_OUTPUT = 1e9;

/** An execution as n8n stored it. */
export interface StoredExecution {
	status: string;
	/** from its start to its end */
	seconds: number;
	/** length of its data and of the copy of its workflow */
	dataBytes: number;
	/** seconds of each node, by name, in the order they ran */
	nodeSeconds: Record<string, number>;
	/** the first item of the first output of a node, or undefined */
	firstItem(node: string): Record<string, unknown> | undefined;
}

/** The database of an n8n with SQLite. It is read without n8n, whose memory and time are measured. */
export interface Database {
	/** @returns bytes of the pages in use */
	size(): Promise<number>;
	/** @returns the only execution of a workflow since one was `taken`, or undefined while it is under way */
	execution(workflowId: string, taken: number): Promise<StoredExecution | undefined>;
}

/** n8n's data is a list in which objects and texts are named by their place (package `flatted`). */
function reader(data: string): (...path: Array<string | number>) => unknown {
	const list: unknown[] = JSON.parse(data);
	return (...path) =>
		path.reduce<unknown>((holder, key) => {
			const value: unknown = Object(holder)[key];
			return typeof value === 'string' ? list[Number(value)] : value;
		}, list[0]);
}

function nodeSecondsOf(at: ReturnType<typeof reader>): Record<string, number> {
	const runData = ['resultData', 'runData'];
	const seconds = Object.keys(Object(at(...runData))).map((name): [string, number] => {
		const runs = Object.keys(Object(at(...runData, name)));
		const times = runs.map((index) => Number(at(...runData, name, index, 'executionTime')));
		return [name, times.reduce((one, other) => one + other, 0) / 1000];
	});
	return Object.fromEntries(seconds);
}

function itemOf(at: ReturnType<typeof reader>, node: string): Record<string, unknown> | undefined {
	const path = ['resultData', 'runData', node, 0, 'data', 'main', 0, 0, 'json'];
	const item: unknown = at(...path);
	if (typeof item !== 'object' || item === null) return undefined;
	return Object.fromEntries(Object.keys(item).map((key) => [key, at(...path, key)]));
}

/** @param data of an execution as n8n stores it */
export function parseData(data: string): Pick<StoredExecution, 'nodeSeconds' | 'firstItem'> {
	const at = reader(data);
	return { nodeSeconds: nodeSecondsOf(at), firstItem: (node) => itemOf(at, node) };
}

/**
 * @param nodeBin the Node.js that n8n runs on
 * @param userFolder of an n8n with SQLite
 */
export function databaseOf(nodeBin: string, userFolder: string): Database {
	const file = join(userFolder, '.n8n', 'database.sqlite');
	const sql = async (statement: string): Promise<Array<Record<string, unknown>>> => {
		const { stdout } = await run(nodeBin, ['-e', QUERY, file, statement], {
			maxBuffer: MOST_OUTPUT,
		});
		return JSON.parse(stdout);
	};
	return {
		async size() {
			const [row] = await sql(
				'SELECT (p.page_count - f.freelist_count) * s.page_size AS bytes FROM pragma_page_count p, pragma_freelist_count f, pragma_page_size s',
			);
			return Number(row?.bytes);
		},
		async execution(workflowId, taken) {
			const [row] = await sql(
				`SELECT e.status, unixepoch(e.stoppedAt, 'subsec') - unixepoch(e.startedAt, 'subsec') AS seconds, d.data, length(CAST(d.data AS BLOB)) + length(CAST(d.workflowData AS BLOB)) AS bytes FROM execution_entity e JOIN execution_data d ON d.executionId = e.id WHERE e.workflowId = '${workflowId}' AND e.stoppedAt IS NOT NULL ORDER BY e.id LIMIT 1 OFFSET ${taken}`,
			);
			if (!row) return undefined;
			return {
				status: String(row.status),
				seconds: Math.round(Number(row.seconds) * 1000) / 1000,
				dataBytes: Number(row.bytes),
				...parseData(String(row.data)),
			};
		},
	};
}
