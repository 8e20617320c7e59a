import type { IRun } from 'n8n-workflow';
import type { CredentialData } from './credentials';
import { errorOf, loadEngine, outputOf, runWorkflow } from './engine';
import { oneNode } from './hub';

/** What a run added to the heap, in bytes, beside what was there before. */
export interface Memory {
	items: number;
	/** the most that was in use at once while the run went on */
	most: number;
	/** what is left with the finished run, which holds the items */
	held: number;
}

/** The least time between two looks at what is in use. */
const SAMPLE_MS = 100;

/** Collecting all garbage takes tens of milliseconds, on a busy machine hundreds: between two times goes so much more. */
const BETWEEN = 4;

/** @returns bytes in use, without garbage */
function inUse(): number {
	if (!globalThis.gc) throw new Error('Start Node with --expose-gc.');
	globalThis.gc();
	return process.memoryUsage().heapUsed;
}

/** Runs Affiliate: Get Many for the given number of affiliates and weighs it. */
async function weigh(read: (limit: number) => Promise<IRun>, limit: number): Promise<Memory> {
	const before = inUse();
	let most = 0;
	const sample = () => {
		const begun = performance.now();
		most = Math.max(most, inUse() - before);
		return setTimeout(again, Math.max(SAMPLE_MS, BETWEEN * (performance.now() - begun)));
	};
	const again = () => {
		next = sample();
	};
	let next = sample();
	const run = await read(limit);
	clearTimeout(next);
	const held = inUse() - before;
	const error = errorOf(run);
	if (error) throw error;
	return { items: outputOf(run, 'Node').length, most: Math.max(most, held), held };
}

/** Run as a process of its own, so that nothing else is on its heap: `readMany.ts <credentials> <count>...` */
async function main([credentials = '{}', ...counts]: string[]): Promise<void> {
	const engine = await loadEngine();
	const data = JSON.parse(credentials) as CredentialData;
	const read = async (limit: number): Promise<IRun> =>
		await runWorkflow(
			engine,
			oneNode('refersion', {
				resource: 'affiliate',
				operation: 'getMany',
				returnAll: false,
				limit,
			}),
			{ start: 'Start', credentials: data },
		);
	// What is made once, such as compiled code and the first connection, is no part of the weight of items.
	await read(1_000);
	const weights: Memory[] = [];
	for (const count of counts) weights.push(await weigh(read, Number(count)));
	process.stdout.write(`\n${JSON.stringify(weights)}\n`);
}

void main(process.argv.slice(2)).then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
