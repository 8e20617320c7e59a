import {
	storeMergeValue,
	type StoreOutcome,
	type ValueRules,
} from '../../emulators/mailchimp/storeMergeValue';
import { DEFAULT_SWITCHES } from '../../emulators/mailchimp/switches';
import type {
	MergeField,
	MergeFieldOptions,
	MergeFieldType,
	MergeValue,
} from '../../emulators/mailchimp/types';

const field = (type: MergeFieldType, options: MergeFieldOptions = {}): MergeField => ({
	merge_id: 5,
	tag: 'X',
	name: 'X',
	type,
	required: false,
	default_value: '',
	public: true,
	display_order: 6,
	options,
	help_text: '',
});
const rules = (changes: Partial<ValueRules>): ValueRules => ({ ...DEFAULT_SWITCHES, ...changes });
const stored = (value: MergeValue): StoreOutcome => ({ kind: 'stored', value });
const invalid = (message: string): StoreOutcome => ({
	kind: 'invalid',
	error: { field: 'X', message },
});
const UNFIT: StoreOutcome = {
	kind: 'schema',
	error: {
		field: 'merge_fields.X',
		message: 'Data did not match any of the schemas described in anyOf.',
	},
};

describe('What Mailchimp stores of a merge value', () => {
	it.each([
		['12.50', 12.5],
		['0.10', 0.1],
		['-3', -3],
		['.5', 0.5],
		['1e3', 1000],
		[15.5, 15.5],
		[0, 0],
	])('number %p is stored as %p', (sent, kept) => {
		expect(storeMergeValue(field('number'), sent)).toEqual(stored(kept));
	});

	it.each(['twelve', '1,234', '12 EUR', ' ', '0x10', 'Infinity', 'NaN', '1.2.3'])(
		'number %p is refused',
		(sent) => {
			expect(storeMergeValue(field('number'), sent)).toEqual(invalid('Please enter a number'));
		},
	);

	describe('dates', () => {
		it.each([
			['MM/DD/YYYY', '2026-12-31', '2026-12-31'],
			['MM/DD/YYYY', '2026/12/31', '2026-12-31'],
			['MM/DD/YYYY', '31-12-2026', '2026-12-31'],
			['MM/DD/YYYY', '12/31/2026', '2026-12-31'],
			['MM/DD/YYYY', '03/04/2026', '2026-03-04'],
			['DD/MM/YYYY', '2026-12-31', '2026-12-31'],
			['DD/MM/YYYY', '31/12/2026', '2026-12-31'],
			['DD/MM/YYYY', '03/04/2026', '2026-04-03'],
		] as const)('%s: %s is stored as %s', (date_format, sent, kept) => {
			expect(storeMergeValue(field('date', { date_format }), sent)).toEqual(stored(kept));
		});

		it.each([
			['MM/DD/YYYY', '31/12/2026'],
			['DD/MM/YYYY', '12/31/2026'],
			['MM/DD/YYYY', '2026-02-30'],
			['MM/DD/YYYY', '2026-12-31T00:00:00Z'],
			['MM/DD/YYYY', '31.12.2026'],
			['MM/DD/YYYY', '6/6/2026'],
		] as const)('%s: %s is refused', (date_format, sent) => {
			const outcome = storeMergeValue(field('date', { date_format }), sent);
			expect(outcome).toEqual(invalid('Please enter the date'));
		});
	});

	describe('birthdays', () => {
		const refusal = invalid('Please enter a month (01-12) and a day (01-31)');
		const inFormat = (date_format: 'MM/DD' | 'DD/MM', sent: string, changes = {}) =>
			storeMergeValue(field('birthday', { date_format }), sent, rules(changes));

		it('are read by the date format of the field, and stored month first', () => {
			expect(inFormat('MM/DD', '02/29')).toEqual(stored('02/29'));
			expect(inFormat('DD/MM', '29/02')).toEqual(stored('02/29'));
			expect(inFormat('DD/MM', '03/04')).toEqual(stored('04/03'));
			expect(inFormat('MM/DD', '29/02')).toEqual(refusal);
			expect(inFormat('DD/MM', '02/29')).toEqual(refusal);
		});

		it('or always month first, by switch', () => {
			const changes = { birthdayRead: 'month-first' };
			expect(inFormat('DD/MM', '03/04', changes)).toEqual(stored('03/04'));
			expect(inFormat('DD/MM', '29/02', changes)).toEqual(refusal);
		});

		it('or shown as the field has them, by switch', () => {
			const changes = { birthdayStored: 'by-format' };
			expect(inFormat('DD/MM', '29/02', changes)).toEqual(stored('29/02'));
			expect(inFormat('MM/DD', '02/29', changes)).toEqual(stored('02/29'));
		});

		it.each(['2026-02-28', '2/28', '13/01', '00/10', '02/30', '02-28', '02/28/1990'])(
			'%s is refused',
			(sent) => {
				expect(inFormat('MM/DD', sent)).toEqual(refusal);
			},
		);
	});

	describe('phones', () => {
		const US = field('phone', { phone_format: 'US' });

		it('of the US format are as documented', () => {
			expect(storeMergeValue(US, '404-555-1212')).toEqual(stored('404-555-1212'));
			for (const sent of ['(404) 555-1212', '4045551212', '+1 404 555 1212', '104-555-1212']) {
				expect(storeMergeValue(US, sent)).toMatchObject({ kind: 'invalid' });
				const lenient = storeMergeValue(US, sent, rules({ otherUsPhones: 'stored' }));
				expect(lenient).toEqual(stored(sent));
			}
		});

		it('of any other are stored as they come', () => {
			for (const sent of ['+5583999999999', '(404) 555-1212', 'ask me']) {
				expect(storeMergeValue(field('phone', { phone_format: 'none' }), sent)).toEqual(
					stored(sent),
				);
			}
		});
	});

	describe('addresses', () => {
		const WHOLE = { addr1: '1 Main St', city: 'Oslo', state: 'OS', zip: '0150' };

		it('get an empty second line and the default country', () => {
			expect(storeMergeValue(field('address'), WHOLE)).toEqual(
				stored({ ...WHOLE, addr2: '', country: 'US' }),
			);
			const there = { ...WHOLE, addr2: '2nd floor', country: 'NO' };
			expect(storeMergeValue(field('address'), there)).toEqual(stored(there));
		});

		it.each([
			{ ...WHOLE, state: '' },
			{ ...WHOLE, zip: undefined },
			{ street: 'x' },
			{},
			'Oslo',
			5,
		])('incomplete as %j are refused, by switch otherwise', (sent) => {
			expect(storeMergeValue(field('address'), sent)).toEqual(
				invalid('Please enter a complete address'),
			);
			const by = (incompleteAddress: ValueRules['incompleteAddress']) =>
				storeMergeValue(field('address'), sent, rules({ incompleteAddress }));
			expect(by('schema-error')).toEqual(UNFIT);
			expect(by('dropped')).toEqual({ kind: 'dropped' });
		});
	});

	it('choices are taken as they are spelt', () => {
		for (const type of ['radio', 'dropdown'] as const) {
			const colours = field(type, { choices: ['Red', 'Blue'] });
			expect(storeMergeValue(colours, 'Blue')).toEqual(stored('Blue'));
			for (const sent of ['blue', 'Green', ' Red']) {
				expect(storeMergeValue(colours, sent)).toEqual(invalid('Value must be one of: Red, Blue'));
			}
			expect(storeMergeValue(field(type), 'Red')).toMatchObject({ kind: 'invalid' });
		}
	});

	it('links are checked and not cut; zip codes have five digits; a text may come as a number', () => {
		const link = `https://shop.example/?x=${'y'.repeat(400)}`;
		for (const type of ['url', 'imageurl'] as const) {
			expect(storeMergeValue(field(type), link)).toEqual(stored(link));
			expect(storeMergeValue(field(type), 'shop')).toEqual(invalid('That is not a valid URL'));
		}
		expect(storeMergeValue(field('zip'), '62701')).toEqual(stored('62701'));
		expect(storeMergeValue(field('zip'), '0150')).toMatchObject({ kind: 'invalid' });
		expect(storeMergeValue(field('text'), 62701)).toEqual(stored('62701'));
	});

	it('a text is cut at 255 bytes, never inside a character', () => {
		expect(storeMergeValue(field('text'), 'é'.repeat(200))).toEqual(stored('é'.repeat(127)));
	});

	const TYPES = ['text', 'number', 'address', 'phone', 'date', 'url', 'zip', 'birthday'] as const;

	it.each([...TYPES, 'imageurl', 'radio', 'dropdown'] as const)(
		'%s: an empty text clears it; null, booleans and arrays do not fit the schema',
		(type) => {
			expect(storeMergeValue(field(type), '')).toEqual(stored(''));
			for (const sent of [null, true, false, [], ['a'], undefined]) {
				expect(storeMergeValue(field(type), sent)).toEqual(UNFIT);
			}
			if (type !== 'address') {
				expect(storeMergeValue(field(type), { day: '1', month: '2' })).toEqual(UNFIT);
			}
		},
	);
});
