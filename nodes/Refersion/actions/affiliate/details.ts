import type { IExecuteFunctions } from 'n8n-workflow';
import type { Affiliate } from '../../affiliate';
import { graphqlAffiliates, hasGraphqlToken, type GraphqlAffiliate } from '../../transport/graphql';
import { withLinks, type LinkSources } from './links';

/** What an item asks for that Refersion's REST lists do not have. */
export interface WantedDetails {
	link: boolean;
	payPal: boolean;
}

/** Adds what is wanted to the affiliates of one page of a list. */
export type DetailReader = (affiliates: Affiliate[]) => Promise<Affiliate[]>;

/**
 * How details are read: through GraphQL, for links only where the credential has a token. REST lists have
 * the other fields, so the two are put together by code. GraphQL is read once for all that is wanted.
 *
 * @param sources counts up where links came from
 */
export async function detailReader(
	this: IExecuteFunctions,
	{ link, payPal }: WantedDetails,
	sources: LinkSources,
): Promise<DetailReader> {
	if (!link && !payPal) return async (affiliates) => affiliates;
	const find =
		payPal || (await hasGraphqlToken.call(this))
			? graphqlFinder(graphqlAffiliates.call(this, Infinity, payPal))
			: undefined;
	return async (affiliates) => {
		const matches: Array<GraphqlAffiliate | undefined> = [];
		for (const { code } of affiliates) matches.push(await find?.(code ?? ''));
		const linked = link ? await withLinks.call(this, affiliates, matches, sources) : affiliates;
		return payPal
			? linked.map((affiliate, index) => withPayPal(affiliate, matches[index]))
			: linked;
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
