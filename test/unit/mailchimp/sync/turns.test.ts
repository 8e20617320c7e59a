import { turnsAt } from '../../../../nodes/Mailchimp/sync/turns';

const MINUTE = 60_000;
const BEGIN = Date.UTC(2026, 10, 29, 9);

/** How many looks it takes until everybody has had a turn. */
function looksFor(minutes: number, length: number, count: number): number {
	const seen = new Set<number>();
	let looks = 0;
	while (seen.size < length && looks < 100_000) {
		const turns = turnsAt(BEGIN + looks * minutes * MINUTE, length, count);
		expect(new Set(turns).size).toBe(count);
		for (const place of turns) seen.add(place);
		looks += 1;
	}
	return looks;
}

it.each([
	['minute', 1],
	['5 minutes', 5],
	['10 minutes', 10],
	['15 minutes', 15],
	['30 minutes', 30],
	['hour', 60],
	['2 hours', 120],
	['6 hours', 360],
	['12 hours', 720],
	['day', 1_440],
	['week', 10_080],
])('a look every %s comes to everybody', (_name, minutes) => {
	for (const [length, count] of [
		[1, 1],
		[2, 2],
		[12, 2],
		[150, 2],
		[1_000, 2],
		[5_000, 1],
	] as const) {
		// One after the other it would be length / count; by lot it is that times the logarithm of the length, about.
		expect(looksFor(minutes, length, count)).toBeLessThanOrEqual(
			(length / count) * (6 + 1.5 * Math.log(length)),
		);
	}
});

it('is nobody of an empty list', () => {
	expect(turnsAt(BEGIN, 0, 0)).toEqual([]);
});
