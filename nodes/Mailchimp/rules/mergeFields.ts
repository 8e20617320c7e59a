import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import { withoutMergeSyntax } from './mergeSyntax';

/**
 * The merge fields to send. Empty values are left out, so that a value that is in Mailchimp already
 * is never wiped by an item that lacks it. Mailchimp refuses null and booleans (its API: "Data did not
 * match any of the schemas"), so booleans become text. Merge tags within values lose their effect.
 *
 * @param values merge tag → value, as mapped by the user
 * @returns merge tag (upper case) → value
 */
export function mergeFieldsToSend(values: IDataObject): IDataObject {
	const fields: IDataObject = {};
	for (const [tag, value] of Object.entries(values)) {
		const sent = toSend(value);
		if (sent !== undefined) fields[tag.toUpperCase()] = sent;
	}
	return fields;
}

function toSend(value: unknown): string | number | IDataObject | undefined {
	if (typeof value === 'number') return value;
	if (typeof value === 'string') return withoutMergeSyntax(value.trim()) || undefined;
	if (typeof value === 'boolean') return String(value);
	if (value instanceof Date) return value.toISOString().slice(0, 10);
	if (Array.isArray(value)) return withoutMergeSyntax(value.join(', ')) || undefined;
	// An address is the one merge field that is an object (Mailchimp API, merge fields).
	return isRecord(value) ? addressToSend(value) : undefined;
}

function addressToSend(address: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(address).map(([part, value]) => [
			part,
			typeof value === 'string' ? withoutMergeSyntax(value) : value,
		]),
	);
}

/** The fields of an input item that are merge fields of the audience, whatever their case. */
export function autoMapped(json: IDataObject, tags: string[]): IDataObject {
	const known = new Set(tags.map((tag) => tag.toUpperCase()));
	return Object.fromEntries(Object.entries(json).filter(([key]) => known.has(key.toUpperCase())));
}

/** A merge field that did not arrive as it was sent. */
export interface Difference {
	tag: string;
	/** The audience has no such merge field: Mailchimp drops unknown ones and still answers 200. */
	isUnknown: boolean;
	/** What came back is the beginning of what was sent. */
	isCut: boolean;
}

/**
 * Compares what Mailchimp stored with what was sent. Mailchimp cuts text fields at 255 bytes and drops
 * unknown fields without a word (its documentation, merge fields).
 *
 * @param sent merge tag → value
 * @param stored merge tag → value, out of the answer
 */
export function differences(sent: IDataObject, stored: IDataObject): Difference[] {
	return Object.entries(sent)
		.filter(([tag, value]) => !(tag in stored && isSame(value, stored[tag])))
		.map(([tag, value]) => ({
			tag,
			isUnknown: !(tag in stored),
			isCut: isBeginning(stored[tag], value),
		}));
}

function isBeginning(part: unknown, whole: unknown): boolean {
	return typeof part === 'string' && part !== '' && String(whole).startsWith(part);
}

/** A number may come back as text and the other way round; an address may gain empty lines. */
function isSame(sent: unknown, stored: unknown): boolean {
	if (!isRecord(sent)) return String(sent) === String(stored);
	if (!isRecord(stored)) return false;
	return Object.entries(sent).every(([key, value]) => String(value) === String(stored[key] ?? ''));
}
