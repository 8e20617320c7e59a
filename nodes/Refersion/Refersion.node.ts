import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { hintsOf, resourceProperties, resourceSelector, subtitleOf } from '../shared/operations';
import { runOperation } from '../shared/runOperation';
import { resources } from './actions';
import { refersionKeys } from './methods/credentialTest';
import { searchAffiliates } from './methods/listSearch';
import { searchOffers } from './methods/offers';

export class Refersion implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Refersion',
		name: 'refersion',
		icon: { light: 'file:../../icons/refersion.svg', dark: 'file:../../icons/refersion.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description:
			'Work with affiliates, conversions, conversion triggers, offers, orders, payments and reports in Refersion',
		defaults: { name: 'Refersion' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Webhook items of Refersion Trigger carry no tracking link: put Affiliate: Get behind it, which waits for the link. Get Many of conversions, offers and payments needs the GraphQL token in the credential.',
		},
		hints: hintsOf(resources),
		credentials: [{ name: 'refersionApi', required: true, testedBy: 'refersionKeys' }],
		properties: [resourceSelector(resources), ...resources.flatMap(resourceProperties)],
	};

	methods = {
		credentialTest: { refersionKeys },
		listSearch: { searchAffiliates, searchOffers },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(this, resources);
	}
}
