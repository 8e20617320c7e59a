import type { INodeProperties } from 'n8n-workflow';

/** The tags and merge fields of the programme. */
export const names: INodeProperties = {
	displayName: 'Tags and Merge Fields',
	name: 'names',
	type: 'collection',
	placeholder: 'Add Name',
	default: {},
	description:
		'Only for a programme that has other names; the other workflows have to have the same',
	options: [
		{
			displayName: 'Inactive Tag',
			name: 'inactiveTag',
			type: 'string',
			default: 'affiliate-inactive',
			placeholder: 'e.g. affiliate-inactive',
			description: 'The tag of creators who have left',
		},
		{
			displayName: 'Key Merge Field',
			name: 'keyMergeField',
			type: 'string',
			default: 'AFFCODE',
			placeholder: 'e.g. AFFCODE',
			description: "The merge field for the affiliate's code",
		},
		{
			displayName: 'Link Live Tag',
			name: 'linkLiveTag',
			type: 'string',
			default: 'link-live',
			placeholder: 'e.g. link-live',
			description: 'The tag of creators whose link has been seen on their page',
		},
		{
			displayName: 'Link Merge Field',
			name: 'linkMergeField',
			type: 'string',
			default: 'AFFLINK',
			placeholder: 'e.g. AFFLINK',
			description: 'The merge field for the tracking link',
		},
		{
			displayName: 'Link Not Found Tag',
			name: 'linkNotFoundTag',
			type: 'string',
			default: 'link-not-found',
			placeholder: 'e.g. link-not-found',
			description: 'The tag of creators whose link was looked for and not found',
		},
		{
			displayName: 'PayPal Missing Tag',
			name: 'payPalMissingTag',
			type: 'string',
			default: 'paypal-missing',
			placeholder: 'e.g. paypal-missing',
			description:
				'The tag of creators whose payout waits; the journey of the reminder starts when it is added',
		},
		{
			displayName: 'Welcome Tag',
			name: 'welcomeTag',
			type: 'string',
			default: 'new-affiliate',
			placeholder: 'e.g. new-affiliate',
			description: 'The tag of every active creator; the welcome journey starts when it is added',
		},
	],
};
