import { ProblemError } from '../../shared/problem';
import { address } from './address';
import { birthday } from './birthday';
import { choice } from './choice';
import { date } from './date';
import {
	isEmptyValue,
	type MergeField,
	type MergeFieldType,
	type MergeValue,
	type ValueContext,
} from './field';
import { number } from './number';
import { phone } from './phone';
import { text, url } from './text';
import { zip } from './zip';

/** A type without what its values mean. */
interface Codec {
	toSend(field: MergeField, value: unknown, context: ValueContext): MergeValue | undefined;
	isStored(field: MergeField, sent: unknown, stored: unknown, context: ValueContext): boolean;
}

function codec<T>(type: MergeFieldType<T>): Codec {
	return {
		toSend(field, value, context) {
			const parsed = type.parse(value, field, context);
			return parsed === undefined ? undefined : type.format(parsed, field);
		},
		isStored(field, sent, stored, context) {
			const one = type.parse(sent, field, context);
			const other = type.parse(stored, field, context);
			return one !== undefined && other !== undefined && type.equal(one, other, field);
		},
	};
}

/** Mailchimp's types of merge fields (Mailchimp API, merge fields). */
const CODECS = new Map<string, Codec>([
	['text', codec(text)],
	['number', codec(number)],
	['date', codec(date)],
	['birthday', codec(birthday)],
	['address', codec(address)],
	['phone', codec(phone)],
	['url', codec(url)],
	['imageurl', codec(url)],
	['dropdown', codec(choice)],
	['radio', codec(choice)],
	['zip', codec(zip)],
]);

/** The codec of a field; a type that Mailchimp adds later is taken for text. */
function codecOf({ type }: MergeField): Codec {
	return CODECS.get(type) ?? codec(text);
}

/**
 * The value to send for what an item has.
 *
 * @returns undefined when it is empty
 * @throws ProblemError `invalid_merge_field`, naming the field, what it takes and what it got
 */
export function toSend(
	field: MergeField,
	value: unknown,
	context: ValueContext,
): MergeValue | undefined {
	if (isEmptyValue(value)) return undefined;
	const sent = codecOf(field).toSend(field, value, context);
	return sent === '' ? undefined : sent;
}

/**
 * Whether Mailchimp has what was sent, whatever it made of the spelling.
 *
 * @param sent as `toSend` gave it, or '' for a field that was cleared
 * @param stored out of the answer
 */
export function isStored(
	field: MergeField,
	sent: unknown,
	stored: unknown,
	context: ValueContext,
): boolean {
	if (isEmptyValue(sent) || isEmptyValue(stored)) return isEmptyValue(sent) && isEmptyValue(stored);
	let failure: unknown;
	try {
		return codecOf(field).isStored(field, sent, stored, context);
	} catch (error) {
		failure = error;
	}
	// Something that is nothing for the field is not what was sent.
	if (failure instanceof ProblemError) return false;
	throw failure;
}
