import type { IDataObject } from 'n8n-workflow';
import type { Problem } from '../../shared/problem';
import { isStored } from './codec';
import { textField, type MergeField, type ValueContext } from './field';

/** A merge field that did not arrive as it was sent. */
export interface Difference {
	tag: string;
	/** The audience has no such merge field: Mailchimp drops unknown ones and still answers 200. */
	isUnknown: boolean;
	/** A text that was longer than Mailchimp keeps, and of which it has the beginning. */
	isCut: boolean;
}

/** What a text field holds; the rest is cut without a word (Mailchimp's documentation, merge fields). */
const TEXT_BYTES = 255;

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

function isBeginning(part: unknown, whole: unknown): boolean {
	if (typeof part !== 'string' || typeof whole !== 'string' || part === '') return false;
	return new TextEncoder().encode(whole).length > TEXT_BYTES && whole.startsWith(part);
}

/** Why a contact is held for a field that must be right. */
export function explainDifference({ tag, isUnknown, isCut }: Difference): Problem {
	const code = 'field_not_stored';
	const held = 'No tag was added, so that no mail goes out with it.';
	if (isUnknown) {
		return {
			code,
			message: `The audience has no merge field ${tag}`,
			fix: `${held} Add it in Mailchimp: Audience > Settings > Audience fields and merge tags, with the merge tag ${tag}; for a link the type is Website.`,
		};
	}
	return {
		code,
		message: `Mailchimp ${isCut ? 'cut' : 'changed'} the value of the merge field ${tag}`,
		fix: isCut
			? `${held} Text fields hold ${TEXT_BYTES} bytes. Use a merge field of type Website for ${tag}, or a shorter link.`
			: `${held} Compare the contact in Mailchimp with the value mapped to ${tag}.`,
	};
}

/** A warning for a field that did not arrive as sent but is not required. */
export function warningOf({ tag, isUnknown, isCut }: Difference): string {
	if (isUnknown) return `The audience has no merge field ${tag}; Mailchimp ignored it`;
	return isCut
		? `Mailchimp cut the value of ${tag} at ${TEXT_BYTES} bytes`
		: `Mailchimp stored ${tag} differently from what was sent`;
}
