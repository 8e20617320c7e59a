import type { INodeProperties } from 'n8n-workflow';
import { audience, tagList } from '../common';

const newContactStatus: INodeProperties = {
	displayName: 'Status of New Contacts',
	name: 'newContactStatus',
	type: 'options',
	default: 'audience',
	description: 'The status of a contact that is not in the audience yet',
	options: [
		{
			name: 'As the Audience Is Set Up',
			value: 'audience',
			description:
				'Pending when the audience has double opt-in, else Subscribed. Reads the setting once per run; a fixed status saves that request.',
		},
		{
			name: 'Pending',
			value: 'pending',
			description: 'Mailchimp asks the person to confirm first',
		},
		{ name: 'Subscribed', value: 'subscribed' },
		{
			name: 'Transactional',
			value: 'transactional',
			description: 'A contact that gets no marketing mail',
		},
		{ name: 'Unsubscribed', value: 'unsubscribed' },
	],
};

const existingContactStatus: INodeProperties = {
	displayName: 'Status of Existing Contacts',
	name: 'existingContactStatus',
	type: 'options',
	default: 'keep',
	description:
		'What to do with the status of a contact that is in the audience already. Anything but Keep overrides what the person chose, so be sure that you may.',
	options: [
		{ name: 'Keep', value: 'keep', description: 'Leave the status alone, whatever it is' },
		{ name: 'Pending', value: 'pending', description: 'Mailchimp asks the person to confirm' },
		{ name: 'Subscribed', value: 'subscribed' },
		{ name: 'Unsubscribed', value: 'unsubscribed' },
	],
};

/** The parameters of Contact: Create or Update. */
export const upsertProperties: INodeProperties[] = [
	audience,
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		placeholder: 'name@email.com',
		required: true,
		default: '',
		description: 'Email address of the contact; upper and lower case make no difference',
	},
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
		'Added after the merge fields have been stored, so that an automation started by a tag finds them',
	),
	tagList('tagsToRemove', 'Tags to Remove', 'Taken off the contact where it has them'),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Required Merge Fields',
				name: 'requiredMergeFields',
				type: 'string',
				default: '',
				placeholder: 'e.g. FNAME, COUPON',
				description:
					'Merge tags, separated by commas, that must have a value besides the link. Without one the contact is held.',
			},
			existingContactStatus,
			newContactStatus,
		],
	},
];
