import type { IExecuteFunctions } from 'n8n-workflow';
import { mapInOrder } from '../../../shared/concurrency';
import { asApiError } from '../../../shared/failures';
import type { Affiliate } from '../../affiliate';
import { says } from '../../transport/errors';
import type { GraphqlAffiliate } from '../../transport/graphql';
import { readAffiliate } from './locator';

/** Affiliates that are read on their own at the same time. Refersion publishes no limit. */
const CONCURRENCY = 4;

/** How many links came from where. */
export interface LinkSources {
	/** GraphQL, 200 at a time. */
	graphql: number;
	/** /affiliate/get, one request for each. */
	single: number;
}

/**
 * Adds link and numeric id to the affiliates of one page of a list. Whom GraphQL does not have, or has
 * without the address of the shop, is read on its own.
 *
 * @param affiliates as the list has them
 * @param matches the same affiliates as GraphQL has them, where it was read
 * @param sources counts up what was used
 */
export async function withLinks(
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
	const read = await readAlone.call(this, alone);
	sources.single += alone.length;
	sources.graphql += joined.length - alone.length;
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
export function tellLinkSources(this: IExecuteFunctions, { graphql, single }: LinkSources): void {
	const parts: string[] = [];
	if (graphql > 0) parts.push(`${graphql} from GraphQL (shop address with the link parameter)`);
	if (single > 0) parts.push(`${single} read one by one from the REST API`);
	if (parts.length === 0) return;
	const message = `Tracking links: ${parts.join(', ')}`;
	this.logger.info(`Refersion: ${message}`);
	this.addExecutionHints({ message, location: 'outputPane' });
}
