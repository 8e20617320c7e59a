import { badValue, withoutMergeSyntax, type MergeField, type MergeFieldType } from './field';

/**
 * A number of the North American plan: area, exchange and line, with or without the country's 1. After a "+"
 * comes the country, so that +404… is one of Romania.
 */
const NORTH_AMERICAN = /^(?:\+?1)?([2-9]\d{2})([2-9]\d{2})(\d{4})$/;

/**
 * Phone numbers. A field of the format US takes 404-555-1212 (its API 2.0 documented it so); one of another
 * format takes any text, and international numbers are stored as they come (recorded traffic).
 */
export const phone: MergeFieldType<string> = {
	parse(value, field) {
		const isText = typeof value === 'string' || typeof value === 'number';
		const text = isText ? String(value).trim() : '';
		if (!isText) throw badValue(field, value, 'a phone number', 'Map a single text to it.');
		if (!isUs(field)) return withoutMergeSyntax(text);
		const match = NORTH_AMERICAN.exec(text.replace(/[-().\s]/g, ''));
		if (match) return match.slice(1).join('-');
		throw badValue(
			field,
			value,
			'a phone number of the US format',
			'Write it like 404-555-1212; for other countries choose another phone format for the field in Mailchimp.',
		);
	},
	format: (value) => value,
	equal(one, other) {
		const isInternational = (text: string) => text.startsWith('+');
		return (
			digitsOf(one) === digitsOf(other) &&
			isInternational(one) === isInternational(other) &&
			// Numbers written in letters have too few digits to be told apart by them.
			(digitsOf(one).length >= 5 || one === other)
		);
	},
};

function isUs({ phoneFormat }: MergeField): boolean {
	return phoneFormat?.toUpperCase() === 'US';
}

function digitsOf(text: string): string {
	return text.replace(/\D/g, '');
}
