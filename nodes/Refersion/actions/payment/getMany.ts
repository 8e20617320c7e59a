import type { Operation } from '../../../shared/operations';
import { howMany, readLimit } from '../../../shared/paging';
import { Run } from '../../../shared/run';
import { needsGraphqlToken } from '../../graphqlHints';
import { paymentItem } from '../../graphqlItems';
import { graphqlPayments } from '../../transport/graphql';
import { createdFilters, readWindow } from '../timeWindow';

export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		description: 'Get payments made to affiliates, by time. Needs the GraphQL token.',
		action: 'Get many payments',
	},
	hints: [needsGraphqlToken()],
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
	async execute() {
		const run = new Run(this);
		return await run.forEachItem(async (input) => {
			const window = readWindow(input.collection('filters', 'Filters'), this.getTimezone());
			const pages = graphqlPayments.call(this, window, readLimit(input));
			return await run.collect(pages, Infinity, paymentItem);
		});
	},
};
