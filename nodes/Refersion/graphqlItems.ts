import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../shared/record';
import { parseUrl } from '../shared/url';
import { numberOf } from './transport/answers';

/** Fields of a conversion that are kept by Simplify. */
const SIMPLE_CONVERSION = [
	'id',
	'created',
	'status',
	'payment_status',
	'total',
	'commission_total',
	'currency',
	'coupon_code',
	'affiliate_id',
	'affiliate_email',
];

/** An affiliate as GraphQL gives it. */
export interface GraphqlAffiliate extends IDataObject {
	/** Numeric id. */
	id: number;
	/** Code, out of `rfsn_parameter`; '' when that has none. */
	code: string;
	/** PENDING, ACTIVE, DENIED or DISABLED. */
	status: string;
	name: string;
	email: string;
	/** `rfsn=<id>.<code>`. */
	rfsn_parameter: string;
	/** The shop's address with `rfsn_parameter`; '' when either is missing. */
	link: string;
	/** Address to pay to; '' when there is none. */
	paypal_email?: string;
}

/**
 * An affiliate of GraphQL.
 *
 * @param withPayPal whether the PayPal address was read too
 */
export function graphqlAffiliate(raw: IDataObject, withPayPal = false): GraphqlAffiliate {
	const parameter = text(raw.rfsn_parameter);
	return {
		id: Number(raw.id),
		code: codeOfParameter(parameter),
		status: text(raw.status).toUpperCase(),
		name: text(raw.name),
		email: text(raw.email),
		rfsn_parameter: parameter,
		link: linkOf(isRecord(raw.shop) ? text(raw.shop.url) : '', parameter),
		...(withPayPal && { paypal_email: text(raw.paypal_email) }),
	};
}

/**
 * The affiliate's code out of `rfsn=<id>.<code>`.
 *
 * @returns '' when there is none
 */
export function codeOfParameter(parameter: string): string {
	return /rfsn=\d+\.([0-9A-Za-z]+)/.exec(parameter)?.[1] ?? '';
}

/**
 * The tracking link: the shop's address with the affiliate's parameter, which older answers begin with
 * "&" (Refersion's GraphQL examples of 2018).
 *
 * @param shopUrl address of the shop, with or without "https://"
 * @param parameter `rfsn=<id>.<code>`
 * @returns '' when one of them is missing or the address is none
 */
export function linkOf(shopUrl: string, parameter: string): string {
	const query = parameter.replace(/^[?&]+/, '');
	const address = /^[a-z]+:\/\//i.test(shopUrl) ? shopUrl : `https://${shopUrl}`;
	const url = parseUrl(address);
	if (!query || !shopUrl || !url) return '';
	if (url.protocol !== 'https:' && url.protocol !== 'http:') return '';
	url.search = url.search ? `${url.search}&${query}` : query;
	return url.href;
}

/** A conversion; null is what GraphQL does not say. */
export interface ConversionItem extends IDataObject {
	id: string | number | null;
	/** ISO 8601 (UTC). */
	created: string | null;
	/** PENDING, APPROVED, DENIED or UNQUALIFIED. */
	status: string | null;
	/** PAID or UNPAID. */
	payment_status: string;
	/** Order value. */
	total: number | null;
	commission_total: number | null;
	currency: string | null;
	affiliate_id: string | number | null;
}

/**
 * A conversion flat, numbers as numbers and times in ISO 8601 (UTC).
 *
 * @param raw a conversion of the GraphQL API, its `status` added
 */
export function conversionItem(raw: IDataObject): ConversionItem {
	const affiliate = isRecord(raw.affiliate) ? raw.affiliate : {};
	const payment = paymentOf(raw);
	return {
		id: wholeNumber(raw.id),
		created: isoTime(raw.created),
		status: textOrNull(raw.status),
		payment_status: payment ? 'PAID' : 'UNPAID',
		total: numberOf(raw.total) ?? null,
		commission_total: numberOf(raw.commission_total) ?? null,
		currency: textOrNull(raw.currency),
		coupon_code: raw.coupon_code ?? null,
		subscription_id: raw.subscription_id ?? null,
		affiliate_id: wholeNumber(raw.affiliate_id),
		affiliate_code: codeOfParameter(String(affiliate.rfsn_parameter ?? '')) || null,
		affiliate_first_name: affiliate.first_name ?? null,
		affiliate_name: affiliate.name ?? null,
		affiliate_email: affiliate.email ?? null,
		payment_id: payment ? wholeNumber(payment.id) : null,
		paid_at: payment ? isoTime(payment.created) : null,
		shop_name: shopName(raw),
	};
}

/**
 * The payment of a conversion. Only conversions that were paid have one (Refersion's GraphQL examples). What others
 * have in its place is not documented, so that it takes an id or a time: an empty list or object, as PHP makes them,
 * is no payment.
 */
function paymentOf(raw: IDataObject): IDataObject | undefined {
	const payments = [raw.payment].flat().filter(isRecord);
	return payments.find(({ id, created }) => [id, created].some(isSaid));
}

function isSaid(value: unknown): boolean {
	return !['', '0'].includes(text(value));
}

/** The ten fields of a conversion that most workflows need. */
export function simpleConversion(item: IDataObject): IDataObject {
	return Object.fromEntries(SIMPLE_CONVERSION.map((name) => [name, item[name]]));
}

/** A payment flat, numbers as numbers and times in ISO 8601 (UTC). */
export function paymentItem(raw: IDataObject): IDataObject {
	return {
		id: wholeNumber(raw.id),
		created: isoTime(raw.created),
		commission_total: numberOf(raw.commission_total) ?? null,
		currency: raw.currency ?? null,
		total_conversions: numberOf(raw.total_conversions) ?? null,
		shop_name: shopName(raw),
	};
}

/** An offer flat, numbers as numbers. */
export function offerItem(raw: IDataObject): IDataObject {
	return {
		id: wholeNumber(raw.id),
		name: raw.name ?? null,
		type: raw.type ?? null,
		commission: numberOf(raw.commission) ?? null,
		cookie_days: numberOf(raw.cookie_days) ?? null,
		shop_name: shopName(raw),
	};
}

/**
 * Seconds since 1970 of a GraphQL time.
 *
 * @returns undefined when it is none
 */
export function unixSeconds(value: unknown): number | undefined {
	const seconds = typeof value === 'boolean' || value === '' ? NaN : Number(value ?? NaN);
	return Number.isFinite(seconds) ? seconds : undefined;
}

function isoTime(value: unknown): string | null {
	const seconds = unixSeconds(value);
	return seconds === undefined ? null : new Date(seconds * 1_000).toISOString();
}

/** An id as a number; one that is no whole number stays as it is, and null is what is neither text nor number. */
export function wholeNumber(value: unknown): string | number | null {
	if (typeof value !== 'string' && typeof value !== 'number') return null;
	return /^\d{1,15}$/.test(String(value)) ? Number(value) : value;
}

function textOrNull(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value : null;
}

function shopName(raw: IDataObject): IDataObject[string] {
	return isRecord(raw.shop) ? (raw.shop.name ?? null) : null;
}

function text(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
