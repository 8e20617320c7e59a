import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { toNodeError } from '../shared/outcomes';
import { eventsSubtitle } from './events/properties';
import { refersionKeys } from './methods/credentialTest';
import { poll } from './polling/poll';
import { pollingHints, pollingProperties } from './polling/properties';

export class RefersionPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Refersion Polling Trigger',
		name: 'refersionPollingTrigger',
		icon: { light: 'file:../../icons/refersion.svg', dark: 'file:../../icons/refersion.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: eventsSubtitle,
		description: 'Starts the workflow when something happened in Refersion, without webhooks',
		defaults: { name: 'Refersion Polling Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		builderHint: {
			searchHint:
				'For an n8n that Refersion cannot reach. Refersion Trigger is sooner; both in one workflow would tell everything twice.',
		},
		credentials: [{ name: 'refersionApi', required: true, testedBy: 'refersionKeys' }],
		polling: true,
		hints: pollingHints,
		properties: pollingProperties,
	};

	methods = { credentialTest: { refersionKeys } };

	/** Null when there is no news: then n8n starts no execution. */
	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		try {
			const items = await poll.call(this);
			return items.length > 0 ? [this.helpers.returnJsonArray(items)] : null;
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	}
}
