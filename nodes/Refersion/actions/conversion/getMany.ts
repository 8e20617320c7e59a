import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { readTexts } from '../../../shared/parameters';
import { conversionItem, simpleConversion } from '../../graphqlItems';
import { graphqlConversions, type ConversionFilter } from '../../transport/graphql';
import { collect, howMany, readLimit } from '../../../shared/paging';
import { createdFilters, readWindow } from '../timeWindow';
import { conversionStatuses } from './statuses';

export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		description:
			'Get conversions (sales credited to affiliates) by time, status and payment status. Needs the GraphQL token.',
		action: 'Get many conversions',
	},
	properties: [
		...howMany,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				...createdFilters,
				{
					displayName: 'Payment Status',
					name: 'paymentStatus',
					type: 'options',
					default: 'UNPAID',
					description: 'Only those whose commission was paid to the affiliate, or was not yet',
					options: [
						{ name: 'Paid', value: 'PAID' },
						{ name: 'Unpaid', value: 'UNPAID' },
					],
				},
				{
					displayName: 'Statuses',
					name: 'statuses',
					type: 'multiOptions',
					default: [],
					description: 'Only those with one of these statuses; all of them when none is chosen',
					options: conversionStatuses,
				},
			],
		},
		{
			displayName: 'Simplify',
			name: 'simplify',
			type: 'boolean',
			default: true,
			description: 'Whether to return a simplified version of the response instead of the raw data',
		},
	],
	async execute(itemCount) {
		return await forEachItem.call(this, itemCount, async (itemIndex) => {
			const simplify = this.getNodeParameter('simplify', itemIndex, true) === true;
			const toItem = (raw: IDataObject) =>
				simplify ? simpleConversion(conversionItem(raw)) : conversionItem(raw);
			const filter = readFilter.call(this, itemIndex);
			const pages = graphqlConversions.call(this, filter, readLimit.call(this, itemIndex));
			return await (collect<IDataObject, IDataObject>).call(this, pages, Infinity, (rows) =>
				rows.map(toItem),
			);
		});
	},
};

function readFilter(this: IExecuteFunctions, itemIndex: number): ConversionFilter {
	const filters: IDataObject = this.getNodeParameter('filters', itemIndex, {});
	const statuses = readTexts(filters.statuses);
	return {
		...readWindow.call(this, filters, itemIndex),
		statuses: statuses.length > 0 ? statuses : undefined,
		paymentStatus: filters.paymentStatus ? String(filters.paymentStatus) : undefined,
	};
}
