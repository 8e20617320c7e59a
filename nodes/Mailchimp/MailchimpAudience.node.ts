import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import {
	outputsOf,
	resourceProperties,
	resourceSelector,
	runOperation,
} from '../shared/operations';
import { resources } from './actions';
import { authentication } from './actions/parameters';
import {
	getGroups,
	getMarketingPermissions,
	getMergeFields,
	searchAudiences,
	searchTags,
} from './methods';

export class MailchimpAudience implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Mailchimp Audience',
		name: 'mailchimpAudience',
		icon: { light: 'file:../../icons/mailchimp.svg', dark: 'file:../../icons/mailchimp.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Keep the contacts of a Mailchimp audience: merge fields first, tags second',
		defaults: { name: 'Mailchimp Audience' },
		inputs: [NodeConnectionTypes.Main],
		outputs: outputsOf(resources),
		usableAsTool: true,
		credentials: [
			{
				name: 'mailchimpAudienceApi',
				required: true,
				displayOptions: { show: { authentication: ['apiKey'] } },
			},
			{
				name: 'mailchimpAudienceOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
		],
		properties: [
			authentication,
			resourceSelector(resources),
			...resources.flatMap(resourceProperties),
		],
	};

	methods = {
		listSearch: { searchAudiences, searchTags },
		loadOptions: { getGroups, getMarketingPermissions },
		resourceMapping: { getMergeFields },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(this, resources);
	}
}
