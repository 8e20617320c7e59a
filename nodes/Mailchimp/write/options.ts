import type { INodeProperties } from 'n8n-workflow';
import { timeLimit } from '../parameters';
import { restartAutomations, startAutomations } from '../tags';
import {
	existingContactStatus,
	holdOnStatus,
	newContactStatus,
	reviveArchived,
	unsubscribedContacts,
} from './statusOptions';

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
	displayName: 'Required Merge Field Names or IDs',
	name: 'requiredMergeFields',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getMergeTags', loadOptionsDependsOn: ['audience.value'] },
	default: [],
	description:
		'Fields that must have a value besides the link. Without one the contact is held. An expression may give merge tags, also several with commas between. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

const WHAT_STARTS =
	'Whether the tags that are added start the automations they are set up to start. Takes one more request for each contact that gets a tag.';

const FASTEST = {
	name: 'Does Not Matter (Fastest)',
	value: 'any',
	description:
		'With more than 20 items, tags up to 500 contacts in one request. Mailchimp does not say whether that starts automations.',
};

const vip: INodeProperties = {
	displayName: 'VIP',
	name: 'vip',
	type: 'boolean',
	default: true,
	description:
		'Whether the contact is marked as a VIP in Mailchimp; without this option it is left as it is',
};

/** When and from where, which shows that a person has agreed. */
function consent(displayName: string, name: string, what: string): INodeProperties[] {
	return [
		{
			displayName: `${displayName} IP`,
			name: `${name}Ip`,
			type: 'string',
			default: '',
			placeholder: 'e.g. 203.0.113.7',
			description: `The IP address from which the person ${what}; without a value it is left as it is`,
		},
		{
			displayName: `${displayName} Time`,
			name: `${name}Time`,
			type: 'dateTime',
			default: '',
			description: `When the person ${what}. A time without a zone is in the time zone of the workflow; without a value it is left as it is.`,
		},
	];
}

const clearEmptyFields: INodeProperties = {
	displayName: 'Clear Empty Fields',
	name: 'clearEmptyFields',
	type: 'boolean',
	default: false,
	description:
		'Whether a merge field that is mapped and has no value is emptied in Mailchimp. Otherwise an empty value leaves the field as it is.',
};

const createMissing: INodeProperties = {
	displayName: 'Create Missing Fields and Tags',
	name: 'createMissing',
	type: 'boolean',
	default: false,
	description:
		'Whether a merge field that the audience does not have is created, of the type Website for the Link Merge Field and Text for others, and not on signup forms. Tags that do not exist are made in any case.',
};

/** Options of every operation that writes a contact. */
const common: INodeProperties[] = [
	clearEmptyFields,
	createMissing,
	groupsToJoin,
	groupsToLeave,
	holdOnStatus,
	language,
	marketingPermissions,
	...consent('Opt-In', 'optIn', 'confirmed the subscription'),
	requiredMergeFields,
	reviveArchived,
	...consent('Sign-Up', 'signUp', 'signed up'),
	timeLimit,
	vip,
];

export const createOptions = [...common, newContactStatus, startAutomations(WHAT_STARTS)];

export const updateOptions = [
	...common,
	existingContactStatus,
	restartAutomations,
	startAutomations(WHAT_STARTS),
	unsubscribedContacts,
];

export const upsertOptions = [
	...common,
	existingContactStatus,
	newContactStatus,
	restartAutomations,
	startAutomations(WHAT_STARTS, [FASTEST]),
	unsubscribedContacts,
];
