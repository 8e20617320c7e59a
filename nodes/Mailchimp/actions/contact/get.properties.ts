import type { INodeProperties } from 'n8n-workflow';
import { audience, email } from '../common';
import { fieldChoice } from '../contactOutput';
import { timeLimit } from '../timeLimit';

/** The parameters of Contact: Get. */
export const getProperties: INodeProperties[] = [
	audience,
	{
		displayName: 'Find By',
		name: 'findBy',
		type: 'options',
		default: 'email',
		description: 'What the contact is known by',
		options: [
			{ name: 'Email', value: 'email' },
			{
				name: 'Unique Email ID',
				value: 'uniqueEmailId',
				description: 'What the merge tag *|UNIQID|* puts into a mail, for example into a link',
			},
		],
	},
	{ ...email, displayOptions: { show: { findBy: ['email'] } } },
	{
		displayName: 'Unique Email ID',
		name: 'uniqueEmailId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 7f3c9a01be',
		displayOptions: { show: { findBy: ['uniqueEmailId'] } },
		description: 'Value of unique_email_id, or of the merge tag *|UNIQID|*',
		hint: 'Archived contacts count as not being in the audience',
	},
	...fieldChoice,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [timeLimit],
	},
];
