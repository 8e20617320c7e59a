import { tryToParseDateTime, type IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import { affiliateFromWebhook, type Affiliate } from '../affiliate';
import { wholeNumber } from '../graphqlItems';
import { numberOf } from '../transport/answers';

// Names are those of graphqlItems.ts: a conversion or a payment reads the same, whichever node gave it.

/** Of a conversion: what every item has, null where the webhook does not say it. */
const CONVERSION = [
	'id',
	'created',
	'status',
	'payment_status',
	'total',
	'commission_total',
	'currency',
	'coupon_code',
	'subscription_id',
	'affiliate_id',
	'affiliate_code',
	'affiliate_first_name',
	'affiliate_name',
	'affiliate_email',
	'payment_id',
];

/** Of a payment: what every item has. */
const PAYMENT = [
	'id',
	'created',
	'commission_total',
	'currency',
	'total_conversions',
	'payment_method',
	'affiliate_id',
	'affiliate_name',
	'affiliate_email',
];

const AMOUNTS = new Set([
	'total',
	'total_items',
	'total_conversions',
	'commission_total',
	'payment_total',
	'offer_amount',
	'reward_amount_given',
]);
const IDS = new Set(['id', 'affiliate_id', 'payment_id', 'reward_id']);
/** Ids that affiliates have as texts, as Refersion's REST API does, and those of other systems. */
const TEXT_IDS = new Set(['offer_id', 'reward_offer_id', 'order_id']);
const TIMES = new Set(['created', 'updated', 'click_created']);
const SWITCHES = new Set(['is_test_conversion', 'is_recurring']);

/**
 * An affiliate out of a webhook, its times with a zone.
 *
 * @param zone the time zone of Refersion's times
 */
export function affiliateItem(payload: IDataObject, zone: string): Affiliate {
	const affiliate = affiliateFromWebhook(payload);
	for (const field of ['last_login', 'last_conversion']) {
		const time = utcTime(affiliate[field], zone);
		if (time !== null) affiliate[field] = time;
	}
	return affiliate;
}

/** An affiliate who reached a bonus tier: all its fields, and what the tier brings as `reward_…`. */
export function tierItem(payload: IDataObject, zone: string): Affiliate {
	const { reward, ...affiliate } = payload;
	return { ...affiliateItem(affiliate, zone), ...readable(flat({ reward }), zone) };
}

/** A conversion: `affiliate`, `offer`, `customer` and `click` flat as `affiliate_id` and so on. */
export function conversionItem(payload: IDataObject, zone: string): IDataObject {
	const item = withAll(CONVERSION, withName(readable(flat(payload), zone)));
	if (typeof item.status === 'string') item.status = item.status.toUpperCase();
	return item;
}

/**
 * The payments of a run, each with who was paid. Where in the body they stand is not documented: in the entry of the
 * affiliate, or beside the affiliates under the same key. An affiliate without a payment, and a run without affiliates,
 * become one item that lacks them, so that they are seen.
 */
export function paymentItems(payload: IDataObject, zone: string): IDataObject[] {
	const toItem = (fields: IDataObject) => withAll(PAYMENT, withName(readable(flat(fields), zone)));
	if (!isRecord(payload.data)) return [toItem(payload)];
	const { affiliates, payments } = payload.data;
	const beside = new Map(entriesOf(payments));
	const items = entriesOf(affiliates).flatMap(([key, entry]) => {
		const { payments: own, ...affiliate } = isRecord(entry) ? entry : {};
		// The key of a list is only a place.
		if (!('id' in affiliate) && !Array.isArray(affiliates)) affiliate.id = key;
		const paid = [...rowsOf(own), ...rowsOf(beside.get(key))];
		if (paid.length === 0) return [toItem({ affiliate })];
		return paid.map((payment) => toItem({ ...payment, affiliate }));
	});
	return items.length > 0 ? items : [toItem({})];
}

function entriesOf(value: unknown): Array<[string, unknown]> {
	return isRecord(value) ? Object.entries(value) : [];
}

function rowsOf(value: unknown): IDataObject[] {
	return entriesOf(value).flatMap(([, row]) => (isRecord(row) ? [row] : []));
}

/** Objects in an object become fields of their own, `offer.id` for one `offer_id`; lists stay lists. */
function flat(fields: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(fields).flatMap(([name, value]): Array<[string, IDataObject[string]]> => {
			if (!isRecord(value) || Array.isArray(value)) return [[name, value]];
			return Object.entries(value).map(([inner, each]) => [`${name}_${inner}`, each]);
		}),
	);
}

/** Amounts as numbers, times in ISO 8601 (UTC), ids of Refersion as numbers; null for what is none. */
function readable(fields: IDataObject, zone: string): IDataObject {
	return Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [name, readableValue(name, value, zone)]),
	);
}

function readableValue(
	name: string,
	value: IDataObject[string],
	zone: string,
): IDataObject[string] {
	if (AMOUNTS.has(name)) return numberOf(value) ?? null;
	if (IDS.has(name)) return wholeNumber(value);
	if (TEXT_IDS.has(name)) return typeof value === 'number' ? String(value) : value;
	if (TIMES.has(name)) return utcTime(value, zone);
	if (SWITCHES.has(name)) return ['true', '1'].includes(String(value).toLowerCase());
	return typeof value === 'string' ? value.trim() : value;
}

/** GraphQL knows the whole name only, webhooks its parts. */
function withName(item: IDataObject): IDataObject {
	const parts = [item.affiliate_first_name, item.affiliate_last_name];
	const name = parts.filter((part) => typeof part === 'string' && part !== '').join(' ');
	return name ? { ...item, affiliate_name: name } : item;
}

function withAll(names: string[], item: IDataObject): IDataObject {
	return { ...Object.fromEntries(names.map((name) => [name, null])), ...item };
}

/** "YYYY-MM-DD hh:mm:ss", as Refersion's webhooks have times, or ISO 8601. */
const TIME = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d/;

/**
 * A time in ISO 8601 (UTC).
 *
 * @param zone the time zone of a time that names none
 * @returns null for anything that is no time, a day without an hour included
 */
function utcTime(value: unknown, zone: string): string | null {
	if (typeof value !== 'string' || !TIME.test(value.trim())) return null;
	try {
		return tryToParseDateTime(value.trim().replace(' ', 'T'), zone).toJSDate().toISOString();
	} catch {
		return null;
	}
}
