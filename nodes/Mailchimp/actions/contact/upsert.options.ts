import type { INodeProperties } from 'n8n-workflow';
import { timeLimit } from '../timeLimit';

const groupsToJoin: INodeProperties = {
	displayName: 'Groups to Join Names or IDs',
	name: 'groupsToJoin',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getGroups', loadOptionsDependsOn: ['audience.value'] },
	default: [],
	description:
		'Groups that the contact is put into. An expression may give names, such as "Fashion" or "Niche: Fashion", or a list of them. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

const groupsToLeave: INodeProperties = {
	displayName: 'Groups to Leave Names or IDs',
	name: 'groupsToLeave',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getGroups', loadOptionsDependsOn: ['audience.value'] },
	default: [],
	description:
		'Groups that the contact is taken out of. One that is to be joined as well is joined. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

const language: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'string',
	default: '',
	placeholder: 'e.g. en',
	description: 'Language of the contact, as a code of Mailchimp: en, fr, es, es_ES, pt, pt_PT, …',
};

const marketingPermissions: INodeProperties = {
	displayName: 'Marketing Permissions',
	name: 'marketingPermissions',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Permission' },
	placeholder: 'Add Permission',
	default: {},
	description:
		'What the person has agreed to, for an audience with GDPR fields. Permissions that are not named here are left as they are.',
	options: [
		{
			displayName: 'Permissions',
			name: 'permissions',
			values: [
				{
					displayName: 'Permission Name or ID',
					name: 'permission',
					type: 'options',
					typeOptions: {
						loadOptionsMethod: 'getMarketingPermissions',
						loadOptionsDependsOn: ['audience.value'],
					},
					default: '',
					description:
						'An expression may also give the text of the permission. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				{
					displayName: 'Enabled',
					name: 'enabled',
					type: 'boolean',
					default: true,
					description: 'Whether the person has given this permission',
				},
			],
		},
	],
};

const requiredMergeFields: INodeProperties = {
	displayName: 'Required Merge Fields',
	name: 'requiredMergeFields',
	type: 'string',
	default: '',
	placeholder: 'e.g. FNAME, COUPON',
	description:
		'Merge tags, separated by commas, that must have a value besides the link. Without one the contact is held.',
};

const restartAutomations: INodeProperties = {
	displayName: 'Restart Automations',
	name: 'restartAutomations',
	type: 'boolean',
	default: false,
	description:
		'Whether a tag to add that the contact already has is removed and added again, so that what it starts can start again. The contact may get the same mails a second time. In Mailchimp, "Contacts can re-enter" must be on in the journey. Only where Start Automations is Yes, and only for subscribed contacts.',
};

const reviveArchived: INodeProperties = {
	displayName: 'Revive Archived Contacts',
	name: 'reviveArchived',
	type: 'boolean',
	default: false,
	description:
		'Whether a contact that is archived is brought back, with the status that a new contact gets. Otherwise it is held: no tag, and the item goes to the error output.',
};

const existingContactStatus: INodeProperties = {
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

const startAutomations: INodeProperties = {
	displayName: 'Start Automations',
	name: 'startAutomations',
	type: 'options',
	default: 'yes',
	description: 'Whether the tags that are added start the automations they are set up to start',
	options: [
		{
			name: 'Yes',
			value: 'yes',
			description: 'One more request for each contact that gets a tag',
		},
		{
			name: 'No',
			value: 'no',
			description:
				'Mailchimp is told not to start any; one more request for each contact that gets a tag',
		},
		{
			name: 'Does Not Matter (Fastest)',
			value: 'any',
			description:
				'With more than 20 items, tags up to 500 contacts in one request. Mailchimp does not say whether that starts automations.',
		},
	],
};

const unsubscribedContacts: INodeProperties = {
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

const vip: INodeProperties = {
	displayName: 'VIP',
	name: 'vip',
	type: 'boolean',
	default: true,
	description:
		'Whether the contact is marked as a VIP in Mailchimp; without this option it is left as it is',
};

/** The entries of the Options collection of Contact: Create or Update, in alphabetical order. */
export const upsertOptions: INodeProperties[] = [
	groupsToJoin,
	groupsToLeave,
	language,
	marketingPermissions,
	requiredMergeFields,
	restartAutomations,
	reviveArchived,
	startAutomations,
	existingContactStatus,
	newContactStatus,
	timeLimit,
	unsubscribedContacts,
	vip,
];
