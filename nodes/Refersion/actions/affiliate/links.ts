import type { IExecuteFunctions } from 'n8n-workflow';
import { mapInOrder } from '../../../shared/concurrency';
import { asApiError } from '../../../shared/failures';
import type { Affiliate } from '../../affiliate';
import type { GraphqlAffiliate } from '../../graphqlItems';
import { says } from '../../transport/errors';
import { readAffiliate } from './locator';

/** Affiliates that are read on their own at the same time. Refersion publishes no limit. */
const CONCURRENCY = 4;

/** Whose links are given: Refersion's own, or one put together from the address of the shop and the code. */
export const LINK_FROM = ['refersion', 'shop'] as const;
export type LinkFrom = (typeof LINK_FROM)[number];

/** How many links came from where. */
export interface LinkSources {
	/** Put together out of GraphQL, 200 at a time. */
	shop: number;
	/** Refersion's own out of /affiliate/get, one request for each. */
	refersion: number;
}

/**
 * Adds Refersion's own link and the numeric id to the affiliates of one page of a list, each read on its own: no list
 * has the link.
 *
 * @param affiliates as the list has them
 * @param sources counts up what was used
 */
export async function withOwnLinks(
	this: IExecuteFunctions,
	affiliates: Affiliate[],
	sources: LinkSources,
): Promise<Affiliate[]> {
	sources.refersion += affiliates.length;
	return await readAlone.call(this, affiliates);
}

/**
 * Adds a link of the shop's address and the affiliate's parameter, and the numeric id. It leads to the same affiliate,
 * but is not the link that Refersion shows: that may have a domain of its own, and UTM or other settings of the account
 * or of this affiliate (help centre article 10969270). Whom GraphQL does not have, or has without the
 * address of the shop, is read on its own.
 *
 * @param affiliates as the list has them
 * @param matches the same affiliates as GraphQL has them
 * @param sources counts up what was used
 */
export async function withShopLinks(
	this: IExecuteFunctions,
	affiliates: Affiliate[],
	matches: Array<GraphqlAffiliate | undefined>,
	sources: LinkSources,
): Promise<Affiliate[]> {
	const joined = affiliates.map((affiliate, index) => {
		const match = matches[index];
		return match ? join(affiliate, match) : affiliate;
	});
	const alone = joined.filter(({ link }) => link === undefined);
	const read = await withOwnLinks.call(this, alone, sources);
	sources.shop += joined.length - alone.length;
	const readByCode = new Map(read.map((affiliate) => [affiliate.code, affiliate]));
	return joined.map((affiliate) => readByCode.get(affiliate.code) ?? affiliate);
}

/** Refersion makes a link only for an approved affiliate, although GraphQL has a parameter for all. */
function join(affiliate: Affiliate, { id, link }: GraphqlAffiliate): Affiliate {
	const joined: Affiliate = { ...affiliate, id };
	if (affiliate.status !== 'ACTIVE') joined.link = '';
	else if (link) joined.link = link;
	return joined;
}

async function readAlone(this: IExecuteFunctions, affiliates: Affiliate[]): Promise<Affiliate[]> {
	const signal = this.getExecutionCancelSignal();
	const failures: unknown[] = [];
	const read = await mapInOrder(affiliates, CONCURRENCY, async (affiliate) => {
		if (failures.length > 0 || signal?.aborted) return affiliate;
		try {
			return await readAffiliate.call(this, { mode: 'code', value: affiliate.code ?? '' });
		} catch (error) {
			// Someone who was deleted since the list was read is given as the list had it.
			if (!says(error, 'Affiliate not found')) failures.push(error);
			return { ...affiliate, link: '' };
		}
	});
	if (failures.length > 0) throw asApiError.call(this, failures[0]);
	return read;
}

/** Says in the node's output where the links came from. */
export function tellLinkSources(this: IExecuteFunctions, { shop, refersion }: LinkSources): void {
	const parts: string[] = [];
	if (shop > 0) parts.push(`${shop} put together from the shop's address and the code`);
	if (refersion > 0) parts.push(`${refersion} of Refersion, read one by one`);
	if (parts.length === 0) return;
	const message = `Tracking links: ${parts.join(', ')}`;
	this.logger.info(`Refersion: ${message}`);
	this.addExecutionHints({ message, location: 'outputPane' });
}
