import fc from 'fast-check';
import {
	differences,
	explainDifference,
	isStored,
	toSend,
	warningOf,
	type MergeField,
} from '../../../../nodes/Mailchimp/mergeFields';
import { storeMergeValue, type ValueRules } from '../../../emulators/mailchimp/storeMergeValue';
import { DEFAULT_SWITCHES } from '../../../emulators/mailchimp/switches';
import type { MergeFieldOptions, MergeFieldType } from '../../../emulators/mailchimp/types';
import { emulated, field, NEW_YORK } from './support';

const pad = (number: number) => String(number).padStart(2, '0');
const day = fc
	.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));
const monthAndDay = fc
	.date({ min: new Date('2024-01-01'), max: new Date('2024-12-31'), noInvalidDate: true })
	.map((date) => ({ month: date.getUTCMonth() + 1, day: date.getUTCDate() }));
const word = fc.string({ minLength: 1, maxLength: 30 }).filter((text) => text.trim() !== '');
const digits = (length: number) => fc.stringMatching(new RegExp(`^[2-9][0-9]{${length - 1}}$`));

/** What users may have for each type, and the options of the field. */
const CASES: Array<[MergeFieldType, MergeFieldOptions, fc.Arbitrary<unknown>]> = [
	['text', {}, word],
	['number', {}, fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))],
	['number', {}, fc.integer({ min: 0, max: 1e6 }).map((cents) => (cents / 100).toFixed(2))],
	['date', { date_format: 'MM/DD/YYYY' }, day],
	['date', { date_format: 'DD/MM/YYYY' }, day.map((text) => text.split('-').reverse().join('/'))],
	['date', { date_format: 'MM/DD/YYYY' }, day.map((text) => text.split('-').reverse().join('.'))],
	['birthday', { date_format: 'MM/DD' }, monthAndDay.map((it) => `${it.month}/${pad(it.day)}`)],
	['birthday', { date_format: 'MM/DD' }, monthAndDay.map((it) => `${it.day}.${it.month}.`)],
	['birthday', { date_format: 'MM/DD' }, day],
	[
		'address',
		{},
		fc.record({
			addr1: word,
			addr2: fc.option(word),
			city: word,
			state: word,
			zip: fc.oneof(word, fc.nat()),
			country: fc.option(fc.constantFrom('US', 'CA', 'DE')),
		}),
	],
	[
		'phone',
		{ phone_format: 'US' },
		fc.tuple(digits(3), digits(3), digits(4)).map((it) => `(${it[0]}) ${it[1]}-${it[2]}`),
	],
	['phone', {}, digits(9).map((text) => `+49 ${text}`)],
	['url', {}, fc.webUrl()],
	['imageurl', {}, fc.webUrl()],
	['dropdown', { choices: ['Gold', 'Silver'] }, fc.constantFrom('Gold', 'silver', ' GOLD ')],
	['radio', { choices: ['Gold', 'Silver'] }, fc.constantFrom('Gold', 'silver', ' GOLD ')],
	['zip', {}, fc.oneof(digits(5), fc.integer({ min: 0, max: 99999 }))],
];

function stored(
	type: MergeFieldType,
	options: MergeFieldOptions,
	value: unknown,
	rules?: ValueRules,
) {
	const outcome = storeMergeValue(emulated(type, options), value, rules);
	if (outcome.kind === 'stored') return outcome.value;
	throw new Error(`${type} was refused: ${JSON.stringify({ value, outcome })}`);
}

