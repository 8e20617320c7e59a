import { changeConversions, orderedConversions, pageOf, totalOf, willChange } from './listing';
import type { RefersionState } from './state';
import { offerOf } from './state';
import type { GraphqlValue } from './graphqlParser';
import type { Affiliate, Conversion, Offer, Payment } from './types';

export type Args = Record<string, GraphqlValue>;

/** An object of the schema: its fields by name, each a scalar or something to select from. */
export interface GraphNode {
	[field: string]: (args: Args) => GraphResult;
}
export type GraphResult = GraphqlValue | GraphNode | GraphNode[] | string[][];

/** At most 200 results per request (Refersion docs, GraphQL call limits). */
export const MAX_RESULTS = 200;

export class GraphqlFieldError extends Error {}

function count(value: GraphqlValue | undefined, fallback: number): number {
	return typeof value === 'number' && value >= 0 ? value : fallback;
}

const PAGES = ['first', 'offset'];
const TIMES = ['created_from', 'created_to'];

/** The arguments of the lists, as Refersion's examples and clients have them. */
const ARGUMENTS = {
	affiliates: ['id', 'email', ...PAGES],
	conversions: [...TIMES, 'status', 'payment_status', ...PAGES],
	payments: [...TIMES, ...PAGES],
	offers: PAGES,
};

/** Unknown arguments fail a query (GraphQL specification, 5.4.1). */
function checkArguments(field: string, args: Args, known: string[]): void {
	const unknown = Object.keys(args).find((name) => !known.includes(name));
	if (unknown === undefined) return;
	throw new GraphqlFieldError(`Unknown argument "${unknown}" on field "${field}"`);
}

/** Where a list begins, and how many rows are asked for; a server may give fewer. */
function placeOf(args: Args): { offset: number; first: number } {
	const first = count(args.first, MAX_RESULTS);
	if (first > MAX_RESULTS) {
		throw new GraphqlFieldError(`first must not be greater than ${MAX_RESULTS}`);
	}
	return { offset: count(args.offset, 0), first };
}

const unixSeconds = (date: Date): string => String(Math.floor(date.getTime() / 1000));

/** `created_from` and `created_to` are in Unix seconds. */
function createdWithin(args: Args): (item: { created: Date }) => boolean {
	const from = Number(args.created_from ?? 0);
	const to = Number(args.created_to ?? Number.POSITIVE_INFINITY);
	return ({ created }) => {
		const seconds = Math.floor(created.getTime() / 1000);
		return seconds >= from && seconds <= to;
	};
}

const shop = (): GraphNode => ({
	name: () => 'Demo Shop',
	url: () => 'https://shop.example',
	shop_identifier: () => 'shop',
});

const offerNode = (offer: Offer): GraphNode => ({
	id: () => String(offer.id),
	name: () => offer.name,
	commission: () => offer.commission,
	type: () => offer.type,
	cookie_days: () => 30,
	shop,
});

/**
 * The fields seen in Refersion's docs and in clients; the full schema is not published. To be created for
 * each query, as the totals may depend on it.
 */
