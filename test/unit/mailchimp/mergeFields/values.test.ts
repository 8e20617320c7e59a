import { DateTime } from 'luxon';
import { isEmptyValue, textField, toSend } from '../../../../nodes/Mailchimp/mergeFields';
import { field, NEW_YORK } from './support';

const TYPES = [
	'text',
	'number',
	'date',
	'birthday',
	'address',
	'phone',
	'url',
	'imageurl',
	'dropdown',
	'radio',
	'zip',
] as const;

describe.each(TYPES)('an empty value of the type %s', (type) => {
	it.each([
		['nothing', undefined],
		['null', null],
		['a text', ''],
		['blanks', ' \t'],
		['a list', []],
	])('is left out: %s', (_name, value) =>
		expect(toSend(field(type), value, NEW_YORK)).toBeUndefined(),
	);
});

it.each([0, false, new Date(0), DateTime.now(), 'x', [0]])('%p is not empty', (value) => {
	expect(isEmptyValue(value)).toBe(false);
});

describe('a number', () => {
	it.each([
		[0, 0],
		['0', 0],
		['12.50', 12.5],
		[' -3 ', -3],
		['.5', 0.5],
		['1e3', 1000],
	])('%j is %d', (value, sent) => expect(toSend(field('number'), value, NEW_YORK)).toBe(sent));

	it.each([
		'1,234',
		'12,50',
		'1 234',
		'0x10',
		'NaN',
		'Infinity',
		NaN,
		Infinity,
		true,
		{ a: 1 },
		[1],
	])('%p is not guessed', (value) => {
		expect(() => toSend(field('number'), value, NEW_YORK)).toThrow('FIELD takes a number');
	});
});

describe('a date', () => {
	const sent = (value: unknown, date_format: 'MM/DD/YYYY' | 'DD/MM/YYYY' = 'MM/DD/YYYY') =>
		toSend(field('date', { date_format }), value, NEW_YORK);

	it.each([
		['2026-12-31', '2026-12-31'],
		['2026/12/31', '2026-12-31'],
		['12/31/2026', '2026-12-31'],
		['31/12/2026', '2026-12-31'],
		['31.12.2026', '2026-12-31'],
		['3.4.2026', '2026-04-03'],
		['31-12-2026', '2026-12-31'],
		// After midnight in UTC, and still the day before in the zone of the workflow.
		['2026-12-31T03:00:00.000Z', '2026-12-30'],
		['2026-12-30T23:30:00.000-05:00', '2026-12-30'],
		['2026-12-30 23:30:00', '2026-12-30'],
		[new Date('2026-12-31T03:00:00Z'), '2026-12-30'],
		[DateTime.fromISO('2026-12-31T03:00:00Z'), '2026-12-30'],
	])('%p is %s', (value, day) => expect(sent(value)).toBe(day));

	it('with slashes is read by the format of the field', () => {
		expect(sent('03/04/2026')).toBe('2026-03-04');
		expect(sent('03/04/2026', 'DD/MM/YYYY')).toBe('2026-04-03');
	});

	it.each([
		'2026-02-30',
		'13/13/2026',
		'tomorrow',
		'12/31/26',
		20261231,
		true,
		'2026',
		{},
		'31.12.',
	])('%p is none', (value) => {
		if (isEmptyValue(value)) return;
		expect(() => sent(value)).toThrow('FIELD takes a date');
	});
});

describe('a birthday', () => {
	const sent = (value: unknown, date_format: 'MM/DD' | 'DD/MM' = 'MM/DD') =>
		toSend(field('birthday', { date_format }), value, NEW_YORK);

	it.each([
		['12/31', '12/31'],
		['3/4', '03/04'],
		['31/12', '12/31'],
		['31.12.', '12/31'],
		['3.4', '04/03'],
		['02/29', '02/29'],
		['1990-12-31', '12/31'],
		['12/31/1990', '12/31'],
		['1990-12-31T03:00:00.000Z', '12/30'],
		[new Date('1990-12-31T03:00:00Z'), '12/30'],
	])('%p is %s', (value, day) => expect(sent(value)).toBe(day));

	it('is read and sent by the format of the field', () => {
		expect(sent('03/04', 'DD/MM')).toBe('03/04');
		expect(sent('1990-12-31', 'DD/MM')).toBe('31/12');
		expect(sent('31.12.', 'DD/MM')).toBe('31/12');
	});

	it.each(['13/32', '02/30', '1231', '12-31', 12.31, true])('%p is none', (value) => {
		expect(() => sent(value)).toThrow('FIELD takes a month and a day');
	});
});

