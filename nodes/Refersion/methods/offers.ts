import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { graphqlOffers } from '../transport/graphql';

/**
 * Offers for the resource locator, by a part of their name or their id. Only GraphQL lists offers.
 *
 * @param filter what the user typed
 * @throws NodeOperationError without a GraphQL token; an offer can then be chosen by its ID
 */
export async function searchOffers(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const wanted = filter.trim().toLowerCase();
	const results: INodeListSearchResult['results'] = [];
	for await (const rows of graphqlOffers.call(this)) {
		for (const { id, name } of rows) {
			const label = `${String(name ?? 'Offer')} (${String(id)})`;
			if (label.toLowerCase().includes(wanted)) results.push({ name: label, value: String(id) });
		}
	}
	return { results };
}
