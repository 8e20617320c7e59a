import type { IDataObject } from 'n8n-workflow';
import { amountOf, sumOf } from '../../shared/amounts';
import { currencyOf } from '../../shared/currency';
import { asPlainText, fold } from '../../shared/texts';

const DAY_MS = 86_400_000;

/** Unpaid commission by the age of the sale in days, in a currency. A type, as are the others here: an item's data. */
export type Ages = {
	currency: string;
	conversions: number;
	days_0_30: number;
	days_31_60: number;
	days_61_90: number;
	days_over_90: number;
	total: number;
};

/** The fields that hold amounts. */
export const AMOUNTS = ['days_0_30', 'days_31_60', 'days_61_90', 'days_over_90', 'total'] as const;

/** What an affiliate has to come in one currency. */
export type Unpaid = Ages & { affiliate_id: string; code: string; name: string; email: string };

/**
 * Adds up what is approved and not paid, for each affiliate and currency. No amount is rounded: there are currencies of
 * three decimals.
 *
 * @param conversions items of Conversion: Get Many, not simplified; others than approved and unpaid ones do not count
 * @param fallback the currency of those that come without one, in upper case
 * @returns who has most to come first, of each currency
 */
export function unpaidByAffiliate(
	conversions: IDataObject[],
	fallback: string,
	now: Date,
): Unpaid[] {
	const rows = new Map<string, Unpaid>();
	for (const conversion of conversions) {
		if (conversion.status !== 'APPROVED' || conversion.payment_status === 'PAID') continue;
		const id = asPlainText(conversion.affiliate_id);
		const code = asPlainText(conversion.affiliate_code);
		const email = asPlainText(conversion.affiliate_email);
		const currency = currencyOf(conversion.currency, fallback);
		// Where there is no number, the rest tells affiliates apart.
		const key = [id, ...(id === '' ? [code, fold(email)] : []), currency].join(' ');
		const row = rows.get(key) ?? {
			affiliate_id: id,
			code,
			name: asPlainText(conversion.affiliate_name),
			email,
			...noAges(currency),
		};
		rows.set(key, row);
		const commission = amountOf(conversion.commission_total);
		const age = ageOf(asPlainText(conversion.created), now);
		row.conversions += 1;
		row[age] = sumOf([row[age], commission]);
		row.total = sumOf([row.total, commission]);
	}
	return [...rows.values()].sort((one, other) => other.total - one.total);
}

/** The same for all together, by currency. */
export function unpaidTotals(rows: Unpaid[]): Ages[] {
	const totals = new Map<string, Ages>();
	for (const row of rows) {
		const total = totals.get(row.currency) ?? noAges(row.currency);
		totals.set(row.currency, total);
		total.conversions += row.conversions;
		for (const name of AMOUNTS) total[name] = sumOf([total[name], row[name]]);
	}
	return [...totals.values()];
}

function noAges(currency: string): Ages {
	const none = { days_0_30: 0, days_31_60: 0, days_61_90: 0, days_over_90: 0, total: 0 };
	return { currency, conversions: 0, ...none };
}

/** How old a sale is, in whole days; one without a readable time is as old as can be, so that it is looked at. */
function ageOf(created: string, now: Date): Exclude<(typeof AMOUNTS)[number], 'total'> {
	const days = Math.floor((now.getTime() - Date.parse(created)) / DAY_MS);
	if (days <= 30) return 'days_0_30';
	if (days <= 60) return 'days_31_60';
	return days <= 90 ? 'days_61_90' : 'days_over_90';
}
