import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../shared/record';
import { wholeNumber } from './graphqlItems';

/**
 * An affiliate as every surface of this package gives it: flat, in the spelling of Refersion's REST
 * API. Fields that a surface does not have are left out.
 */
export interface Affiliate extends IDataObject {
	/** Numeric id. */
	id?: number;
	/** Alphanumeric code, the last part of the tracking link. */
	code?: string;
	/** PENDING, ACTIVE, DENIED or DISABLED. */
	status: string;
	email: string;
	/** Tracking link; '' while Refersion has none. */
	link?: string;
	/** Label of a custom field → value. */
	custom_fields?: IDataObject;
	/**
	 * Label of a custom field → its id, which Affiliate: Update wants; webhooks alone have it. null for a label that
	 * several fields have.
	 */
	custom_field_ids?: IDataObject;
}

/** Webhook spelling → REST spelling, for the fields in which Refersion's two surfaces differ. */
const WEBHOOK_SPELLING = new Map([
	['address_1', 'address1'],
	['address_2', 'address2'],
	['phone_number', 'phone'],
	['company', 'company_name'],
]);

/**
 * Flattens an affiliate out of a REST answer.
 *
 * @param raw the body of /affiliate/get
 * @param code the affiliate's code where it is known: the answer has none of its own
 */
export function affiliateFromRest(raw: IDataObject, code?: string): Affiliate {
	const link = text(raw.link);
	return flatten(raw, { code: code ?? codeOfLink(link), link });
}

/**
 * Flattens an entry of /affiliate/list or /affiliate/search. What they call `id` is the code; they
 * give neither the numeric id nor the link (Refersion REST v2).
 *
 * @param row the entry
 */
export function affiliateFromList(row: IDataObject): Affiliate {
	const { id: code, ...rest } = row;
	return flatten(rest, { code: text(code) || undefined });
}

/**
 * Flattens an affiliate out of a webhook. Webhooks carry no link.
 *
 * @param payload the body of an affiliate event
 */
export function affiliateFromWebhook(payload: IDataObject): Affiliate {
	const renamed = Object.fromEntries(
		Object.entries(payload).map(([key, value]) => [WEBHOOK_SPELLING.get(key) ?? key, value]),
	);
	const { offer, ...rest } = renamed;
	const offerFields = isRecord(offer)
		? { offer_id: text(offer.id), offer_name: text(offer.name) }
		: {};
	return flatten({ ...rest, ...offerFields }, { code: text(payload.code) || undefined });
}

function flatten(raw: IDataObject, known: { code?: string; link?: string }): Affiliate {
	const { id, offer_id: offerId, custom_fields: customFields, ...rest } = raw;
	const affiliate: Affiliate = {
		...plainFields(rest),
		status: text(raw.status).toUpperCase(),
		email: text(raw.email),
	};
	// The contract calls the id a string, its example shows a number (Refersion REST v2).
	if (/^\d+$/.test(text(id))) affiliate.id = Number(id);
	if (known.code) affiliate.code = known.code;
	if (known.link !== undefined) affiliate.link = known.link;
	if (offerId !== undefined) affiliate.offer_id = text(offerId);
	if (!Array.isArray(customFields)) return affiliate;
	const fields = customFields.filter(isRecord);
	affiliate.custom_fields = byLabel(fields, (field) => text(field.value));
	if (fields.some((field) => 'id' in field)) {
		affiliate.custom_field_ids = byLabel(fields, (field) => onlyId(fields, field));
	}
	return affiliate;
}

/** Fields as they are, texts without surrounding blanks. */
function plainFields(fields: IDataObject): IDataObject {
	const result: IDataObject = {};
	for (const [key, value] of Object.entries(fields)) {
		if (typeof value === 'string') result[key] = value.trim();
		else if (typeof value === 'number' || typeof value === 'boolean') result[key] = value;
		else if (value === null) result[key] = null;
		else if (isRecord(value)) result[key] = value;
	}
	return result;
}

/** The id of a custom field; null when another one has the same label, so that none is taken for the other. */
function onlyId(fields: IDataObject[], { id, ...field }: IDataObject): string | number | null {
	const label = labelOf(field);
	const isOnly = fields.every((other) => labelOf(other) !== label || other.id === id);
	return isOnly ? wholeNumber(id) : null;
}

/** REST calls the name of a custom field `label`, webhooks call it `name`. */
function labelOf(field: IDataObject): string {
	return text(field.label ?? field.name);
}

function byLabel(
	fields: IDataObject[],
	valueOf: (field: IDataObject) => IDataObject[string],
): IDataObject {
	return Object.fromEntries(fields.map((field) => [labelOf(field), valueOf(field)]));
}

/**
 * The affiliate's code out of a tracking link, in Refersion's two documented forms: ".../c/<code>"
 * and "?rfsn=<id>.<code>".
 *
 * @returns undefined when the link has neither form
 */
export function codeOfLink(link: string): string | undefined {
	return (
		/[?&]rfsn=\d+\.([0-9A-Za-z]+)/.exec(link)?.[1] ??
		/\/c\/([0-9A-Za-z]+)\/?(?:[?#]|$)/.exec(link)?.[1]
	);
}

function text(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
