import { entriesOf, timingTable } from '../../../scripts/shared/timings.cjs';

const SECOND = 1_000;

/** The lines that are noted of a test file, as seconds. */
const notes = (layer: string, file: string, took: { cpu: number; waited: number }): string =>
	[
		{ file, cpuMs: took.cpu * SECOND, waitedMs: took.waited * SECOND },
		{ layer, file, tests: 2, ms: (took.cpu + took.waited) * SECOND },
	]
		.map((line) => `${JSON.stringify(line)}\n`)
		.join('');

const tableOf = (...lines: string[]): string =>
	timingTable([['unit and engine', 9 * SECOND]], 10 * SECOND, entriesOf(lines.join('')));

describe('the table of what took how long', () => {
	it('has both parts of what is noted of a file, and sums by layer', () => {
		const table = tableOf(
			notes('unit', 'test/unit/a.test.ts', { cpu: 1, waited: 0 }),
			notes('engine', 'test/engine/b.test.ts', { cpu: 2, waited: 3 }),
			notes('engine', 'test/engine/c.test.ts', { cpu: 4, waited: 1 }),
		);
		expect(table).toMatch(/^unit +1 +2 +1 s +1 s +0 s$/m);
		expect(table).toMatch(/^engine +2 +4 +10 s +6 s +4 s$/m);
		expect(table).toMatch(/^in all +10 s$/m);
		expect(table).not.toContain('TOO SLOW');
	});

	it.each([
		['computes too much', { cpu: 60, waited: 0 }],
		['waits too long', { cpu: 1, waited: 20 }],
	])('names a file of the quick layers that %s', (_what, took) => {
		const table = tableOf(
			notes('engine', 'test/engine/slow.test.ts', took),
			notes('engine', 'test/engine/quick.test.ts', { cpu: 1, waited: 0 }),
			notes('host', 'test/host/real.test.ts', { cpu: 90, waited: 90 }),
		);
		const [, named] = table.split('TOO SLOW');
		expect(named).toContain('test/engine/slow.test.ts: ');
		expect(named).not.toContain('quick.test.ts');
		expect(named).not.toContain('real.test.ts');
	});
});
