import type { IDataObject } from 'n8n-workflow';
import { amountOf, sumOf } from '../../shared/amounts';
import { currencyOf } from '../../shared/currency';
import { asPlainText, fold } from '../../shared/texts';

/** What is known of the sales of one affiliate; times in ISO 8601, '' where there was none. */
export interface Sales {
	first: string;
	/** The first one that was paid. */
	paidAt: string;
	/** The first one that is approved and not paid. */
	approvedUnpaid: string;
}

/** The sales of all affiliates in one currency. A type, so that it is an item's data as it is. */
export type SalesTotal = {
	currency: string;
	sales: number;
	order_total: number;
	commission: number;
	commission_paid: number;
};

/** Statuses of sales that count: the others were denied or do not qualify. */
const COUNTED = ['APPROVED', 'PENDING'];

/** Whether a conversion counts as a sale. */
export function isSale({ created, status }: IDataObject): boolean {
	return asPlainText(created) !== '' && COUNTED.includes(asPlainText(status));
}

/** Finds the sales of an affiliate. */
export interface SalesFinder {
	/** Those that name the code or, where Refersion gives none, the numeric id. */
	of(affiliate: IDataObject): Sales | undefined;
	/** Those that name the address, where Refersion gives no code. */
	at(address: string): Sales | undefined;
	/** How many name nobody who could be looked for. */
	unassigned: number;
}

/**
 * Gathers sales by affiliate.
 *
 * @param conversions items of Conversion: Get Many, not simplified
 * @param affiliates items of Affiliate: Get Many; they have a numeric id only if their node was told to add one
 */
export function findSales(conversions: IDataObject[], affiliates: IDataObject[]): SalesFinder {
	const all = new Map<string, Sales>();
	const haveIds = affiliates.some(({ id }) => asPlainText(id) !== '');
	let unassigned = 0;
	for (const conversion of conversions.filter(isSale)) {
		const created = asPlainText(conversion.created);
		const keys = keysOf(conversion, haveIds);
		if (keys.length === 0) unassigned += 1;
		const sales = keys.map((key) => all.get(key)).find((found) => found !== undefined) ?? {
			first: created,
			paidAt: '',
			approvedUnpaid: '',
		};
		for (const key of keys) all.set(key, sales);
		sales.first = earlier(sales.first, created);
		if (conversion.payment_status === 'PAID') {
			sales.paidAt = earlier(sales.paidAt, asPlainText(conversion.paid_at) || created);
		} else if (conversion.status === 'APPROVED') {
			sales.approvedUnpaid = earlier(sales.approvedUnpaid, created);
		}
	}
	return {
		of: ({ code, id }) => all.get(`code ${asPlainText(code)}`) ?? all.get(`id ${asPlainText(id)}`),
		at: (address) => all.get(`at ${fold(address)}`),
		unassigned,
	};
}

/** By what an affiliate is found: the code, or else the id and the address. None of them is ever empty. */
function keysOf(conversion: IDataObject, haveIds: boolean): string[] {
	const code = asPlainText(conversion.affiliate_code);
	if (code !== '') return [`code ${code}`];
	const id = haveIds ? asPlainText(conversion.affiliate_id) : '';
	const address = fold(asPlainText(conversion.affiliate_email));
	return [...(id === '' ? [] : [`id ${id}`]), ...(address === '' ? [] : [`at ${address}`])];
}

/**
 * Adds sales up by currency. No amount is rounded: there are currencies of three decimals.
 *
 * @param fallback the currency of those that come without one, in upper case
 */
export function salesTotals(conversions: IDataObject[], fallback: string): SalesTotal[] {
	const totals = new Map<string, SalesTotal>();
	for (const conversion of conversions.filter(isSale)) {
		const currency = currencyOf(conversion.currency, fallback);
		const none = { currency, sales: 0, order_total: 0, commission: 0, commission_paid: 0 };
		const total = totals.get(currency) ?? none;
		totals.set(currency, total);
		const commission = amountOf(conversion.commission_total);
		total.sales += 1;
		total.order_total = sumOf([total.order_total, amountOf(conversion.total)]);
		total.commission = sumOf([total.commission, commission]);
		if (conversion.payment_status === 'PAID') {
			total.commission_paid = sumOf([total.commission_paid, commission]);
		}
	}
	return [...totals.values()];
}

function earlier(one: string, other: string): string {
	return one === '' || other < one ? other : one;
}
