import type { IDataObject } from 'n8n-workflow';
import type { RequestContext } from '../../shared/request';
import { requiredNumber } from './answers';
import { refersionRequest } from './rest';

/** Totals of conversions, as Refersion counts them. */
export interface Totals extends IDataObject {
	conversions_count: number;
	commission_total: number;
	order_total: number;
	commissionable_order_total: number;
	/** What it is where there are conversions in several is not documented. */
	currency: string | null;
}

/**
 * Reads totals of conversions.
 *
 * @param filter the fields of /conversion/totals, `status` among them; undefined ones are not sent
 */
export async function readTotals(this: RequestContext, filter: IDataObject): Promise<Totals> {
	const totals = await refersionRequest.call(this, '/conversion/totals', filter, 'repeatable');
	const number = (field: string) => requiredNumber.call(this, totals, field);
	return {
		conversions_count: number('conversions_count'),
		commission_total: number('commission_total'),
		order_total: number('order_total'),
		commissionable_order_total: number('commissionable_order_total'),
		currency: typeof totals.currency === 'string' ? totals.currency : null,
	};
}

/**
 * A time as /conversion/totals wants it: "YYYY-MM-DD hh:mm:ss" in UTC (Refersion REST v2).
 *
 * @param seconds Unix seconds
 */
export function utcText(seconds: number): string {
	return new Date(seconds * 1_000).toISOString().slice(0, 19).replace('T', ' ');
}
