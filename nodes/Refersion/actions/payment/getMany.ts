import type { IDataObject } from 'n8n-workflow';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { paymentItem } from '../../graphqlItems';
import { graphqlPayments } from '../../transport/graphql';
import { collect, howMany, readLimit } from '../../../shared/paging';
import { createdFilters, readWindow } from '../timeWindow';

export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		description: 'Get payments made to affiliates, by time. Needs the GraphQL token.',
		action: 'Get many payments',
	},
	properties: [
		...howMany,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: createdFilters,
		},
	],
	async execute(itemCount) {
		return await forEachItem.call(this, itemCount, async (itemIndex) => {
			const filters: IDataObject = this.getNodeParameter('filters', itemIndex, {});
			const window = readWindow.call(this, filters, itemIndex);
			const pages = graphqlPayments.call(this, window, readLimit.call(this, itemIndex));
			return await (collect<IDataObject, IDataObject>).call(this, pages, Infinity, (rows) =>
				rows.map(paymentItem),
			);
		});
	},
};
