import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';
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

/** The parameter with which an offer is chosen. */
export const offerLocator: INodeProperties = {
	displayName: 'Offer',
	name: 'offer',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description:
		'The offer to work on. The list needs the GraphQL token of the credential; without one, choose By ID (in Refersion: Manage > Offers, the number in the address of the offer).',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an offer...',
			typeOptions: { searchListMethod: 'searchOffers', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 1234',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^\\s*[0-9]+\\s*$', errorMessage: 'The ID is a whole number' },
				},
			],
		},
	],
};
