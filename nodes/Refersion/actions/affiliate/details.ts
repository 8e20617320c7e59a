import type { IExecuteFunctions } from 'n8n-workflow';
import type { Affiliate } from '../../affiliate';
import type { GraphqlAffiliate } from '../../graphqlItems';
import { graphqlAffiliates, hasGraphqlToken } from '../../transport/graphql';
import { noGraphqlToken } from '../../transport/graphqlErrors';
import { withOwnLinks, withShopLinks, type LinkFrom, type LinkSources } from './links';

/** What an item asks for that Refersion's REST lists do not have. */
export interface WantedDetails {
	/** Whose link; undefined when none is wanted. */
	link: LinkFrom | undefined;
	payPal: boolean;
}

/** Adds what is wanted to the affiliates of one page of a list. */
export type DetailReader = (affiliates: Affiliate[]) => Promise<Affiliate[]>;

/**
 * How details are read: Refersion's own links one by one from REST, the rest through GraphQL, 200 at a time. REST lists have
 * the other fields, so the two are put together by code. GraphQL is read once for all that is wanted of it.
 *
 * @param sources counts up where links came from
 * @throws NodeOperationError when GraphQL is needed and the credential has no token
 */
export async function detailReader(
	this: IExecuteFunctions,
	{ link, payPal }: WantedDetails,
	sources: LinkSources,
): Promise<DetailReader> {
	const isGraphqlNeeded = payPal || link === 'shop';
	if (isGraphqlNeeded && !(await hasGraphqlToken.call(this))) throw noGraphqlToken.call(this);
	const find = isGraphqlNeeded
		? graphqlFinder(graphqlAffiliates.call(this, Infinity, payPal))
		: async () => undefined;
	return async (affiliates) => {
		const matches: Array<GraphqlAffiliate | undefined> = [];
		for (const { code } of affiliates) matches.push(await find(code ?? ''));
		const withPayPals = (linked: Affiliate[]) =>
			payPal ? linked.map((affiliate, index) => withPayPal(affiliate, matches[index])) : linked;
		if (link === 'shop')
			return withPayPals(await withShopLinks.call(this, affiliates, matches, sources));
		return withPayPals(
			link === 'refersion' ? await withOwnLinks.call(this, affiliates, sources) : affiliates,
		);
	};
}

/**
 * No surface but GraphQL tells the PayPal address of an affiliate when asked. For whom it does not have,
 * the address is not known (null), which is not the same as none ('').
 */
function withPayPal(affiliate: Affiliate, match: GraphqlAffiliate | undefined): Affiliate {
	return match
		? { ...affiliate, id: match.id, paypal_email: match.paypal_email ?? null }
		: { ...affiliate, paypal_email: null };
}

/**
 * Finds affiliates by code in pages that are read only as far as needed. What was found is let go of:
 * when both lists have the same order, no more than a page or two is held.
 */
function graphqlFinder(
	pages: AsyncIterator<GraphqlAffiliate[]>,
): (code: string) => Promise<GraphqlAffiliate | undefined> {
	const held = new Map<string, GraphqlAffiliate>();
	let ended = false;
	return async (code) => {
		while (!held.has(code) && !ended) {
			const page = await pages.next();
			ended = page.done === true;
			if (!page.done) for (const affiliate of page.value) held.set(affiliate.code, affiliate);
		}
		const match = held.get(code);
		held.delete(code);
		return match;
	};
}
