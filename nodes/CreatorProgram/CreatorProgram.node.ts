import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import {
	inputsOf,
	outputsOf,
	resourceProperties,
	resourceSelector,
	subtitleOf,
} from '../shared/operations';
import { runOperation } from '../shared/runOperation';
import { resources } from './actions';

export class CreatorProgram implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Creator Program',
		name: 'creatorProgram',
		icon: {
			light: 'file:../../icons/creatorProgram.svg',
			dark: 'file:../../icons/creatorProgram.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description:
			'Set up an influencer programme, decide about tiers and coupons, and make its reports, mails and pages',
		defaults: { name: 'Creator Program' },
		inputs: inputsOf(resources),
		outputs: outputsOf(resources),
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Decides and writes texts, and reads and changes no service itself. Begin the workflow with one of its Settings operations in a node named Settings; the others then take what it gives with Specify Settings set to Using the Settings Node.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-creator-hub.refersion',
					relationHint: 'Reads the affiliates and sales it takes, and writes the offers it decides',
				},
				{
					nodeType: 'n8n-nodes-creator-hub.mailchimpAudience',
					relationHint: 'Reads the contacts it takes, and stores what it describes',
				},
				{
					nodeType: 'n8n-nodes-creator-hub.bigCommerce',
					relationHint: 'Reads, makes and deletes the coupon codes it compares',
				},
			],
		},
		properties: [resourceSelector(resources), ...resources.flatMap(resourceProperties)],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(this, resources);
	}
}
