import type { INodeProperties } from 'n8n-workflow';
import { acceptUnchanged } from '../common';
import { affiliateLocator } from './locator';
import { email, firstName, lastName, offer, profileFields } from './profile.properties';

const customFields: INodeProperties = {
	displayName: 'Custom Fields',
	name: 'customFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Custom Field',
	default: {},
	description: 'Custom fields of the registration page, by their ID',
	options: [
		{
			displayName: 'Fields',
			name: 'fields',
			values: [
				{
					displayName: 'Custom Field ID',
					name: 'id',
					type: 'string',
					default: '',
					placeholder: 'e.g. 1234',
					description: 'ID of the custom field; webhooks of Refersion name it',
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
		options: [acceptUnchanged],
	},
];
