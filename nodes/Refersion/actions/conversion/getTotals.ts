import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { invalidParameter, readTexts } from '../../../shared/parameters';
import { requiredNumber } from '../../transport/answers';
import { refersionRequest } from '../../transport/rest';
import { filledFields, parseId } from '../common';
import { readWindow } from '../timeWindow';
import { getTotalsProperties } from './getTotals.properties';

export const getTotals: Operation = {
	option: {
		name: 'Get Totals',
		value: 'getTotals',
		description:
			'Get the number of conversions, their commission and their order value, by status, time, affiliate or offer',
		action: 'Get totals of conversions',
	},
	properties: getTotalsProperties,
	async execute(itemCount) {
		return await forEachItem.call(this, itemCount, async (itemIndex) => {
			const body = readBody.call(this, itemIndex);
			const totals = await refersionRequest.call(this, '/conversion/totals', body);
			const number = (field: string) => requiredNumber.call(this, totals, field);
			return {
				conversions_count: number('conversions_count'),
				commission_total: number('commission_total'),
				order_total: number('order_total'),
				commissionable_order_total: number('commissionable_order_total'),
				currency: typeof totals.currency === 'string' ? totals.currency : null,
			};
		});
	},
};

function readBody(this: IExecuteFunctions, itemIndex: number): IDataObject {
	const filters = filledFields(this.getNodeParameter('filters', itemIndex, {}));
	const status = readTexts(this.getNodeParameter('statuses', itemIndex, []));
	if (status.length === 0) {
		throw invalidParameter.call(this, 'Statuses', 'is empty', 'Choose at least one status.');
	}
	const { from, to } = readWindow.call(this, filters, itemIndex);
	const type = readTexts(filters.type);
	const body: IDataObject = { status };
	if (from !== undefined) body.created_from = utcText(from);
	if (to !== undefined) body.created_to = utcText(to);
	if (filters.offer_id !== undefined) {
		body.offer_id = parseId.call(this, String(filters.offer_id), 'Offer ID');
	}
	if (filters.affiliate_id !== undefined) {
		body.affiliate_id = parseId.call(this, String(filters.affiliate_id), 'Affiliate ID');
	}
	if (filters.payment_status !== undefined) body.payment_status = filters.payment_status;
	if (type.length > 0) body.type = type;
	if (filters.is_test_conversion !== undefined) {
		body.is_test_conversion = filters.is_test_conversion === true;
	}
	return body;
}

/**
 * A time as /conversion/totals wants it: "YYYY-MM-DD hh:mm:ss" in UTC (Refersion REST v2).
 *
 * @param seconds Unix seconds
 */
export function utcText(seconds: number): string {
	return new Date(seconds * 1_000).toISOString().slice(0, 19).replace('T', ' ');
}
