import type { INodeProperties } from 'n8n-workflow';

/** The names by which contacts are recognised: the same as in *Keep creators in step*. */
export const contactNames: INodeProperties[] = [
	{
		displayName: 'Key Merge Field',
		name: 'keyMergeField',
		type: 'string',
		required: true,
		default: 'AFFCODE',
		placeholder: 'e.g. AFFCODE',
		description:
			"The merge field for the affiliate's code, by which a contact is recognised; as in Keep creators in step",
	},
	{
		displayName: 'Link Merge Field',
		name: 'linkMergeField',
		type: 'string',
		required: true,
		default: 'AFFLINK',
		placeholder: 'e.g. AFFLINK',
		description: 'The merge field for the tracking link; as in Keep creators in step',
	},
	{
		displayName: 'Welcome Tag',
		name: 'welcomeTag',
		type: 'string',
		required: true,
		default: 'new-affiliate',
		placeholder: 'e.g. new-affiliate',
		description: 'The tag of every active creator; as in Keep creators in step',
	},
	{
		displayName: 'Inactive Tag',
		name: 'inactiveTag',
		type: 'string',
		required: true,
		default: 'affiliate-inactive',
		placeholder: 'e.g. affiliate-inactive',
		description: 'The tag of creators who have left; as in Keep creators in step',
	},
];
