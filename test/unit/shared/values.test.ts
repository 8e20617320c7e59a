import { tryToParseDateTime } from 'n8n-workflow';
import { asTime } from '../../../nodes/shared/values';

const read = (value: unknown) => asTime(value, 'Since', 'Europe/Berlin').toISOString();

describe('asTime', () => {
	it.each([
		['2026-11-30T09:00:00Z', '2026-11-30T09:00:00.000Z'],
		['2026-11-30T09:00:00', '2026-11-30T08:00:00.000Z'],
		[' 2026-07-01 ', '2026-06-30T22:00:00.000Z'],
		['2026-11-30 09:00:00', '2026-11-30T08:00:00.000Z'],
		['Mon, 30 Nov 2026 09:00:00 GMT', '2026-11-30T09:00:00.000Z'],
		[new Date(0), '1970-01-01T00:00:00.000Z'],
		[tryToParseDateTime('1970-01-01T00:00:00.005Z'), '1970-01-01T00:00:00.005Z'],
	])('reads %s', (value, expected) => {
		expect(read(value)).toBe(expected);
	});

	it.each([
		['soon', 'is not a date: "soon"'],
		['5', 'is not a date: "5"'],
		['Order 4711', 'is not a date: "Order 4711"'],
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
});
