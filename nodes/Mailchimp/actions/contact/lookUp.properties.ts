import type { INodeProperties } from 'n8n-workflow';
import { audience, email } from '../common';

/** The parameters of Contact: Look Up. */
export const lookUpProperties: INodeProperties[] = [
	audience,
	{
		displayName: 'Match By',
		name: 'matchBy',
		type: 'options',
		default: 'email',
		description: 'What an item and its contact have in common',
		options: [
			{ name: 'Email', value: 'email' },
			{
				name: 'Merge Field',
				value: 'mergeField',
				description: 'For example the tracking link, when the address may have changed',
			},
		],
	},
	{ ...email, displayOptions: { show: { matchBy: ['email'] } } },
	{
		displayName: 'Merge Tag',
		name: 'mergeTag',
		type: 'string',
		required: true,
		default: 'AFFLINK',
		placeholder: 'e.g. AFFLINK',
		displayOptions: { show: { matchBy: ['mergeField'] } },
		description:
			'The merge field to compare. The whole audience is read, 1,000 contacts at a time.',
	},
	{
		displayName: 'Value',
		name: 'mergeValue',
		type: 'string',
		required: true,
		default: '',
		displayOptions: { show: { matchBy: ['mergeField'] } },
		description:
			'The value that the contact has, exactly. When several contacts have it, the one that changed last is taken; one whose mails bounced only when there is no other.',
	},
	{
		displayName: 'Put Contact in Field',
		name: 'outputField',
		type: 'string',
		required: true,
		default: 'contact',
		description: 'The field of the output item that gets the contact',
		hint: 'Archived contacts count as not being in the audience',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show: { matchBy: ['mergeField'] } },
		options: [
			{
				displayName: 'Compare Only',
				name: 'compareOnly',
				type: 'string',
				default: '',
				placeholder: 'e.g. [?&](rfsn=[0-9]+\\.[0-9A-Za-z]+)',
				description:
					'A regular expression for the part of the values that is compared: what its groups have, or else all that it matches. Values that it does not match are compared whole, as are all when it is empty.',
			},
			{
				displayName: 'Prefer Tag',
				name: 'preferTag',
				type: 'string',
				default: '',
				description: 'When several contacts have the value, one with this tag is taken',
			},
		],
	},
];
