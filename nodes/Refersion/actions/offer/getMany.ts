import type { Operation } from '../../../shared/operations';
import { howMany, readLimit } from '../../../shared/paging';
import { Run } from '../../../shared/run';
import { needsGraphqlToken } from '../../graphqlHints';
import { offerItem } from '../../graphqlItems';
import { graphqlOffers } from '../../transport/graphql';

export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		description: 'Get the offers of the account with their commission. Needs the GraphQL token.',
		action: 'Get many offers',
	},
	hints: [needsGraphqlToken()],
	properties: howMany,
	async execute() {
		const run = new Run(this);
		return await run.forEachItem(async (input) => {
			const pages = graphqlOffers.call(this, readLimit(input));
			return await run.collect(pages, Infinity, offerItem);
		});
	},
};
