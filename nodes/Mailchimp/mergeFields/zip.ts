import { badValue, type MergeFieldType } from './field';

/**
 * US zip codes: five digits (Mailchimp's documentation, merge fields). A number has lost its leading zeros,
 * and of the longer form 62701-1234 the field holds the first part.
 */
export const zip: MergeFieldType<string> = {
	parse(value, field) {
		const isNumber = typeof value === 'number' && Number.isInteger(value) && value >= 0;
		const digits = isNumber ? String(value).padStart(5, '0') : value;
		const match = typeof digits === 'string' ? /^(\d{5})(?:-?\d{4})?$/.exec(digits.trim()) : null;
		if (match) return match[1];
		throw badValue(
			field,
			value,
			'a zip code of five digits',
			'For codes of other countries use a merge field of the type Text.',
		);
	},
	format: (value) => value,
	equal: (one, other) => one === other,
};
