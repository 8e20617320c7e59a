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
	runOperation,
	subtitleOf,
} from '../shared/operations';
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
		properties: [resourceSelector(resources), ...resources.flatMap(resourceProperties)],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(this, resources);
	}
}
