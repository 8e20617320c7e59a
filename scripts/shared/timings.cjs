// @ts-check
'use strict';
const { duration } = require('./npm.cjs');

/** Variable with the file to which lines of JSON are added for each test file that has run: see `Line`. */
const TIMINGS_VARIABLE = 'CREATOR_HUB_TIMINGS';

/** How many of the slowest test files are named. */
const SLOWEST = 10;

/** The layers of `npm run test:fast`. */
const FAST = ['unit', 'engine'];

/**
 * What one test file of them may take, in milliseconds of processor time and of waiting: more than the slowest took when
 * this was written, on a busy machine, where both are longer too (18 s and 4 s; half of the files take less than 1 s).
 */
const MOST_CPU_MS = 25_000;
const MOST_WAITED_MS = 5_000;

/** Test files that wait for processes which they start. */
const OF_PROCESSES = [
	'test/engine/bench.test.ts',
	'test/engine/refersionMemory.test.ts',
	'test/unit/bench/n8n.test.ts',
	'test/unit/packages/refersion.test.ts',
	'test/unit/packages/scanner.test.ts',
	'test/unit/repository/workflows.test.ts',
];

/**
 * A test file that has run. `ms` is by the clock, `cpuMs` the processor time of its process meanwhile, `waitedMs` how long
 * that had nothing to do.
 * @typedef {{ layer: string, file: string, tests: number, ms: number, cpuMs: number, waitedMs: number }} Entry
 */

/**
 * What is noted of a test file: a part by Jest's reporter, a part by the process in which it ran.
 * @typedef {Pick<Entry, 'file'> & Partial<Entry>} Line
 */

/**
 * @param {string} lines JSON
 * @returns {Entry[]}
 */
function entriesOf(lines) {
	/** @type {Map<string, Entry>} */
	const entries = new Map();
	for (const text of lines.split('\n').filter((line) => line !== '')) {
		/** @type {Line} */
		const line = JSON.parse(text);
		const nothing = { layer: '', tests: 0, ms: 0, cpuMs: 0, waitedMs: 0 };
		entries.set(line.file, { ...nothing, ...entries.get(line.file), ...line });
	}
	return [...entries.values()];
}

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
		/** @param {'tests' | 'ms' | 'cpuMs' | 'waitedMs'} what */
		const sum = (what) => own.reduce((all, entry) => all + entry[what], 0);
		const times = [sum('ms'), sum('cpuMs'), sum('waitedMs')];
		return [layer, String(own.length), String(sum('tests')), ...times.map(duration)];
	});
}

/**
 * @param {Entry[]} entries
 * @returns {string[]} lines about the test files that make `npm run test:fast` slow; none when there are none
 */
function tooSlow(entries) {
	const found = entries.filter(
		({ layer, file, cpuMs, waitedMs }) =>
			FAST.includes(layer) &&
			(cpuMs > MOST_CPU_MS || (waitedMs > MOST_WAITED_MS && !OF_PROCESSES.includes(file))),
	);
	if (found.length === 0) return [];
	return [
		'',
		`TOO SLOW for ${FAST.join(' and ')}, of which a file may take ${duration(MOST_CPU_MS)} of processor time and wait ${duration(MOST_WAITED_MS)}`,
		'(test/engine/support has skipWaits and skipSockets):',
		...found.map(
			({ file, cpuMs, waitedMs }) =>
				`${file}: ${duration(cpuMs)} of processor time, ${duration(waitedMs)} of waiting`,
		),
	];
}

/**
 * @param {Array<[what: string, ms: number]>} steps some of them at the same time
 * @param {number} total milliseconds from the beginning to the end
 * @param {Entry[]} entries
 * @returns {string} the table of what took how long
 */
function timingTable(steps, total, entries) {
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
				[
					['layer', 'files', 'tests', 'in these files', 'processor', 'waiting'],
					...layerRows(entries),
				],
				(column) => column > 0,
			),
			'',
			...aligned(
				slowest.map(({ file, ms }) => [duration(ms), file]),
				(column) => column === 0,
			),
			...tooSlow(entries),
		);
	}
	return sections.flat().join('\n');
}

module.exports = { TIMINGS_VARIABLE, entriesOf, timingTable };
