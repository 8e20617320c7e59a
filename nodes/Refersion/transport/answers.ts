import { NodeApiError, type IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import type { RequestContext } from '../../shared/request';

/**
 * A number out of an answer. Refersion sends some as text, with thousands separators: its own sample
 * of /conversion/totals has "3,498.03," (Refersion REST v2).
 *
 * @returns undefined when the value is no number
 */
export function numberOf(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'string') return undefined;
	const digits = value.trim().replace(/,/g, '');
	return /^-?(\d+\.?\d*|\.\d+)$/.test(digits) ? Number(digits) : undefined;
}

/** A number that an answer must have. */
export function requiredNumber(this: RequestContext, body: IDataObject, field: string): number {
	return numberOf(body[field]) ?? missing.call(this, field);
}

/** A text that an answer must have. */
export function requiredText(this: RequestContext, body: IDataObject, field: string): string {
	const value = body[field];
	return typeof value === 'string' && value !== '' ? value : missing.call(this, field);
}

/**
 * A list of objects that an answer must have; it may be empty. An entry that is no object is an error
 * too: a list that is short of some must not look complete.
 */
export function requiredRows(
	this: RequestContext,
	body: IDataObject,
	field: string,
): IDataObject[] {
	const value = body[field];
	const rows = Array.isArray(value) ? value.filter(isRecord) : [];
	const isList = Array.isArray(value) && rows.length === value.length;
	return isList ? rows : missing.call(this, field);
}

/** The texts of a list in an answer, as far as they are some; ids and SKUs may come as numbers. */
export function textSet(value: unknown): Set<string> {
	const entries: unknown[] = Array.isArray(value) ? value : [value];
	const isText = (entry: unknown) => typeof entry === 'string' || typeof entry === 'number';
	return new Set(entries.filter(isText).map((entry) => String(entry).trim()));
}

/** The ids that a bulk request changed and did not change. */
export interface Changes {
	changed: Set<number>;
	notChanged: Set<number>;
}

/**
 * Reads the answer of a bulk request.
 *
 * @throws NodeApiError when the answer has neither `ids_changed` nor `ids_not_changed`
 */
export function readChanges(this: RequestContext, body: IDataObject): Changes {
	if (!Array.isArray(body.ids_changed) && !Array.isArray(body.ids_not_changed)) {
		missing.call(this, 'ids_changed');
	}
	return { changed: idSet(body.ids_changed), notChanged: idSet(body.ids_not_changed) };
}

function idSet(value: unknown): Set<number> {
	const ids: unknown[] = Array.isArray(value) ? value : [];
	return new Set(ids.map(numberOf).filter((id) => id !== undefined));
}

function missing(this: RequestContext, field: string): never {
	const message = `Refersion sent an answer without "${field}"`;
	const description =
		'Refersion accepted the request (200), but its answer has another form than it documents.';
	throw new NodeApiError(this.getNode(), { message }, { message, description, httpCode: '200' });
}