export function createSchema(state: RefersionState): GraphNode {
	/** How many rows the filters of the lists in this query let through. */
	const hitsOf = new Map<string, number>();

	function listed<T>(name: keyof typeof ARGUMENTS, hits: T[], args: Args): T[] {
		checkArguments(name, args, ARGUMENTS[name]);
		const { offset, first } = placeOf(args);
		if (!hitsOf.has(name)) hitsOf.set(name, hits.length);
		return pageOf(state, hits, offset, Math.min(first, state.switches.graphqlPageCap));
	}

	/** A total; a list that is not in the query before it has no filters. */
	function total(name: string, all: number): () => number | null {
		const { totalHeedsFilters, totalResults } = state.switches;
		return () => {
			if (totalResults === 'null') return null;
			return totalOf(state, totalHeedsFilters ? (hitsOf.get(name) ?? all) : all);
		};
	}

	const totals = (): GraphNode => ({
		affiliates: total('affiliates', state.affiliates.size),
		conversions: total('conversions', state.conversions.size),
		payments: total('payments', state.payments.size),
		offers: total('offers', state.offers.size),
	});

	const affiliates = (): Affiliate[] => [...state.affiliates.values()];
	const conversions = (): Conversion[] => orderedConversions(state);
	const payments = (): Payment[] => [...state.payments.values()];

	function conversionsWith(args: Args, items: Conversion[]): Conversion[] {
		return items.filter(
			(each) =>
				createdWithin(args)(each) &&
				(args.status === undefined || args.status === each.status) &&
				(args.payment_status === undefined ||
					(args.payment_status === 'PAID') === (each.paymentId !== null)),
		);
	}

	const affiliateNode = (affiliate: Affiliate): GraphNode => ({
		id: () => String(affiliate.id),
		status: () => affiliate.status,
		name: () => `${affiliate.first_name} ${affiliate.last_name}`.trim(),
		first_name: () => affiliate.first_name,
		last_name: () => affiliate.last_name,
		email: () => affiliate.email,
		// Seen in two clients; what it is when there is none is not known.
		paypal_email: () =>
			affiliate.paypal_email || (state.switches.missingPayPal === 'null' ? null : ''),
		country: () => affiliate.country,
		// Seen in a client: an array of arrays, index 1 the name, index 2 the value.
		custom_fields: () =>
			affiliate.custom_fields.map(({ id, label, value }) => [String(id), label, value]),
		rfsn_parameter: () => `rfsn=${affiliate.id}.${affiliate.code}`,
		offer: () => offerNode(offerOf(state, affiliate)),
		conversions: (args) => {
			const { argumentsUnderAffiliate, graphqlPageCap, pagesUnderAffiliate } = state.switches;
			const known = argumentsUnderAffiliate === 'same' ? ARGUMENTS.conversions : [];
			checkArguments('conversions', args, known);
			changeConversions(state);
			const own = conversions().filter((each) => each.affiliateId === affiliate.id);
			const { offset, first } = placeOf(pagesUnderAffiliate ? args : {});
			const hits = conversionsWith(args, own);
			const given = pageOf(state, hits, offset, Math.min(first, graphqlPageCap));
			willChange(state, given);
			return given.map(conversionNode);
		},
		shop,
	});

	const conversionNode = (conversion: Conversion): GraphNode => ({
		id: () => String(conversion.id),
		affiliate_id: () => (names('id') ? String(conversion.affiliateId) : null),
		subscription_id: () => null,
		status: () => conversion.status,
		payment_status: () => (conversion.paymentId === null ? 'UNPAID' : 'PAID'),
		total: () => conversion.total.toFixed(2),
		commission_total: () => conversion.commission.toFixed(2),
		currency: () => conversion.currency,
		created: () => unixSeconds(conversion.created),
		coupon_code: () => conversion.couponCode,
		affiliate: () => {
			const owner = state.affiliates.get(conversion.affiliateId);
			return owner === undefined || !names('affiliate')
				? null
				: shown(affiliateNode(owner), ['name', 'email']);
		},
		payment: () => {
			const payment = state.payments.get(conversion.paymentId ?? 0);
			return payment === undefined ? noPayment() : shown(paymentNode(payment), ['created']);
		},
		shop,
	});

	const names = (what: 'id' | 'affiliate'): boolean =>
		['id-and-affiliate', what].includes(state.switches.conversionNames);

	function noPayment(): GraphNode | GraphNode[] | null {
		const { unpaidPayment } = state.switches;
		if (unpaidPayment === 'empty-list') return [];
		if (unpaidPayment === 'null') return null;
		return shown({ id: () => null, created: () => null }, ['created']);
	}

	/** What a conversion has of something, by `conversionFields`. */
	function shown(node: GraphNode, fields: string[]): GraphNode {
		if (state.switches.conversionFields === 'all') return node;
		return Object.fromEntries(fields.map((field) => [field, node[field]]));
	}

	const paymentNode = (payment: Payment): GraphNode => ({
		id: () => String(payment.id),
		created: () => unixSeconds(payment.created),
		commission_total: () => payment.commissionTotal.toFixed(2),
		currency: () => payment.currency,
		total_conversions: () => payment.conversionIds.length,
		shop,
	});

	return {
		affiliates: (args) => {
			const hits = affiliates().filter(
				(each) =>
					(args.id === undefined || String(args.id) === String(each.id)) &&
					(args.email === undefined || args.email === each.email),
			);
			return listed('affiliates', hits, args).map(affiliateNode);
		},
		conversions: (args) => {
			changeConversions(state);
			const given = listed('conversions', conversionsWith(args, conversions()), args);
			willChange(state, given);
			return given.map(conversionNode);
		},
		payments: (args) =>
			listed('payments', payments().filter(createdWithin(args)), args).map(paymentNode),
		offers: (args) => listed('offers', [...state.offers.values()], args).map(offerNode),
		pageInfo: (): GraphNode =>
			state.switches.totalResults === 'absent' ? {} : { total_results: totals },
	};
}
