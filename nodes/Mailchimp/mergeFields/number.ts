import { badValue, type MergeFieldType } from './field';

/** Decimal notation, as the number patterns of Mailchimp's API have it. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Numbers. Thousands separators and decimal commas are not guessed: "1,234" may be either. */
export const number: MergeFieldType<number> = {
	parse(value, field) {
		const isText = typeof value === 'string' && NUMBER.test(value.trim());
		const parsed = typeof value === 'number' || isText ? Number(value) : NaN;
		if (Number.isFinite(parsed)) return parsed;
		throw badValue(
			field,
			value,
			'a number',
			'Write it with a dot before the decimals and nothing between the thousands, like 1234.5.',
		);
	},
	format: (value) => value,
	equal: (one, other) => one === other,
};
