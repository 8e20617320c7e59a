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
import { terms } from './actions/common';

export class Linktree implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Linktree',
		name: 'linktree',
		icon: { light: 'file:../../icons/linktree.svg', dark: 'file:../../icons/linktree.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description:
			'See whether an affiliate link is on the Linktree page of a creator who asked for it',
		defaults: { name: 'Linktree' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Only where a creator has just asked for the check: Linktree restricts automated reading, so never on a schedule and never over a list of creators.',
		},
		properties: [terms, resourceSelector(resources), ...resources.flatMap(resourceProperties)],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(this, resources);
	}
}
