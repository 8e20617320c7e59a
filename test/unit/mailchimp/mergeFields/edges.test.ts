import vm from 'node:vm';
import { DateTime } from 'luxon';
import { differences, toSend } from '../../../../nodes/Mailchimp/mergeFields';
import { field, NEW_YORK } from './support';

describe('a point in time', () => {
	const date = (value: unknown) => toSend(field('date'), value, NEW_YORK);
	const text = (value: unknown) => toSend(field('text'), value, NEW_YORK);

	it('may be a Date of another realm, as code in a sandbox makes it', () => {
		const foreign: unknown = vm.runInNewContext('new Date("2026-12-31T03:00:00Z")');
		expect([date(foreign), text(foreign)]).toEqual(['2026-12-30', '2026-12-30']);
	});

	it.each([new Date(NaN), DateTime.fromISO('x')])(
		'that is invalid is an error, and never left out: %p',
		(value) => {
			expect(() => date(value)).toThrow('FIELD takes a date');
			expect(() => text(value)).toThrow('FIELD takes a text');
			expect(() => text(['a', value])).toThrow('FIELD takes a text');
		},
	);

	it.each([
		'2026-02-30T10:00:00Z',
		'2026-12-31T25:00:00Z',
		// The zone of the machine would decide here.
		'2026-12-31 11:30 PM',
		'2026-12-31 10:00 (noon)',
	])('that only a guess would understand is an error: %s', (value) => {
		expect(() => date(value)).toThrow('FIELD takes a date');
	});

	it.each([
		['2026-12-31T03:00Z', '2026-12-30'],
		['2026-12-31 03:00:00+00:00', '2026-12-30'],
		['2026-12-31 03:00:00.000 +0000', '2026-12-30'],
		['2026-12-31T23:30', '2026-12-31'],
		['2024-02-29T12:00:00Z', '2024-02-29'],
	])('%s is on %s', (value, day) => expect(date(value)).toBe(day));
});

describe('a choice', () => {
	const sent = (value: unknown, choices: string[]) =>
		toSend(field('radio', { choices }), value, NEW_YORK);

	it('is the one that is spelt so, blanks around it apart', () => {
		expect(sent('A ', ['a', 'A'])).toBe('A');
		expect(sent(' a', ['A', 'a'])).toBe('a');
		expect(sent('A ', ['A', 'A '])).toBe('A ');
	});

	it('that could be several is an error', () => {
		expect(() => sent('GOLD', ['Gold', 'gold'])).toThrow('takes one of its choices');
		expect(sent('GOLD', ['Gold', 'Silver'])).toBe('Gold');
	});
});

it.each(['+4045551212', '+40 455 512 12', '+44 404 555 1212'])(
	'%s is a number of another country, not of the US',
	(value) => {
		const us = field('phone', { phone_format: 'US' });
		expect(() => toSend(us, value, NEW_YORK)).toThrow('FIELD takes a phone number of the US');
	},
);

it.each([NaN, Infinity])('%d is no text', (value) => {
	expect(() => toSend(field('text'), value, NEW_YORK)).toThrow('FIELD takes a text');
});

it.each([
	['text', true],
	['url', false],
	['phone', false],
] as const)('only texts are said to be cut at 255 bytes, not a %s: %s', (type, isCut) => {
	const long = `https://a.example/${'x'.repeat(300)}`;
	const fields = new Map([['FIELD', field(type)]]);
	const stored = { FIELD: long.slice(0, 255) };
	expect(differences(fields, { FIELD: long }, stored, NEW_YORK)).toEqual([
		{ tag: 'FIELD', isUnknown: false, isCut },
	]);
});