describe('an address', () => {
	const whole = { addr1: '1 Main St', city: 'Springfield', state: 'IL', zip: '62701' };
	const sent = (value: unknown) => toSend(field('address'), value, NEW_YORK);

	it('takes numbers, and leaves out what is empty', () => {
		expect(sent({ ...whole, zip: 62701, addr2: null, country: '' })).toEqual(whole);
		expect(sent(JSON.stringify(whole))).toEqual(whole);
		expect(sent({ ...whole, addr2: 'Apt 2', country: 'CA', planet: 'Earth' })).toEqual({
			...whole,
			addr2: 'Apt 2',
			country: 'CA',
		});
	});

	it('of blanks is empty', () => {
		expect(sent({ addr1: ' ', addr2: null, city: '', state: undefined, zip: '' })).toBeUndefined();
		expect(sent({})).toBeUndefined();
	});

	it.each([
		['1 Main St, Springfield', 'missing: addr1, city, state, zip'],
		[{ addr1: '1 Main St', zip: 62701 }, 'missing: city, state'],
		[{ street: '1 Main St' }, 'missing: addr1, city, state, zip'],
		[[whole], 'missing: addr1'],
		[{ ...whole, city: { name: 'x' } }, 'a text in the part city'],
	])('%j is not whole', (value, message) => expect(() => sent(value)).toThrow(message));
});

describe('a phone number', () => {
	const us = (value: unknown) => toSend(field('phone', { phone_format: 'US' }), value, NEW_YORK);
	const any = (value: unknown) => toSend(field('phone'), value, NEW_YORK);

	it.each(['404-555-1212', '(404) 555-1212', '404.555.1212', '+1 404 555 1212', 4045551212])(
		'%p in the US',
		(value) => expect(us(value)).toBe('404-555-1212'),
	);

	it.each(['555-1212', '+49 30 123456', '404-555-1212 ext. 3', '104-555-1212', true, [1]])(
		'%p is none in the US',
		(value) => expect(() => us(value)).toThrow('FIELD takes a phone number'),
	);

	it('of another format is left as it is', () => {
		expect(any(' +49 (30) 123456 ')).toBe('+49 (30) 123456');
	});
});

describe('a choice', () => {
	const sent = (value: unknown, choices = ['Gold', 'Silver', '1']) =>
		toSend(field('dropdown', { choices }), value, NEW_YORK);

	it('is found in any case, and sent as the audience spells it', () => {
		expect([sent('Gold'), sent(' silver '), sent(1)]).toEqual(['Gold', 'Silver', '1']);
		expect(sent('gold', ['GOLD', 'gold'])).toBe('gold');
	});

	it('that the audience has not is an error that lists what it has', () => {
		expect(() => sent('Iron')).toThrow('FIELD takes one of its choices, not "Iron"');
		expect(() => sent({ a: 1 })).toThrow('not an object');
		expect.assertions(3);
		try {
			sent('Iron');
		} catch (error) {
			expect(error).toMatchObject({
				problem: { fix: expect.stringContaining('"Gold", "Silver"') },
			});
		}
	});
});

describe('a zip code', () => {
	it.each([
		['62701', '62701'],
		[2138, '02138'],
		['62701-1234', '62701'],
	])('%p is %s', (value, sent) => expect(toSend(field('zip'), value, NEW_YORK)).toBe(sent));

	it.each(['6270', 'SW1A 1AA', 123456, -1, 1.5])('%p is none', (value) => {
		expect(() => toSend(field('zip'), value, NEW_YORK)).toThrow('a zip code of five digits');
	});
});

describe('a text', () => {
	it.each([
		[' Jo ', 'Jo'],
		[7, '7'],
		[false, 'false'],
		[['a', '', 'b', 3], 'a, b, 3'],
		[new Date('2026-12-31T03:00:00Z'), '2026-12-30'],
	])('%p is %s', (value, sent) => {
		expect(toSend(field('text'), value, NEW_YORK)).toBe(sent);
		expect(toSend(textField('FIELD'), value, NEW_YORK)).toBe(sent);
	});

	it('is no object', () => {
		expect(() => toSend(field('text'), { a: 1 }, NEW_YORK)).toThrow('takes a text, not an object');
	});
});

it('shows no more than the beginning of a value', () => {
	expect(() => toSend(field('number'), 'x'.repeat(1000), NEW_YORK)).toThrow(/not "x{50}…"$/);
});
