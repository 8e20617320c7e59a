import type { INodeProperties } from 'n8n-workflow';
import { audience, email, tagList } from '../common';
import { upsertOptions } from './upsert.options';

/** The parameters of Contact: Create or Update. */
export const upsertProperties: INodeProperties[] = [
	audience,
	email,
	{
		displayName: 'Merge Fields',
		name: 'mergeFields',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		description: 'Fields without a value are left as they are in Mailchimp',
		typeOptions: {
			loadOptionsDependsOn: ['audience.value'],
			resourceMapper: {
				resourceMapperMethod: 'getMergeFields',
				mode: 'add',
				fieldWords: { singular: 'merge field', plural: 'merge fields' },
				addAllFields: true,
				supportAutoMap: true,
				noFieldsError: 'The audience has no merge fields',
			},
		},
	},
	{
		displayName: 'Link Merge Field',
		name: 'linkMergeField',
		type: 'string',
		default: 'AFFLINK',
		placeholder: 'e.g. AFFLINK',
		description:
			'Merge tag of the tracking link. A contact whose link is empty, is no web link, or arrives changed is held: no tag, and the item goes to the error output. Leave empty when no link is needed.',
	},
	tagList(
		'tagsToAdd',
		'Tags to Add',
		'Added after the merge fields have been stored, so that an automation started by a tag finds them. A tag that does not exist yet is made.',
	),
	tagList('tagsToRemove', 'Tags to Remove', 'Taken off the contact where it has them'),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: upsertOptions,
	},
];
