import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { outputsOf, resourceProperties, resourceSelector, subtitleOf } from '../shared/operations';
import { runOperation } from '../shared/runOperation';
import { resources } from './actions';
import {
	getGroups,
	getMarketingPermissions,
	getMergeFields,
	getMergeTags,
	searchAudiences,
	searchMergeFields,
	searchTags,
} from './methods';
import { createLinkField, createTag, createTextField } from './newFromPicker';
import { authentication } from './parameters';

export class MailchimpAudience implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Mailchimp Audience',
		name: 'mailchimpAudience',
		icon: { light: 'file:../../icons/mailchimp.svg', dark: 'file:../../icons/mailchimp.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Keep the contacts of a Mailchimp audience: merge fields first, tags second',
		defaults: { name: 'Mailchimp Audience' },
		inputs: [NodeConnectionTypes.Main],
		outputs: outputsOf(resources),
		usableAsTool: true,
		builderHint: {
			searchHint:
				'To keep an audience equal to a list of people, use Contact: Compare on the whole list, and lead its output To Do to a second node with Contact: Sync and the same fields; Compare writes nothing. For single contacts use Contact: Create or Update: it writes the merge fields before the tags, so that a journey that a tag starts finds them. Missing merge fields and tags are made by Audience: Prepare.',
		},
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
		listSearch: { searchAudiences, searchMergeFields, searchTags },
		loadOptions: { getGroups, getMarketingPermissions, getMergeTags },
		resourceMapping: { getMergeFields },
		actionHandler: { createLinkField, createTag, createTextField },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation.call(this, resources);
	}
}
