import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import npmModule from '../shared/npm.cjs';
import { log } from './root.mjs';
import { TIMINGS_VARIABLE } from './timingReporter.mjs';

const { duration } = npmModule;

/** How many of the slowest test files are named. */
const SLOWEST = 10;

/**
 * A test file that has run, as the reporter notes it.
 * @typedef {{ layer: string, file: string, tests: number, ms: number }} Entry
 */

/**
 * @param {string[][]} rows
 * @param {(column: number) => boolean} isNumber whether a column is aligned on the right
 */
function aligned(rows, isNumber) {
	const widths = rows[0]?.map((_, column) =>
		Math.max(...rows.map((row) => row[column]?.length ?? 0)),
	);
	return rows.map((row) =>
		row
			.map((cell, column) =>
				isNumber(column)
					? cell.padStart(widths?.[column] ?? 0)
					: cell.padEnd(widths?.[column] ?? 0),
			)
			.join('  ')
			.trimEnd(),
	);
}

/** @param {Entry[]} entries */
function layerRows(entries) {
	const layers = [...new Set(entries.map(({ layer }) => layer))];
	return layers.map((layer) => {
		const own = entries.filter((entry) => entry.layer === layer);
		const tests = own.reduce((sum, entry) => sum + entry.tests, 0);
		const ms = own.reduce((sum, entry) => sum + entry.ms, 0);
		return [layer, String(own.length), String(tests), duration(ms)];
	});
}

/**
 * @param {Array<[what: string, ms: number]>} steps some of them at the same time
 * @param {number} total milliseconds from the beginning to the end
 * @param {Entry[]} entries
 * @returns {string} the table of what took how long
 */
export function timingTable(steps, total, entries) {
	const slowest = [...entries].sort((one, other) => other.ms - one.ms).slice(0, SLOWEST);
	const sections = [
		['What took how long', ''],
		...aligned(
			[...steps, ['in all', total]].map(([what, ms]) => [String(what), duration(Number(ms))]),
			(column) => column > 0,
		),
	];
	if (entries.length > 0) {
		sections.push(
			'',
			...aligned(
				[['layer', 'files', 'tests', 'in these files'], ...layerRows(entries)],
				(column) => column > 0,
			),
			'',
			...aligned(
				slowest.map(({ file, ms }) => [duration(ms), file]),
				(column) => column === 0,
			),
		);
	}
	return sections.flat().join('\n');
}

/** Notes what the parts of a command take, and prints it at the end. */
export async function createTimings() {
	const folder = await mkdtemp(join(tmpdir(), 'creator-hub-timings-'));
	const file = join(folder, 'files.jsonl');
	process.env[TIMINGS_VARIABLE] = file;
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
			const entries = lines
				.split('\n')
				.filter((line) => line !== '')
				.map((line) => JSON.parse(line));
			log(`\n${timingTable(steps, Date.now() - begun, entries)}\n`);
		},
	};
}
