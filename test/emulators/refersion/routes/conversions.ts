import { utcSeconds, type JsonObject } from '../../common';
import type { Operation, Operations } from '../context';
import { CONVERSION_STATUSES, type Conversion, type ConversionStatus } from '../types';
import {
	checkFields,
	integers,
	invalidField,
	objects,
	strings,
	text,
	unprocessable,
} from '../validate';
import type { RefersionState } from '../state';

const CURRENCIES = ['USD', 'EUR', 'GBP', 'CAD', 'AUD', 'NZD', 'CHF', 'SEK', 'NOK', 'DKK', 'JPY'];

const TYPES = [
	'AFFILIATE_SITE_CONVERSION',
	'MANUAL_CREDIT_BY_CLIENT',
	'CONVERSION_TRIGGER_SKU',
	'CONVERSION_TRIGGER_COUPON',
	'CONVERSION_TRIGGER_EMAIL',
	'AUTO_CREDIT_AFFILIATE_ID',
].flatMap((type) => [type, `CANCELLATION_${type}`]);

function statusNamed(value: unknown): ConversionStatus {
	const found = CONVERSION_STATUSES.find((status) => status === value);
	if (found === undefined) throw invalidField();
	return found;
}

/** An approved conversion can never be denied, nor a denied one approved. */
function conflict(conversion: Conversion, status: ConversionStatus): string | undefined {
	if (conversion.status === 'APPROVED' && status === 'DENIED') {
		return 'Cannot deny an approved conversion';
	}
	if (conversion.status === 'DENIED' && status === 'APPROVED') {
		return 'Cannot approve a denied conversion';
	}
	return undefined;
}

const statusChange: Operation = (body, { state, actions }) => {
	checkFields(body, {
		ids: { type: 'integers', required: true },
		status: { type: 'string', required: true },
	});
	if (body.status === 'PENDING' || !CONVERSION_STATUSES.some((each) => each === body.status)) {
		throw unprocessable('The conversion cannot have this status');
	}
	const status = statusNamed(body.status);
	const ids = integers(body.ids);
	const found = ids.flatMap((id) => state.conversions.get(id) ?? []);
	const conflicts = found.flatMap((each) => conflict(each, status) ?? []);
	const changing = found.filter(
		(each) => conflict(each, status) === undefined && each.status !== status,
	);
	if (conflicts.length > 0 && changing.length === 0) throw unprocessable(...new Set(conflicts));
	for (const conversion of changing) actions.setConversionStatus(conversion, status);
	const changed = changing.map(({ id }) => id);
	return { ids_changed: changed, ids_not_changed: ids.filter((id) => !changed.includes(id)) };
};

function totalsFilter(body: JsonObject, state: RefersionState): (each: Conversion) => boolean {
	const statuses = strings(body.status);
	const kinds = strings(body.type);
	const from = text(body.created_from) ?? '';
	const to = text(body.created_to) ?? '9999';
	return (each) =>
		statuses.includes(each.status) &&
		(kinds.length === 0 || kinds.includes(each.type)) &&
		utcSeconds(each.created) >= from &&
		utcSeconds(each.created) <= to &&
		(body.affiliate_id === undefined || body.affiliate_id === each.affiliateId) &&
		(body.offer_id === undefined ||
			body.offer_id === state.affiliates.get(each.affiliateId)?.offer_id) &&
		(body.payment_status === undefined ||
			(body.payment_status === 'PAID') === (each.paymentId !== null)) &&
		(body.is_test_conversion === undefined || body.is_test_conversion === each.isTest);
}

