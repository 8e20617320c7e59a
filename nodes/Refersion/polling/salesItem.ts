import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import type { RefersionEvent } from '../events/events';
import { conversionItem, paymentItem, unixSeconds } from '../graphqlItems';

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
