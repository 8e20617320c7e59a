import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import timings from '../shared/timings.cjs';
import { log } from './root.mjs';

/** Notes what the parts of a command take, and prints it at the end. */
export async function createTimings() {
	const folder = await mkdtemp(join(tmpdir(), 'creator-hub-timings-'));
	const file = join(folder, 'files.jsonl');
	process.env[timings.TIMINGS_VARIABLE] = file;
	/** @type {Array<[what: string, ms: number]>} */
	const steps = [];
	const begun = Date.now();
	return {
		/**
		 * Does a part of the command and notes how long it took.
		 * @template Result
		 * @param {string} what
		 * @param {() => Promise<Result>} work
		 */
		async step(what, work) {
			const started = Date.now();
			try {
				return await work();
			} finally {
				steps.push([what, Date.now() - started]);
			}
		},
		async print() {
			const lines = await readFile(file, 'utf8').catch(() => '');
			await rm(folder, { recursive: true, force: true });
			log(`\n${timings.timingTable(steps, Date.now() - begun, timings.entriesOf(lines))}\n`);
		},
	};
}
