import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import type { RefersionEvent } from '../events/events';
import { conversionItem, paymentItem, unixSeconds } from '../graphqlItems';
import { graphqlConversions, graphqlPayments } from '../transport/graphql';
import { advance, newWindow, readFrom, type WindowState } from './window';

const DAY_S = 86_400;

/**
 * How far back entries are read again, for events that happen when an entry is created: GraphQL may
 * show one late, and n8n's clock may differ from Refersion's.
 */
const OVERLAP_S = DAY_S;

/** An event that is seen by reading conversions or payments, which only GraphQL lists. */
export interface SalesEvent {
	event: RefersionEvent;
	/** Statuses of the conversions to read; all when left out. */
	statuses?: string[];
	/** Whether it may happen long after the entry was created. */
	isLate: boolean;
}

/** The events by name, which is also where their state is kept. */
export const SALES_EVENTS: SalesEvent[] = [
	{ event: 'conversionApproved', statuses: ['APPROVED'], isLate: true },
	{ event: 'conversionDenied', statuses: ['DENIED'], isLate: true },
	{ event: 'newConversion', isLate: false },
	{ event: 'newPayment', isLate: false },
];

export interface SalesPollOptions {
	/** How old a conversion may be when it is approved or denied, in days. */
	lookBackDays: number;
	/** Whether the first poll gives out what is there. */
	emitExisting: boolean;
}

/**
 * Looks for entries that were not seen yet, in a time window that overlaps with the one before.
 *
 * @param known what earlier polls saw, or undefined when this is the first one
 */
export async function pollSales(
	this: IPollFunctions,
	source: SalesEvent,
	known: WindowState | undefined,
	{ lookBackDays, emitExisting }: SalesPollOptions,
): Promise<{ items: IDataObject[]; state: WindowState }> {
	const reach = source.isLate ? lookBackDays * DAY_S : OVERLAP_S;
	const before = known ?? newWindow(Math.floor(Date.now() / 1_000), reach);
	const rows = await readSales.call(this, source, readFrom(before, reach));
	const { fresh, next } = advance(before, reach, rows);
	const told = known || emitExisting ? fresh : [];
	return { items: told.map((row) => salesItem(source.event, row)), state: next };
}

/** The newest entries of the last 30 days, as samples. */
export async function sampleSales(
	this: IPollFunctions,
	source: SalesEvent,
	count: number,
): Promise<IDataObject[]> {
	const from = Math.floor(Date.now() / 1_000) - 30 * DAY_S;
	const rows = await readSales.call(this, source, from);
	const newestFirst = rows.sort((a, b) => Number(b.created) - Number(a.created));
	return newestFirst.slice(0, count).map((row) => salesItem(source.event, row));
}

async function readSales(
	this: IPollFunctions,
	{ event, statuses }: SalesEvent,
	from: number,
): Promise<IDataObject[]> {
	const pages =
		event === 'newPayment'
			? graphqlPayments.call(this, { from })
			: graphqlConversions.call(this, { from, statuses });
	const rows: IDataObject[] = [];
	for await (const page of pages) rows.push(...page);
	return rows;
}

/**
 * An entry in the spelling of Refersion's webhooks, as far as GraphQL has the fields: amounts as text,
 * times as "YYYY-MM-DD hh:mm:ss" in UTC, the affiliate as an object.
 */
export function salesItem(event: RefersionEvent, raw: IDataObject): IDataObject {
	const created = webhookTime(raw.created);
	if (event === 'newPayment') {
		const { id, total_conversions, shop_name } = paymentItem(raw);
		const { commission_total, currency } = raw;
		return { id, created, total_conversions, commission_total, currency, shop_name, event };
	}
	const flat = conversionItem(raw);
	const affiliate = isRecord(raw.affiliate) ? raw.affiliate : {};
	return {
		id: flat.id,
		created,
		status: raw.status,
		total: raw.total,
		commission_total: raw.commission_total,
		currency: raw.currency,
		payment_status: flat.payment_status,
		affiliate: {
			id: flat.affiliate_id,
			code: flat.affiliate_code,
			first_name: affiliate.first_name ?? null,
			name: flat.affiliate_name,
			email: flat.affiliate_email,
		},
		payment_id: flat.payment_id,
		coupon_code: flat.coupon_code,
		subscription_id: flat.subscription_id,
		event,
	};
}

function webhookTime(value: unknown): string | null {
	const seconds = unixSeconds(value);
	if (seconds === undefined) return null;
	return new Date(seconds * 1_000).toISOString().slice(0, 19).replace('T', ' ');
}
