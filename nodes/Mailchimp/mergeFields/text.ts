import { isDate, isDateTime } from '../../shared/times';
import { calendarDay } from './date';
import { badValue, isEmptyValue, withoutMergeSyntax, type MergeFieldType } from './field';

/**
 * Texts. Mailchimp refuses objects, lists, switches and null in them (its API: "Data did not match any of the
 * schemas"), so that lists and switches are written out.
 */
export const text: MergeFieldType<string> = {
	parse(value, field, context) {
		if (typeof value === 'string') return withoutMergeSyntax(value.trim());
		if (Number.isFinite(value) || typeof value === 'boolean') return String(value);
		if (isDate(value) || isDateTime(value)) {
			const day = calendarDay(value, field, context);
			if (day !== undefined) return day.iso;
		}
		if (Array.isArray(value)) {
			const texts = value
				.filter((each) => !isEmptyValue(each))
				.map((each) => text.parse(each, field, context));
			return texts.join(', ');
		}
		throw badValue(field, value, 'a text', 'Map one of the fields in it.');
	},
	format: (value) => value,
	equal: (one, other) => one.trim() === other.trim(),
};

/**
 * Links to pages and pictures. They are texts; whether one may go into a mail is judged where a contact is
 * held, because Mailchimp takes more than that.
 */
export const url: MergeFieldType<string> = text;
