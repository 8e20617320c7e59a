import type { ItemInput } from '../../../nodes/shared/input';
import { inputOf, resultOf } from './runContext';

const CHOICES = ['ACTIVE', 'DENIED'] as const;
const READERS = {
	switch: (input: ItemInput) => input.switch('x', 'Label', true),
	choice: (input: ItemInput) => input.choice('x', 'Label', CHOICES, 'DENIED'),
	choices: (input: ItemInput) => input.choices('x', 'Label', CHOICES, ['DENIED']),
	number: (input: ItemInput) => input.number('x', 'Label', 7),
	whole: (input: ItemInput) => input.number('x', 'Label', 7, { min: 1, max: 600, isWhole: true }),
	text: (input: ItemInput) => input.text('x', 'Label'),
	required: (input: ItemInput) => input.required('x', 'Label'),
	texts: (input: ItemInput) => input.texts('x', 'Label'),
	commaTexts: (input: ItemInput) => input.commaTexts('x', 'Label'),
	rows: (input: ItemInput) => input.rows('x', 'Label'),
	locator: (input: ItemInput) => input.locator('x', 'Label', 'id'),
};
type Expected = Record<keyof typeof READERS, unknown>;

const plain = (value: string) => ({ mode: 'id', value });
const EMPTY = '! is empty';
const WHOLE = '! is not a whole number from 1 to 600: ';

/** What every reader makes of every kind of value. */
const TABLE: Array<[string, unknown, Expected]> = [
	[
		'on',
		true,
		{
			switch: true,
			choice: '! is none of its choices: "true"',
			choices: '! is none of its choices: "true"',
			number: '! is not a number: "true"',
			whole: `${WHOLE}"true"`,
			text: '! is no text: "true"',
			required: '! is no text: "true"',
			texts: '! is no text: "true"',
			commaTexts: '! is no text: "true"',
			rows: '! is no list of rows: "true"',
			locator: '! is no text: "true"',
		},
	],
	[
		'a word for off',
		' No ',
		{
			switch: false,
			choice: '! is none of its choices: " No "',
			choices: '! is none of its choices: " No "',
			number: '! is not a number: " No "',
			whole: `${WHOLE}" No "`,
			text: 'No',
			required: 'No',
			texts: ['No'],
			commaTexts: ['No'],
			rows: '! is no list of rows: " No "',
			locator: plain('No'),
		},
	],
	[
		'a choice in another case',
		'active ',
		{
			switch: '! is neither on nor off: "active "',
			choice: 'ACTIVE',
			choices: ['ACTIVE'],
			number: '! is not a number: "active "',
			whole: `${WHOLE}"active "`,
			text: 'active',
			required: 'active',
			texts: ['active'],
			commaTexts: ['active'],
			rows: '! is no list of rows: "active "',
			locator: plain('active'),
		},
	],
	[
		'a number',
		1,
		{
			switch: '! is neither on nor off: "1"',
			choice: '! is none of its choices: "1"',
			choices: '! is none of its choices: "1"',
			number: 1,
			whole: 1,
			text: '1',
			required: '1',
			texts: ['1'],
			commaTexts: ['1'],
			rows: '! is no list of rows: "1"',
			locator: plain('1'),
		},
	],
	[
		'a number as text, with decimals',
		' 2.50 ',
		{
			switch: '! is neither on nor off: " 2.50 "',
			choice: '! is none of its choices: " 2.50 "',
			choices: '! is none of its choices: " 2.50 "',
			number: 2.5,
			whole: `${WHOLE}" 2.50 "`,
			text: '2.50',
			required: '2.50',
			texts: ['2.50'],
			commaTexts: ['2.50'],
			rows: '! is no list of rows: " 2.50 "',
			locator: plain('2.50'),
		},
	],
	...[undefined, null, '', ' '].map((nothing): [string, unknown, Expected] => [
		'nothing',
		nothing,
		{
			switch: EMPTY,
			choice: EMPTY,
			choices: EMPTY,
			number: EMPTY,
			whole: EMPTY,
			text: '',
			required: EMPTY,
			texts: [],
			commaTexts: [],
			rows: [],
			locator: plain(''),
		},
	]),
	[
		'a list of texts',
		['ACTIVE', 'a, b', ''],
		{
			switch: '! is neither on nor off: a list',
			choice: '! is none of its choices: a list',
			choices: '! is none of its choices: "a, b"',
			number: '! is not a number: a list',
			whole: `${WHOLE}a list`,
			text: '! is no text: a list',
			required: '! is no text: a list',
			texts: ['ACTIVE', 'a, b'],
			commaTexts: ['ACTIVE', 'a', 'b'],
			rows: '! is no list of rows: a list',
			locator: '! is no text: a list',
		},
	],
	[
		'a list of choices',
		['ACTIVE', 'denied'],
		{
			switch: '! is neither on nor off: a list',
			choice: '! is none of its choices: a list',
			choices: ['ACTIVE', 'DENIED'],
			number: '! is not a number: a list',
			whole: `${WHOLE}a list`,
			text: '! is no text: a list',
			required: '! is no text: a list',
			texts: ['ACTIVE', 'denied'],
			commaTexts: ['ACTIVE', 'denied'],
			rows: '! is no list of rows: a list',
			locator: '! is no text: a list',
		},
	],
	[
		'an empty list',
		[],
		{
			switch: '! is neither on nor off: a list',
			choice: '! is none of its choices: a list',
			choices: [],
			number: '! is not a number: a list',
			whole: `${WHOLE}a list`,
			text: '! is no text: a list',
			required: '! is no text: a list',
			texts: [],
			commaTexts: [],
			rows: [],
			locator: '! is no text: a list',
		},
	],
	[
		'a list of rows',
		[{ id: 1 }],
		{
			switch: '! is neither on nor off: a list',
			choice: '! is none of its choices: a list',
			choices: '! is none of its choices: an object',
			number: '! is not a number: a list',
			whole: `${WHOLE}a list`,
			text: '! is no text: a list',
			required: '! is no text: a list',
			texts: '! is no text: an object',
			commaTexts: '! is no text: an object',
			rows: [{ id: 1 }],
			locator: '! is no text: a list',
		},
	],
	[
		'a resource locator',
		{ __rl: true, mode: 'list', value: ' 7 ' },
		{
			switch: '! is neither on nor off: an object',
			choice: '! is none of its choices: an object',
			choices: '! is none of its choices: an object',
			number: '! is not a number: an object',
			whole: `${WHOLE}an object`,
			text: '7',
			required: '7',
			texts: ['7'],
			commaTexts: ['7'],
			rows: '! is no list of rows: an object',
			locator: { mode: 'list', value: '7' },
		},
	],
];

describe('what every reader makes of', () => {
	it.each(TABLE)('%s: %j', (_what, value, expected) => {
		const results = Object.entries(READERS).map(([name, reader]) => [
			name,
			resultOf(() => reader(inputOf({ x: value }))),
		]);
		expect(Object.fromEntries(results)).toEqual(expected);
	});
});