/** Numbers come back as text with commas, as in the documented sample. */
function money(amount: number): string {
	return amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

const totals: Operation = (body, { state }) => {
	checkFields(body, {
		status: { type: 'strings', required: true, values: CONVERSION_STATUSES },
		created_from: { type: 'string' },
		created_to: { type: 'string' },
		offer_id: { type: 'integer' },
		affiliate_id: { type: 'integer' },
		payment_status: { type: 'string', values: ['PAID', 'UNPAID'] },
		type: { type: 'strings', values: TYPES },
		is_test_conversion: { type: 'boolean' },
	});
	const counted = [...state.conversions.values()].filter(totalsFilter(body, state));
	const orders = counted.reduce((sum, { total }) => sum + total, 0);
	return {
		conversions_count: counted.length.toLocaleString('en-US'),
		commission_total: money(counted.reduce((sum, { commission }) => sum + commission, 0)),
		order_total: money(orders),
		commissionable_order_total: money(orders),
		currency: counted[0]?.currency ?? 'USD',
	};
};

const manualCredit: Operation = (body, { state, actions }) => {
	checkFields(body, {
		id: { type: 'integer', required: true },
		commission: { type: 'number', required: true },
		status: { type: 'string', required: true, values: ['APPROVED', 'PENDING'] },
		currency: { type: 'string' },
		notes: { type: 'string' },
	});
	const affiliateId = Number(body.id);
	if (!state.affiliates.has(affiliateId)) throw unprocessable('Invalid affiliate ID (error 2).');
	const currency = text(body.currency) ?? 'USD';
	if (!CURRENCIES.includes(currency)) throw unprocessable(`${currency} is not a valid currency`);
	const credited = actions.addConversion({
		affiliateId,
		commission: Number(body.commission),
		status: statusNamed(body.status),
		total: 0,
		totalItems: 0,
		orderId: '',
		type: 'MANUAL_CREDIT_BY_CLIENT',
		currency,
		notes: text(body.notes) ?? '',
	});
	return { conversion_id: credited.id };
};

const creditsOf = (state: RefersionState, orderId: unknown): Conversion[] =>
	[...state.conversions.values()].filter((each) => each.orderId !== '' && each.orderId === orderId);

const manualCreditOrder: Operation = (body, { state, actions }) => {
	checkFields(body, {
		id: { type: 'integer', required: true },
		order_id: { type: 'string', required: true },
		status: { type: 'string', values: ['APPROVED', 'PENDING'] },
		notes: { type: 'string' },
	});
	const affiliateId = Number(body.id);
	if (!state.affiliates.has(affiliateId)) throw unprocessable('Invalid affiliate ID (error 2).');
	const earlier = creditsOf(state, body.order_id);
	if (earlier.some((each) => each.affiliateId === affiliateId)) {
		throw unprocessable(
			'The affiliate you provided has already been manually credited for this order ID. (Error 6)',
		);
	}
	actions.addConversion({
		affiliateId,
		orderId: text(body.order_id) ?? '',
		status: statusNamed(body.status ?? 'PENDING'),
		type: 'MANUAL_CREDIT_BY_CLIENT',
		notes: text(body.notes) ?? '',
	});
	const [other] = earlier;
	return {
		message: 'Order(s) are re-processing. Changes may take a couple of minutes to appear.',
		...(other && { warning: `Order ID is already credited to affiliate ${other.affiliateId}` }),
	};
};

/** Adds a conversion with the opposite amounts, of a type that starts with `CANCELLATION_`. */
const cancel: Operation = (body, { state, actions }) => {
	checkFields(body, {
		order_id: { type: 'string', required: true },
		items: { type: 'objects', required: true },
	});
	for (const item of objects(body.items)) {
		checkFields(item, {
			sku: { type: 'string', required: true },
			price: { type: 'number' },
			quantity: { type: 'integer' },
		});
	}
	const [original] = creditsOf(state, body.order_id);
	if (original === undefined) throw unprocessable('Invalid order ID (error 5)');
	const cancelled = actions.addConversion({
		affiliateId: original.affiliateId,
		orderId: original.orderId,
		total: -original.total,
		commission: -original.commission,
		type: `CANCELLATION_${original.type}`,
	});
	return { conversion_id: String(cancelled.id) };
};

export const conversionOperations: Operations = {
	'/conversion/status_change': statusChange,
	'/conversion/totals': totals,
	'/conversion/manual_credit': manualCredit,
	'/conversion/manual_credit_order_id': manualCreditOrder,
	'/conversion/cancel': cancel,
};
