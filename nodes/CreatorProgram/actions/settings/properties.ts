import type { INodeProperties } from 'n8n-workflow';
import { DRY_BY_HAND } from '../../settings/settings';

const affiliateField: INodeProperties = {
	displayName: 'Affiliate Field',
	name: 'itemField',
	type: 'string',
	default: '',
	placeholder: 'e.g. offer_id',
	description:
		'Name of a field of the affiliate, as the Refersion node gives it. A dot leads into a nested one: custom_fields.Size.',
};

const fields: INodeProperties = {
	displayName: 'Fields',
	name: 'fields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Field' },
	placeholder: 'Add Field',
	default: {
		row: [
			{ mergeField: 'FNAME', itemField: 'first_name' },
			{ mergeField: 'LNAME', itemField: 'last_name' },
		],
	},
	description:
		'What else of the affiliate goes into the contact. An empty value never wipes what is there.',
	options: [
		{
			displayName: 'Field',
			name: 'row',
			values: [
				{
					displayName: 'Merge Field',
					name: 'mergeField',
					type: 'string',
					default: '',
					placeholder: 'e.g. FNAME',
					description: 'Merge tag in Mailchimp, without *| and |*',
				},
				affiliateField,
			],
		},
	],
};

const tagGroups: INodeProperties = {
	displayName: 'Tag Groups',
	name: 'tagGroups',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Tag Group' },
	placeholder: 'Add Tag Group',
	default: {},
	description:
		'Tags of which each creator has exactly one, such as tier-offer-120. When the value changes, the old tag goes and the new one comes.',
	options: [
		{
			displayName: 'Tag Group',
			name: 'row',
			values: [
				{
					displayName: 'Tag Prefix',
					name: 'prefix',
					type: 'string',
					default: '',
					placeholder: 'e.g. tier-offer-',
					description:
						'How the tags of the group begin; the value of the field follows. No other tag of yours may begin like this, nor the Bonus Tag Prefix of Tiers and milestones.',
				},
				affiliateField,
			],
		},
	],
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Most Changes in One Look',
			name: 'toDoLimit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 500,
			description:
				'How many people a scheduled run changes at most. The others come with the next run; a run by hand takes all at once.',
		},
		{
			displayName: 'Offboard Contacts Nobody Claims',
			name: 'offboardOrphans',
			type: 'boolean',
			default: false,
			description:
				'Whether contacts with the welcome tag whom Refersion does not know lose the tag. While this is off you are told of them.',
		},
		{
			displayName: 'Read All Links',
			name: 'readAllLinks',
			type: 'boolean',
			default: false,
			description:
				"Whether each look reads every tracking link again. It takes a request to Refersion for each affiliate: switch it on for a run by hand after you have changed your shop's tracking domain, then off again.",
		},
		{
			displayName: 'Stop If More Than (People)',
			name: 'brakePeople',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 25,
			description:
				'Changes of one kind (welcoming, offboarding, correcting) are withheld when they are more than this many people and also more than the percentage below. 0 switches the stop off.',
		},
		{
			displayName: 'Stop If More Than (Percent)',
			name: 'brakePercent',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 100 },
			default: 20,
			description:
				'The same as a part of the creators who have the welcome tag already; both have to be exceeded. 0 leaves it to the number of people alone.',
		},
	],
};

/** Everything that a user may set. The checks are in settings/settings.ts. */
export const properties: INodeProperties[] = [
	{
		displayName:
			'This is the one place where the workflow is set up. Execute it by hand first: as long as Dry Run is When Run by Hand, Summary says what would be done, and nothing is changed.',
		name: 'settingsNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'options',
		default: false,
		description:
			'When a run only says what it would do, without changing anything in Mailchimp. Executing the workflow in the editor or trying an execution again is a run by hand; schedules and webhooks of a published workflow are not.',
		options: [
			{ name: 'Always', value: true, description: 'Nothing is ever changed' },
			{ name: 'Never', value: false, description: 'Every run changes things, one by hand too' },
			{
				name: 'When Run by Hand',
				value: DRY_BY_HAND,
				description: 'Look as often as you like; what is published does the work',
			},
		],
	},
	{
		displayName: 'Take Over',
		name: 'takeOver',
		type: 'boolean',
		default: false,
		description:
			'Whether affiliates who are not in the audience yet are added without the welcome mail. For the first run of a programme that has been going on for a while.',
	},
	{
		displayName:
			'Take Over is for one run, and is only shown as long as that run is dry. Set Dry Run to Never, execute the workflow by hand, then set both back. While it is on, runs by schedule or webhook change nothing and fail, so that no new creator misses the welcome mail.',
		name: 'takeOverNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { takeOver: [true] } },
	},
	{
		displayName: 'Welcome Tag',
		name: 'welcomeTag',
		type: 'string',
		required: true,
		default: 'new-affiliate',
		placeholder: 'e.g. new-affiliate',
		description: 'The tag of every active creator; your Mailchimp journey starts when it is added',
		hint: 'The same tag as in the trigger of your journey',
	},
	{
		displayName: 'Inactive Tag',
		name: 'inactiveTag',
		type: 'string',
		required: true,
		default: 'affiliate-inactive',
		placeholder: 'e.g. affiliate-inactive',
		description:
			'The tag of creators who have left. They lose the welcome tag, and are not deleted.',
	},
	{
		displayName: 'Link Merge Field',
		name: 'linkMergeField',
		type: 'string',
		required: true,
		default: 'AFFLINK',
		placeholder: 'e.g. AFFLINK',
		description: 'The merge field for the tracking link; your mails have it as *|AFFLINK|*',
		hint: 'At most 10 letters from A to Z, digits and underscores',
	},
	{
		displayName: 'Key Merge Field',
		name: 'keyMergeField',
		type: 'string',
		required: true,
		default: 'AFFCODE',
		placeholder: 'e.g. AFFCODE',
		description:
			"The merge field for the affiliate's code. A contact is recognised by it, also after the address has changed.",
		hint: 'Of type text. Do not edit it in Mailchimp, and give each programme its own.',
	},
	fields,
	tagGroups,
	{
		displayName: 'New Contacts Are',
		name: 'newContactStatus',
		type: 'options',
		default: 'subscribed',
		description:
			'The status of contacts that are added. That of a contact that exists is never changed.',
		options: [
			{
				name: 'As the Audience Is Set',
				value: 'audience',
				description: 'Asked to confirm if double opt-in is on in the audience, else subscribed',
			},
			{
				name: 'Asked to Confirm',
				value: 'pending',
				description:
					'Mailchimp sends a mail with a button; tag and welcome follow when it has been pressed',
			},
			{
				name: 'Subscribed',
				value: 'subscribed',
				description: 'Only if your affiliate terms include the consent to these mails',
			},
		],
	},
	options,
];
