import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { resetHub, startHub, type Hub } from './support/hub';
import type { Memory } from './support/readMany';

const run = promisify(execFile);
const SCRIPT = join(__dirname, 'support', 'readMany.ts');

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
	resetHub(hub);
});
afterAll(async () => await hub.close());

/**
 * Reads so many affiliates with Affiliate: Get Many, in one other process, one after the other. It is about memory: on a
 * busy machine it may take minutes.
 */
async function weigh(counts: number[]): Promise<Memory[]> {
	const { stdout } = await run(
		process.execPath,
		[
			...['--expose-gc', '--import', 'tsx', SCRIPT],
			...[JSON.stringify(hub.credentials), ...counts.map(String)],
		],
		{ env: { ...process.env, ...hub.served.env }, timeout: 280_000, killSignal: 'SIGKILL' },
	);
	return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Memory[];
}

/** In bytes; about 600 are measured. */
const LARGEST_ITEM = 1_500;

it('Affiliate: Get Many needs memory in proportion to the items, and holds them once', async () => {
	const counts = [2_000, 10_000];
	for (let count = 0; count < 10_000; count++) hub.world.refersion.addAffiliate();
	const [few, many] = await weigh(counts);
	if (!few || !many) throw new Error('Nothing was weighed.');
	expect([few.items, many.items]).toEqual(counts);
	expect(few.held).toBeGreaterThan(few.items * 200);

	expect(many.most / many.items).toBeLessThan(LARGEST_ITEM);
	expect(many.most / many.items).toBeLessThan((2 * few.held) / few.items);
	expect(many.most).toBeLessThan(1.5 * many.held);
}, 300_000);
