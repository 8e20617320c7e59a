import type { IDataObject } from 'n8n-workflow';
import { ProblemError, type Problem } from '../../shared/problem';
import { address } from './address';
import { birthday } from './birthday';
import { choice } from './choice';
import { date } from './date';
import {
	isEmptyValue,
	textField,
	type MergeField,
	type MergeFieldType,
	type MergeValue,
	type ValueContext,
} from './field';
import { isBeginning, isCutOff, isSamePlainly, TEXT_BYTES } from './kept';
import { number } from './number';
import { phone } from './phone';
import { text, url } from './text';
import { zip } from './zip';

export { isEmptyValue, readMergeField, textField } from './field';
export type { MergeField, MergeValue, ValueContext } from './field';

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

/**
 * Whether a contact has what Mailchimp keeps of a value. A text is cut at 255 bytes, and services write some characters
 * otherwise: to send it again would change nothing, today or tomorrow.
 *
 * @param value as `toSend` gave it, or '' for a field that was cleared
 */
export function isKept(
	field: MergeField,
	value: unknown,
	stored: unknown,
	context: ValueContext,
): boolean {
	if (isStored(field, value, stored, context)) return true;
	if (field.type !== 'text' || typeof value !== 'string' || typeof stored !== 'string')
		return false;
	return isSamePlainly(value, stored) || isCutOff(stored.trim(), value.trim());
}

/** A merge field that did not arrive as it was sent. */
export interface Difference {
	tag: string;
	/** The audience has no such merge field: Mailchimp drops unknown ones and still answers 200. */
	isUnknown: boolean;
	/** A text that was longer than Mailchimp keeps, and of which it has the beginning. */
	isCut: boolean;
}

/**
 * Compares what Mailchimp stored with what was sent, by meaning.
 *
 * @param fields merge tag → what is known of the field; one that is not there is taken for text
 * @param sent merge tag → value
 * @param stored merge tag → value, out of the answer
 */
export function differences(
	fields: Map<string, MergeField>,
	sent: IDataObject,
	stored: IDataObject,
	context: ValueContext,
): Difference[] {
	const fieldOf = (tag: string) => fields.get(tag) ?? textField(tag);
	const isThere = (tag: string, value: unknown) =>
		Object.hasOwn(stored, tag) && isStored(fieldOf(tag), value, stored[tag], context);
	return Object.entries(sent)
		.filter(([tag, value]) => !isThere(tag, value))
		.map(([tag, value]) => ({
			tag,
			isUnknown: !Object.hasOwn(stored, tag),
			isCut: fieldOf(tag).type === 'text' && isBeginning(stored[tag], value),
		}));
}

/**
 * Why a contact is held for a field that must be right.
 *
 * @param parameter the parameter that the value comes from, as users see it; none for a row of Merge Fields
 */
export function explainDifference(
	{ tag, isUnknown, isCut }: Difference,
	parameter?: string,
): Problem {
	const code = 'field_not_stored';
	const held = 'No tag was added, so that no mail goes out with it.';
	if (isUnknown) {
		return {
			code,
			message: `The audience has no merge field ${tag}`,
			fix: `${held} Add it in Mailchimp: Audience > Settings > Audience fields and merge tags, with the merge tag ${tag}; for a link the type is Website. Or turn on the option Create Missing Fields and Tags, and run the item again.`,
		};
	}
	return {
		code,
		message: `Mailchimp ${isCut ? 'cut' : 'changed'} the ${parameter ? `${parameter} in` : 'value of'} the merge field ${tag}`,
		fix: isCut
			? `${held} Text fields hold ${TEXT_BYTES} bytes. Use a merge field of type Website for ${tag}, or a shorter link.`
			: `${held} Compare the contact in Mailchimp with what is mapped to ${parameter ?? tag}.`,
	};
}

/** A warning for a field that did not arrive as sent but is not required. */
export function warningOf({ tag, isUnknown, isCut }: Difference): string {
	if (isUnknown) return `The audience has no merge field ${tag}; Mailchimp ignored it`;
	return isCut
		? `Mailchimp cut the value of ${tag} at ${TEXT_BYTES} bytes`
		: `Mailchimp stored ${tag} differently from what was sent`;
}
