import type { IDataObject } from 'n8n-workflow';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { offerItem } from '../../graphqlItems';
import { graphqlOffers } from '../../transport/graphql';
import { collect, howMany, readLimit } from '../../../shared/paging';

export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		description: 'Get the offers of the account with their commission. Needs the GraphQL token.',
		action: 'Get many offers',
	},
	properties: howMany,
	async execute(itemCount) {
		return await forEachItem.call(this, itemCount, async (itemIndex) => {
			const pages = graphqlOffers.call(this, readLimit.call(this, itemIndex));
			return await (collect<IDataObject, IDataObject>).call(this, pages, Infinity, (rows) =>
				rows.map(offerItem),
			);
		});
	},
};
