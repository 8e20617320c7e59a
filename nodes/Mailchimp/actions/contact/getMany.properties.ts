import type { INodeProperties } from 'n8n-workflow';
import { tag } from '../common';

/** Filters of Contact: Get Many. */
export const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Changed Since',
			name: 'changedSince',
			type: 'dateTime',
			default: '',
			description:
				'Only contacts whose data changed at this time or later. A time without a zone is in the time zone of the workflow.',
		},
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			default: 'subscribed',
			description: 'Only contacts with this status. Without it, all but the archived ones.',
			options: [
				{
					name: 'Archived',
					value: 'archived',
					description: 'Taken out of the audience, with the data kept',
				},
				{ name: 'Cleaned', value: 'cleaned', description: 'The address bounced' },
				{ name: 'Pending', value: 'pending', description: 'Not confirmed yet' },
				{ name: 'Subscribed', value: 'subscribed' },
				{
					name: 'Transactional',
					value: 'transactional',
					description: 'Never signed up, for example a customer of the shop',
				},
				{ name: 'Unsubscribed', value: 'unsubscribed' },
			],
		},
		{
			...tag,
			description:
				'Only contacts that have this tag. Together with the status Archived or Pending, all contacts of that status are read to find them.',
		},
	],
};
