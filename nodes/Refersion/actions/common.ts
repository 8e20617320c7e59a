import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { isRecord } from '../../shared/http';
import { invalidParameter, readRequired } from '../../shared/parameters';

/** An option of bulk changes: what an id that Refersion did not change means. */
export const acceptUnchanged: INodeProperties = {
	displayName: 'Accept Unchanged',
	name: 'acceptUnchanged',
	type: 'boolean',
	default: false,
	description:
		'Whether an ID that Refersion names as not changed counts as done, as when everything was so already. The output then has <code>changed: false</code>. Otherwise it is an error.',
};

/** Reads a numeric id. Refersion wants ids as whole numbers, not as texts (Refersion REST v2). */
export function readId(
	this: IExecuteFunctions,
	name: string,
	parameter: string,
	itemIndex: number,
): number {
	return parseId.call(this, readRequired.call(this, name, parameter, itemIndex), parameter);
}

/** A numeric id out of a text. */
export function parseId(this: IExecuteFunctions, text: string, parameter: string): number {
	if (/^\d+$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
	throw invalidParameter.call(
		this,
		parameter,
		`is not an ID: "${text}"`,
		'IDs in Refersion are whole numbers.',
	);
}

/**
 * The fields of a collection that have a value. Refersion answers 204 to a field that it does not
 * like, so what is empty is not sent.
 *
 * @param value the collection as n8n returns it
 * @returns field → text without surrounding blanks, or the value where it is no text
 */
export function filledFields(value: unknown): IDataObject {
	const fields: IDataObject = {};
	for (const [name, field] of Object.entries(isRecord(value) ? value : {})) {
		const filled = typeof field === 'string' ? field.trim() : field;
		if (filled !== '' && filled !== null && filled !== undefined) fields[name] = filled;
	}
	return fields;
}