describe('what Mailchimp stored is known again', () => {
	it.each(CASES)('%s %j', (type, options, values) => {
		fc.assert(
			fc.property(values, (value) => {
				const known = field(type, options);
				const sent = toSend(known, value, NEW_YORK);
				if (sent === undefined) return false;
				const kept = stored(type, options, sent);
				// Also when it is sent once more: reading back what Mailchimp gives changes nothing.
				const again = toSend(known, kept, NEW_YORK);
				return isStored(known, sent, kept, NEW_YORK) && isStored(known, again, kept, NEW_YORK);
			}),
			{ numRuns: 300 },
		);
	});

	it('and another value is not', () => {
		const other: Array<[MergeField, unknown, unknown]> = [
			[field('text'), 'a', 'b'],
			[field('number'), 12.5, 12.6],
			[field('number'), 0, ''],
			[field('date'), '2026-12-31', '2026-12-30'],
			[field('birthday'), '12/31', '12/30'],
			[field('birthday'), '03/04', '04/03'],
			[field('phone', { phone_format: 'US' }), '404-555-1212', '404-555-1213'],
			[field('phone'), '+4930123456', '4930123456'],
			[field('url'), 'https://a.example/x', 'https://a.example/X'],
			[field('dropdown', { choices: ['a', 'b'] }), 'a', 'b'],
			[field('zip'), '62701', '62702'],
			[field('date'), '2026-12-31', 'x'],
		];
		for (const [known, sent, kept] of other) {
			expect([known.type, sent, isStored(known, sent, kept, NEW_YORK)]).toEqual([
				known.type,
				sent,
				false,
			]);
		}
	});

	it('by a field that shows the day first, where Mailchimp reads and gives it back so', () => {
		const options = { date_format: 'DD/MM' } as const;
		const rules = { ...DEFAULT_SWITCHES, birthdayRead: 'by-format' } as const;
		const known = field('birthday', options);
		for (const value of ['1990-12-31', '1990-03-04']) {
			const sent = toSend(known, value, NEW_YORK);
			const kept = stored('birthday', options, sent, { ...rules, birthdayStored: 'by-format' });
			expect(isStored(known, sent, kept, NEW_YORK)).toBe(true);
		}
		// Where it is given back the other way round, a day that could be a month is said to differ: better a
		// warning too many than a wrong birthday that nobody notices.
		const sent = toSend(known, '1990-03-04', NEW_YORK);
		const turned = stored('birthday', options, sent, { ...rules, birthdayStored: 'month-first' });
		expect(isStored(known, sent, turned, NEW_YORK)).toBe(false);
	});

	it('by a field that shows the day first, where Mailchimp reads the month first: a day over 12 is refused', () => {
		const options = { date_format: 'DD/MM' } as const;
		const rules = { ...DEFAULT_SWITCHES, birthdayRead: 'month-first' } as const;
		const sent = toSend(field('birthday', options), '1990-12-31', NEW_YORK);
		expect(storeMergeValue(emulated('birthday', options), sent, rules)).toMatchObject({
			kind: 'invalid',
		});
	});

	it('when it was cleared', () => {
		for (const type of ['text', 'number', 'date', 'address'] as const) {
			expect(isStored(field(type), '', stored(type, {}, ''), NEW_YORK)).toBe(true);
			expect(isStored(field(type), '', 'x', NEW_YORK)).toBe(false);
		}
	});
});

describe('a field that did not arrive as it was sent', () => {
	const found = (known: MergeField, sent: string, kept: Record<string, string>) =>
		differences(new Map([['FIELD', known]]), { FIELD: sent }, kept, NEW_YORK)[0];

	it('is cut only when a text was longer than Mailchimp keeps', () => {
		const long = 'ä'.repeat(200);
		const cut = found(field('text'), long, { FIELD: String(stored('text', {}, long)) });
		expect(cut).toEqual({ tag: 'FIELD', isUnknown: false, isCut: true });
		expect(warningOf(cut)).toBe('Mailchimp cut the value of FIELD at 255 bytes');
		// A shorter date than was sent is no text that was cut.
		expect(found(field('text'), '2026-12-31T10:00', { FIELD: '2026-12-31' })).toEqual({
			tag: 'FIELD',
			isUnknown: false,
			isCut: false,
		});
	});

	it('may be one that the audience has not', () => {
		const unknown = found(field('text'), 'x', {});
		expect(unknown).toEqual({ tag: 'FIELD', isUnknown: true, isCut: false });
		expect(explainDifference(unknown)).toMatchObject({
			code: 'field_not_stored',
			message: 'The audience has no merge field FIELD',
		});
	});

	it('is taken for text when nothing is known of it', () => {
		expect(differences(new Map(), { N: '5' }, { N: 5 }, NEW_YORK)).toEqual([]);
		expect(differences(new Map(), { N: '5' }, { N: 6 }, NEW_YORK)).toHaveLength(1);
	});
});
