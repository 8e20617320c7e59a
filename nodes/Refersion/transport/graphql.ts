import type { IDataObject } from 'n8n-workflow';
import type { RequestContext } from '../../shared/request';
import { graphqlAffiliate, type GraphqlAffiliate } from '../graphqlItems';
import { graphqlPages, type GraphqlList } from './graphqlClient';

export { hasGraphqlToken } from './graphqlClient';

// Refersion's schema is not published, and one unknown field fails a whole query. Fields without "?" are those that
// Refersion's own examples or working clients show in that very place. Those with "?" are seen of the same things in
// another one only: `first_name` and `rfsn_parameter` in the list of affiliates, `id` in that of payments. `status` of a
// conversion is known as an argument only.
const AFFILIATES: GraphqlList = {
	name: 'affiliates',
	selection: 'id status name email rfsn_parameter shop { url }',
};
const AFFILIATES_WITH_PAYPAL: GraphqlList = {
	...AFFILIATES,
	selection: `${AFFILIATES.selection} paypal_email`,
};
const CONVERSIONS: GraphqlList = {
	name: 'conversions',
	selection:
		'id affiliate_id subscription_id total commission_total currency created coupon_code affiliate { name email first_name? rfsn_parameter? } payment { created id? } shop { name }',
};
const PAYMENTS: GraphqlList = {
	name: 'payments',
	selection: 'id created commission_total currency total_conversions shop { name }',
};
const OFFERS: GraphqlList = {
	name: 'offers',
	selection: 'id name commission type cookie_days shop { name }',
};

/** Statuses of a conversion (Refersion REST v2, get_totals), in the order in which they are read. */
export const CONVERSION_STATUSES = ['PENDING', 'UNQUALIFIED', 'APPROVED', 'DENIED'] as const;

/** Times are in Unix seconds, both included. */
export interface TimeWindow {
	from?: number;
	to?: number;
}

export interface ConversionFilter extends TimeWindow {
	/** One or more of CONVERSION_STATUSES; all of them when left out. */
	statuses?: readonly string[];
	/** PAID or UNPAID; both when left out. */
	paymentStatus?: string;
	/** Numeric id of an affiliate, under whom they are read; those of all when left out. */
	affiliate?: number;
}

/**
 * Reads affiliates with their link parameter, 200 per request (10,000 affiliates are 50 requests), each
 * once: all of them, or it is an error; see `graphqlPages`.
 *
 * @param limit stop after this many
 * @param withPayPal whether to read the PayPal address too
 */
export async function* graphqlAffiliates(
	this: RequestContext,
	limit = Infinity,
	withPayPal = false,
): AsyncGenerator<GraphqlAffiliate[], void> {
	const list = withPayPal ? AFFILIATES_WITH_PAYPAL : AFFILIATES;
	for await (const rows of graphqlPages.call(this, list, { limit })) {
		yield rows.map((raw) => graphqlAffiliate(raw, withPayPal));
	}
}

/**
 * Reads conversions, page by page, raw but with their `status` added. GraphQL filters by status
 * without giving it, so each status is read on its own, those that move on first: a conversion that is
 * approved meanwhile is then met twice, and given out once, instead of being missed.
 *
 * @param limit stop after this many
 */
export async function* graphqlConversions(
	this: RequestContext,
	filter: ConversionFilter,
	limit = Infinity,
): AsyncGenerator<IDataObject[], void> {
	const seen = new Set<string>();
	let left = limit;
	for (const status of CONVERSION_STATUSES) {
		if (left <= 0) return;
		if (filter.statuses && !filter.statuses.includes(status)) continue;
		const filters = { ...windowArgs(filter), status, payment_status: filter.paymentStatus };
		const { affiliate } = filter;
		const read = { filters, limit: left, seen, affiliate };
		for await (const rows of graphqlPages.call(this, CONVERSIONS, read)) {
			left -= rows.length;
			yield rows.map((row) => ({ ...row, status }));
		}
	}
}

/** Reads payments to affiliates, page by page, raw. */
export function graphqlPayments(
	this: RequestContext,
	window: TimeWindow,
	limit = Infinity,
): AsyncGenerator<IDataObject[], void> {
	return graphqlPages.call(this, PAYMENTS, { filters: windowArgs(window), limit });
}

/** Reads offers, page by page, raw. */
export function graphqlOffers(
	this: RequestContext,
	limit = Infinity,
): AsyncGenerator<IDataObject[], void> {
	return graphqlPages.call(this, OFFERS, { limit });
}

function windowArgs({ from, to }: TimeWindow): IDataObject {
	return { created_from: from, created_to: to };
}
