import { calendarOf, daysBefore } from '../../../nodes/shared/days';

// 23:30 in New York on the 9th is 03:30 UTC on the 10th.
const NOW = new Date('2026-03-10T03:30:00Z');

describe('a calendar', () => {
	const newYork = calendarOf('America/New_York', NOW);
	const berlin = calendarOf('Europe/Berlin', NOW);

	it('has the day of its time zone', () => {
		expect([newYork.today, berlin.today]).toEqual(['2026-03-09', '2026-03-10']);
		expect(newYork.dayOf('2026-03-10T03:59:59Z')).toBe('2026-03-09');
		expect(newYork.dayOf('2026-03-10T04:00:00Z')).toBe('2026-03-10');
		expect(berlin.dayOf('2026-03-09T22:59:00+00:00')).toBe('2026-03-09');
		expect(berlin.dayOf('2026-03-09T23:00:00+00:00')).toBe('2026-03-10');
		// Kathmandu is 5 hours and 45 minutes ahead.
		expect(calendarOf('Asia/Kathmandu', NOW).dayOf('2026-03-09T18:15:00Z')).toBe('2026-03-10');
		expect(calendarOf('Asia/Kathmandu', NOW).dayOf('2026-03-09T18:14:59Z')).toBe('2026-03-09');
	});

	it.each([
		['2026-03-07', '2026-03-07'],
		['03/07/2026', '2026-03-07'],
		['3/7/2026', '2026-03-07'],
		['2026-02-30', ''],
		['13/01/2026', ''],
		['soon', ''],
		['', ''],
		[undefined, ''],
		[20260307, ''],
	])('reads %p as %p', (value, day) => {
		expect(newYork.dayOf(value)).toBe(day);
	});

	it('counts days, also over the change of the clocks', () => {
		expect(newYork.daysSince('2026-03-09')).toBe(0);
		expect(newYork.daysSince('2026-03-07')).toBe(2);
		expect(newYork.daysSince('')).toBeUndefined();
		expect(daysBefore('2026-03-02', 7)).toBe('2026-02-23');
	});
});
