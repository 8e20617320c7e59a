import type { INodeProperties } from 'n8n-workflow';
import { acceptUnchanged } from '../common';
import { affiliateLocator } from '../locators';
import { email, firstName, lastName, offer, profileFields } from './profile.properties';

const customFields: INodeProperties = {
	displayName: 'Custom Fields',
	name: 'customFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Custom Field',
	default: {},
	description: 'Custom fields of the registration page, by label or ID',
	options: [
		{
			displayName: 'Fields',
			name: 'fields',
			values: [
				{
					displayName: 'Custom Field',
					name: 'id',
					type: 'string',
					default: '',
					placeholder: 'e.g. 1234, or What is your web site?',
					description:
						'ID or label of the custom field. Refersion wants IDs, and only its webhooks name them: a label is looked up in <code>custom_field_ids</code> of the item, or in the option Custom Field IDs.',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
				},
			],
		},
	],
};

/** Where the labels of custom fields have their ids from; Refersion's API gives labels without ids. */
const customFieldIds: INodeProperties = {
	displayName: 'Custom Field IDs',
	name: 'customFieldIds',
	type: 'json',
	default: "={{ $('Refersion Trigger').item.json.custom_field_ids }}",
	description:
		'Label of each custom field with its ID, for labels in Custom Fields. An item of the Refersion Trigger has them; give them here when the item comes from another node.',
};

/** The entries of Update Fields. */
export const updateFields: INodeProperties[] = [
	profileFields.address1,
	profileFields.address2,
	profileFields.city,
	profileFields.company,
	profileFields.country,
	customFields,
	email,
	firstName,
	lastName,
	offer,
	profileFields.paypalEmail,
	profileFields.phone,
	profileFields.state,
	profileFields.zip,
];

/** The parameters of Affiliate: Update. */
export const updateProperties: INodeProperties[] = [
	affiliateLocator,
	{
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'What to change. Fields without a value are left as they are.',
		options: updateFields,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [acceptUnchanged, customFieldIds],
	},
];
