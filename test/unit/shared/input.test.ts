import { inputOf, resultOf } from './runContext';

const CHOICES = ['ACTIVE', 'DENIED'] as const;
const read = (value: unknown) => inputOf({ x: value });
const whole = (value: unknown) =>
	read(value).number('x', 'Label', 7, { min: 1, max: 600, isWhole: true });

describe('a parameter', () => {
	it('has its default when it is not set, wherever it stands', () => {
		const input = inputOf({ options: { other: 1 } });
		const options = input.collection('options', 'Options');
		for (const reader of [input, options]) {
			expect(reader.switch('y', 'Y', true)).toBe(true);
			expect(reader.choice('y', 'Y', CHOICES, 'DENIED')).toBe('DENIED');
			expect(reader.choices('y', 'Y', CHOICES, ['DENIED'])).toEqual(['DENIED']);
			expect(reader.number('y', 'Y', 7)).toBe(7);
			expect([reader.text('y', 'Y'), reader.texts('y', 'Y'), reader.rows('y', 'Y')]).toEqual([
				'',
				[],
				[],
			]);
		}
		expect(resultOf(() => input.required('y', 'Label'))).toBe('! is empty');
	});

	it.each([
		[0, '! is not a whole number from 1 to 600: "0"'],
		[601, '! is not a whole number from 1 to 600: "601"'],
		['0x10', '! is not a whole number from 1 to 600: "0x10"'],
		['12,5', '! is not a whole number from 1 to 600: "12,5"'],
		[NaN, '! is not a whole number from 1 to 600: "NaN"'],
		['Infinity', '! is not a whole number from 1 to 600: "Infinity"'],
		['1e2', 100],
		['600', 600],
	])('has to be in the range: %s', (value, expected) => {
		expect(resultOf(() => whole(value))).toBe(expected);
	});

	it('is quoted in an error no further than 50 characters', () => {
		const result = resultOf(() => read('x'.repeat(5_000)).switch('x', 'Label', true));
		expect(result).toBe(`! is neither on nor off: "${'x'.repeat(50)}…"`);
	});

	it('of an item can be read beside its data', () => {
		expect(read(1).json).toEqual({ name: 'item' });
	});
});

describe('a collection', () => {
	it('tells an entry that was not added from one that has no value', () => {
		const filters = inputOf({ filters: { empty: undefined, on: 'yes' } }).collection(
			'filters',
			'Filters',
		);
		const seen: unknown[] = [];
		const see = (value: unknown) => seen.push(value);
		for (const name of ['gone', 'empty', 'on', 'toString']) filters.ifAdded(name, see);
		expect(seen).toEqual([undefined, 'yes']);
		expect(['gone', 'empty', 'on'].map((name) => filters.isSet(name))).toEqual([
			false,
			false,
			true,
		]);
		expect(resultOf(() => filters.switch('empty', 'Label', true))).toBe('! is empty');
		expect(filters.switch('on', 'Label', false)).toBe(true);
	});

	it.each([[[]], ['text'], [5]])('is not %j', (value) => {
		expect(resultOf(() => read(value).collection('x', 'Label'))).toContain('is no collection');
	});
});
