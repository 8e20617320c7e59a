import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { resourceProperties, resourceSelector, subtitleOf } from '../shared/operations';
import { runOperation } from '../shared/runOperation';
import { resources } from './actions';
import { searchPromotions } from './methods/listSearch';

export class BigCommerce implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'BigCommerce',
		name: 'bigCommerce',
		icon: {
			light: 'file:../../icons/bigcommerce.svg',
			dark: 'file:../../icons/bigcommerce.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Look up, create and delete the coupon codes of promotions in a BigCommerce store',
		defaults: { name: 'BigCommerce' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Codes belong to a promotion with many codes, which Promotion: Create makes. Promotion Code: Create and Delete take one code an item and can be repeated.',
		},
		credentials: [{ name: 'bigCommerceApi', required: true }],
		properties: [resourceSelector(resources), ...resources.flatMap(resourceProperties)],
	};

	methods = { listSearch: { searchPromotions } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(this, resources);
	}
}
