import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

export const existingContactStatus: INodeProperties = {
	displayName: 'Status of Existing Contacts',
	name: 'existingContactStatus',
	type: 'options',
	default: 'keep',
	description:
		'What to do with the status of a contact that is in the audience already. Anything but Keep overrides what the person chose and brings archived contacts back, so be sure that you may.',
	options: [
		{ name: 'Keep', value: 'keep', description: 'Leave the status alone, whatever it is' },
		{ name: 'Pending', value: 'pending', description: 'Mailchimp asks the person to confirm' },
		{ name: 'Subscribed', value: 'subscribed' },
		{ name: 'Unsubscribed', value: 'unsubscribed' },
	],
};

export const holdOnStatus: INodeProperties = {
	displayName: 'Hold on Status',
	name: 'holdOnStatus',
	type: 'multiOptions',
	default: ['archived', 'cleaned', 'transactional', 'unsubscribed'],
	description:
		'Statuses in which a contact is held: its merge fields are stored, it gets no tag, and the item goes to the error output. Without this option these are the statuses that get no marketing mail, except those that the other options set.',
	options: [
		{ name: 'Archived', value: 'archived' },
		{ name: 'Cleaned', value: 'cleaned', description: 'The address bounced' },
		{ name: 'Pending', value: 'pending', description: 'Not confirmed yet' },
		{ name: 'Transactional', value: 'transactional', description: 'Never signed up' },
		{ name: 'Unsubscribed', value: 'unsubscribed' },
	],
};

/** Statuses in which a new contact can get marketing mail, once it has confirmed. */
const signedUp: INodePropertyOptions[] = [
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
];

/** The status of a new contact that is to get mail. */
export const signedUpStatus: INodeProperties = {
	displayName: 'Status of New Contacts',
	name: 'newContactStatus',
	type: 'options',
	default: 'audience',
	description: 'The status of a contact that is not in the audience yet',
	options: signedUp,
};

/** The status of any new contact. */
export const newContactStatus: INodeProperties = {
	...signedUpStatus,
	options: [
		...signedUp,
		{
			name: 'Transactional',
			value: 'transactional',
			description: 'A contact that gets no marketing mail',
		},
		{ name: 'Unsubscribed', value: 'unsubscribed' },
	],
};

export const reviveArchived: INodeProperties = {
	displayName: 'Revive Archived Contacts',
	name: 'reviveArchived',
	type: 'boolean',
	default: false,
	description:
		'Whether a contact that is archived is brought back, with the status that a new contact gets. Otherwise it is held: no tag, and the item goes to the error output.',
};

export const unsubscribedContacts: INodeProperties = {
	displayName: 'Unsubscribed Contacts',
	name: 'unsubscribedContacts',
	type: 'options',
	default: 'hold',
	description:
		'What to do with a contact that has unsubscribed. Nobody is subscribed again unasked.',
	options: [
		{
			name: 'Hold',
			value: 'hold',
			description: 'Leave the contact alone: no tag, and the item goes to the error output',
		},
		{
			name: 'Ask to Confirm Again',
			value: 'askAgain',
			description: 'Mailchimp sends the person a mail with a link to confirm, once',
		},
	],
};
