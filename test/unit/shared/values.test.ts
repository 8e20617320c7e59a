import { tryToParseDateTime } from 'n8n-workflow';
import { asTime } from '../../../nodes/shared/values';

const read = (value: unknown) => asTime(value, 'Since', 'Europe/Berlin').toISOString();

describe('asTime', () => {
	it.each([
		['2026-11-30T09:00:00Z', '2026-11-30T09:00:00.000Z'],
		['2026-11-30T09:00:00', '2026-11-30T08:00:00.000Z'],
		[' 2026-07-01 ', '2026-06-30T22:00:00.000Z'],
		['2026-11-30 09:00:00', '2026-11-30T08:00:00.000Z'],
		['2026-11-30 09:00:00.123456+00', '2026-11-30T09:00:00.123Z'],
		['2026-11-30 09:00 -0500', '2026-11-30T14:00:00.000Z'],
		['2026-11-30 09:00:00 UTC', '2026-11-30T09:00:00.000Z'],
		['2026-11-30t09:00:00,5z', '2026-11-30T09:00:00.500Z'],
		['2028-02-29', '2028-02-28T23:00:00.000Z'],
		['Mon, 30 Nov 2026 09:00:00 GMT', '2026-11-30T09:00:00.000Z'],
		['Tue, 1 Dec 2026 09:00:00 +0530 (IST)', '2026-12-01T03:30:00.000Z'],
		['30 Nov 2026 09:00 PDT', '2026-11-30T16:00:00.000Z'],
		['30 Nov 2026 09:00 EST', '2026-11-30T14:00:00.000Z'],
		['30 nov 2026 09:00', '2026-11-30T08:00:00.000Z'],
		[new Date(0), '1970-01-01T00:00:00.000Z'],
		[tryToParseDateTime('1970-01-01T00:00:00.005Z'), '1970-01-01T00:00:00.005Z'],
		[tryToParseDateTime('2026-11-30T09:00:00', 'Asia/Tokyo'), '2026-11-30T00:00:00.000Z'],
	])('reads %s', (value, expected) => {
		expect(read(value)).toBe(expected);
	});

	it.each([
		['soon', 'is not a date: "soon"'],
		['5', 'is not a date: "5"'],
		['Order 4711', 'is not a date: "Order 4711"'],
		// JavaScript takes these for a day of another month.
		['2026-02-30', 'is not a date: "2026-02-30"'],
		['2026-04-31T09:00:00', 'is not a date: "2026-04-31T09:00:00"'],
		['2026-02-29 09:00', 'is not a date: "2026-02-29 09:00"'],
		['31 Nov 2026 09:00:00 GMT', 'is not a date: "31 Nov 2026 09:00:00 GMT"'],
		['Tue, 30 Nov 2026 09:00:00 GMT', 'is not a date: "Tue, 30 Nov 2026 09:00:00 GMT"'],
		['2026-11-30T25:00:00', 'is not a date: "2026-11-30T25:00:00"'],
		['2026-11-30T09:00:00+99:00', 'is not a date: "2026-11-30T09:00:00+99:00"'],
		// These it reads in the zone of the machine, or as one of two days.
		['Nov 30, 2026 09:00', 'is not a date: "Nov 30, 2026 09:00"'],
		['11/30/2026 09:00', 'is not a date: "11/30/2026 09:00"'],
		['01.02.2026', 'is not a date: "01.02.2026"'],
		// And these are none at all.
		['2026', 'is not a date: "2026"'],
		['99999', 'is not a date: "99999"'],
		['20261130', 'is not a date: "20261130"'],
		['2026-W10', 'is not a date: "2026-W10"'],
		['Mar 2026', 'is not a date: "Mar 2026"'],
		['Maya 2026', 'is not a date: "Maya 2026"'],
		['sunny 2026', 'is not a date: "sunny 2026"'],
		['May be 4711', 'is not a date: "May be 4711"'],
		['1767225600000', 'is not a date: "1767225600000"'],
		[1_767_225_600_000, 'is not a date: "1767225600000"'],
		[5, 'is not a date: "5"'],
		[1_767_225_600, 'is not a date: "1767225600"'],
		[true, 'is not a date: "true"'],
		[['2026-11-30'], 'is not a date: a list'],
		[{}, 'is not a date: an object'],
		[new Date(NaN), 'is not a date: an object'],
		['', 'is empty'],
		[undefined, 'is empty'],
	])('does not guess at %j', (value, what) => {
		expect(() => read(value)).toThrow(`The parameter Since ${what}`);
	});

	it('says how to write one', () => {
		const fix = expect.stringContaining('like "2026-11-30T09:00:00" or "2026-11-30"');
		expect(() => read('01.02.2026')).toThrow(
			expect.objectContaining({ problem: expect.objectContaining({ fix }) }),
		);
	});
});
