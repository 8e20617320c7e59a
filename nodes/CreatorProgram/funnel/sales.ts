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

/**
 * Gathers sales by affiliate.
 *
 * @param conversions items of Conversion: Get Many, not simplified
 * @returns by the affiliate's code, or by the folded address where Refersion gives no code
 */
export function salesByAffiliate(conversions: IDataObject[]): Map<string, Sales> {
	const all = new Map<string, Sales>();
	for (const conversion of conversions.filter(isSale)) {
		const created = asPlainText(conversion.created);
		const key =
			asPlainText(conversion.affiliate_code) || fold(asPlainText(conversion.affiliate_email));
		const sales = all.get(key) ?? { first: created, paidAt: '', approvedUnpaid: '' };
		all.set(key, sales);
		sales.first = earlier(sales.first, created);
		if (conversion.payment_status === 'PAID') {
			sales.paidAt = earlier(sales.paidAt, asPlainText(conversion.paid_at) || created);
		} else if (conversion.status === 'APPROVED') {
			sales.approvedUnpaid = earlier(sales.approvedUnpaid, created);
		}
	}
	return all;
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
