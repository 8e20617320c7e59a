import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import { asPlainText as text } from '../../shared/texts';
import type { Measure, Numbers, Standing } from './types';

/** What each measure is called in an item of *Affiliate: Get Standing*. */
export const FIELD: Record<Measure, string> = {
	approvedCommission: 'approved_commission',
	approvedConversions: 'approved_conversions',
	sales: 'sales',
};

/** Whether the data of an item is what *Affiliate: Get Standing* gives. */
export function isStanding(json: IDataObject): boolean {
	return 'approved_commission' in json && 'unknown_because' in json && 'by_currency' in json;
}

/**
 * Reads how an affiliate stands.
 *
 * @returns undefined for anything that *Affiliate: Get Standing* does not give
 */
export function readStanding(json: IDataObject): Standing | undefined {
	const id = wholeNumber(json.id);
	if (!isStanding(json) || id === null) return undefined;
	const why = isRecord(json.unknown_because) ? json.unknown_because : {};
	const time = (name: string) => (name in why ? undefined : timeOf(json[name]));
	const name = text(json.name) || `${text(json.first_name)} ${text(json.last_name)}`.trim();
	return {
		id,
		code: text(json.code),
		email: text(json.email),
		name,
		status: text(json.status).toUpperCase(),
		offerId: text(json.offer_id),
		currency: text(json.currency).toUpperCase(),
		numbers: numbersOf(json),
		byCurrency: byCurrencyOf(json.by_currency),
		conversions: numberOf(json.conversions),
		firstSaleAt: time('first_sale_at'),
		lastSaleAt: time('last_sale_at'),
		isWindow: text(json.since) !== '' || text(json.until) !== '',
		unknown: Object.fromEntries(Object.entries(why).map(([field, each]) => [field, text(each)])),
	};
}

function numbersOf(json: IDataObject): Numbers {
	return {
		approvedCommission: numberOf(json[FIELD.approvedCommission]),
		approvedConversions: numberOf(json[FIELD.approvedConversions]),
		sales: numberOf(json[FIELD.sales]),
	};
}

function byCurrencyOf(value: unknown): Map<string, Numbers> | undefined {
	if (!Array.isArray(value)) return undefined;
	const rows: unknown[] = value;
	return new Map(
		rows.flatMap((row) => {
			const currency = isRecord(row) ? text(row.currency).toUpperCase() : '';
			return isRecord(row) && currency !== '' ? [[currency, numbersOf(row)] as const] : [];
		}),
	);
}

/** A number, and nothing that could be taken for one: '' is no 0. */
function numberOf(value: unknown): number | null {
	return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function wholeNumber(value: unknown): number | null {
	const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
	return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

/** @returns milliseconds; null for no time */
function timeOf(value: unknown): number | null | undefined {
	if (value === null) return null;
	const time = typeof value === 'string' ? Date.parse(value) : NaN;
	return Number.isNaN(time) ? undefined : time;
}
