import type { INodeProperties } from 'n8n-workflow';
import { asLocator, asText, type Collection, type ItemInput } from '../../shared/input';
import { invalidInput } from '../../shared/problem';

/** An option of bulk changes: what an id that Refersion did not change means. */
export const acceptUnchanged: INodeProperties = {
	displayName: 'Accept Unchanged',
	name: 'acceptUnchanged',
	type: 'boolean',
	default: false,
	description:
		'Whether an ID that Refersion names as not changed counts as done, as when everything was so already. The output then has <code>changed: false</code>. Otherwise it is an error.',
};

/** Whether an id that Refersion names as not changed counts as done. */
export function readAcceptUnchanged(input: ItemInput): boolean {
	return input.switch(`options.${acceptUnchanged.name}`, acceptUnchanged.displayName, false);
}

/** Reads a numeric id. Refersion wants ids as whole numbers, not as texts (Refersion REST v2). */
export function readId(input: ItemInput, name: string, label: string): number {
	return asId(input.required(name, label), label);
}

/** A numeric id; one that is too large for a number of JavaScript would become another one. */
export function asId(value: unknown, label: string): number {
	const text = asText(value, label);
	if (/^\d+$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
	throw invalidInput(
		label,
		text ? `is not an ID: "${text}"` : 'is empty',
		'IDs in Refersion are whole numbers.',
	);
}

/** The entry of a filter. One that was added and is empty would let everything through. */
export function asFilter(value: unknown, label: string): string {
	const text = asText(value, label);
	if (text !== '') return text;
	throw invalidInput(
		label,
		'is empty',
		'Check what is mapped to it, or remove it to leave it out of account.',
	);
}

/** The numeric id of a chosen offer. */
export function asOfferId(value: unknown): number {
	return asId(asLocator(value, 'Offer', 'id').value, 'Offer');
}

/**
 * The numeric id of the offer of a collection in which what is empty is left out.
 *
 * @returns undefined when none was chosen
 */
export function readOffer(fields: Collection): number | undefined {
	const { value } = fields.locator('offer', 'Offer', 'id');
	return value === '' ? undefined : asId(value, 'Offer');
}

/**
 * The text fields of a collection that have a value. Refersion answers 204 to a field that it does not
 * like, so what is empty is not sent.
 *
 * @param properties the entries of the collection; those of other types are left to others
 * @returns field → text without surrounding blanks
 * @throws ProblemError for a field with anything but a text or a number
 */
export function filledTexts(
	fields: Collection,
	properties: INodeProperties[],
): Record<string, string> {
	const texts: Record<string, string> = {};
	for (const { name, displayName, type } of properties) {
		if (type !== 'string') continue;
		const text = fields.text(name, displayName);
		if (text !== '') texts[name] = text;
	}
	return texts;
}
