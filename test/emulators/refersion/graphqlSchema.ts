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

function paged<T>(items: T[], args: Args): T[] {
	const first = count(args.first, MAX_RESULTS);
	if (first > MAX_RESULTS) {
		throw new GraphqlFieldError(`first must not be greater than ${MAX_RESULTS}`);
	}
	const offset = count(args.offset, 0);
	return items.slice(offset, offset + first);
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

/** The fields seen in Refersion's docs and in clients; the full schema is not published. */
export function createSchema(state: RefersionState): GraphNode {
	const affiliates = (): Affiliate[] => [...state.affiliates.values()];
	const conversions = (): Conversion[] => [...state.conversions.values()];
	const payments = (): Payment[] => [...state.payments.values()];

	function conversionsWith(args: Args, items: Conversion[]): GraphNode[] {
		const hits = items.filter(
			(each) =>
				createdWithin(args)(each) &&
				(args.status === undefined || args.status === each.status) &&
				(args.payment_status === undefined ||
					(args.payment_status === 'PAID') === (each.paymentId !== null)),
		);
		return paged(hits, args).map(conversionNode);
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
		conversions: (args) =>
			conversionsWith(
				args,
				conversions().filter((each) => each.affiliateId === affiliate.id),
			),
		shop,
	});

	const conversionNode = (conversion: Conversion): GraphNode => ({
		id: () => String(conversion.id),
		affiliate_id: () => String(conversion.affiliateId),
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
			return owner === undefined ? null : affiliateNode(owner);
		},
		payment: () => {
			const payment = state.payments.get(conversion.paymentId ?? 0);
			return payment === undefined ? null : paymentNode(payment);
		},
		shop,
	});

	const paymentNode = (payment: Payment): GraphNode => ({
		id: () => String(payment.id),
		created: () => unixSeconds(payment.created),
		commission_total: () => payment.commissionTotal.toFixed(2),
		currency: () => payment.currency,
		total_conversions: () => payment.conversionIds.length,
		shop,
	});

	return {
		affiliates: (args) =>
			paged(
				affiliates().filter(
					(each) =>
						(args.id === undefined || String(args.id) === String(each.id)) &&
						(args.email === undefined || args.email === each.email),
				),
				args,
			).map(affiliateNode),
		conversions: (args) => conversionsWith(args, conversions()),
		payments: (args) => paged(payments().filter(createdWithin(args)), args).map(paymentNode),
		offers: (args) => paged([...state.offers.values()], args).map(offerNode),
		pageInfo: () => ({
			total_results: () => ({
				affiliates: () => state.affiliates.size,
				conversions: () => state.conversions.size,
				payments: () => state.payments.size,
				offers: () => state.offers.size,
			}),
		}),
	};
}
