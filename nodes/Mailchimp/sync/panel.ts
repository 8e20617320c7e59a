import type { INodeProperties } from 'n8n-workflow';
import { settingsProperties, unlessInSettings } from '../../shared/settings';
import { audience } from '../parameters';
import { linkField, named, tag, textField } from '../pickers';
import { NAME_FIELDS, OF_PROGRAM } from './settings';

/** Where n8n's AI builder would map a value. */
const FIELD_NAME = {
	propertyHint: 'The name of a field of the items as plain text, no expression',
};

/** Rows that set a field of the items beside something in Mailchimp. */
function pairs(
	name: string,
	displayName: string,
	button: string,
	target: INodeProperties,
	description: string,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: button },
		placeholder: button,
		default: {},
		description,
		hint: 'An expression in the first field of a row may give a list of rows',
		options: [
			{
				displayName,
				name: 'rows',
				values: [
					target,
					{
						displayName: 'Item Field',
						name: 'itemField',
						type: 'string',
						default: '',
						placeholder: 'e.g. first_name',
						description: 'Field of the items; a dot leads to a field within a field',
						requiresDataPath: 'single',
					},
				],
			},
		],
	};
}

/** What people are and how their contacts are to be: the same in Compare and Sync. */
export const programProperties: INodeProperties[] = [
	audience,
	...settingsProperties(
		'the Settings node of the workflow',
		"e.g. {{ $('Settings').first().json.contacts }}",
	),
	{
		displayName: 'Key Field',
		name: 'keyField',
		type: 'string',
		required: true,
		default: 'code',
		requiresDataPath: 'single',
		builderHint: FIELD_NAME,
		description: 'Field of the items with what recognises a person for good, whatever the address',
		hint: 'The name of the field, not its value',
	},
	{
		displayName: 'Email Field',
		name: 'emailField',
		type: 'string',
		required: true,
		default: 'email',
		requiresDataPath: 'single',
		builderHint: FIELD_NAME,
		description: 'Field of the items with the email address',
	},
	{
		displayName: 'Link Field',
		name: 'linkField',
		type: 'string',
		default: 'link',
		requiresDataPath: 'single',
		builderHint: FIELD_NAME,
		description:
			'Field of the items with the tracking link. The key must be in the link. Items of a list may lack it: it is needed only before something is written.',
	},
	{
		displayName: 'Status Field',
		name: 'stateField',
		type: 'string',
		required: true,
		default: 'status',
		requiresDataPath: 'single',
		builderHint: FIELD_NAME,
		description: 'Field of the items that says whether a person belongs to the programme',
	},
	{
		displayName: 'Active When',
		name: 'activeWhen',
		type: 'string',
		required: true,
		default: 'ACTIVE',
		description:
			'Words in the Status Field of people who belong to the programme, with commas between',
	},
	{
		displayName: 'Inactive When',
		name: 'inactiveWhen',
		type: 'string',
		default: 'DENIED, DISABLED',
		description: 'Words of people who have left. A word that is named nowhere is held.',
	},
	{
		displayName: 'Ignored When',
		name: 'ignoredWhen',
		type: 'string',
		default: 'PENDING',
		description: 'Words of people about whom nothing is decided yet',
	},
	{
		...textField,
		displayName: 'Key Merge Field',
		name: 'keyMergeField',
		required: true,
		default: named('AFFCODE'),
		description: 'Merge tag of the text field that keeps the key',
	},
	{ ...linkField, required: true, default: named('AFFLINK') },
	pairs(
		'mergeFields',
		'Merge Fields',
		'Add Merge Field',
		textField,
		'Further fields of active people. An empty value leaves the field as it is.',
	),
	{
		...tag,
		displayName: 'Tag When Active',
		name: 'activeTag',
		required: true,
		default: named('new-affiliate'),
		description: 'Added last, once Mailchimp has confirmed key and link: it starts the welcome',
	},
	{
		...tag,
		displayName: 'Tag When Inactive',
		name: 'inactiveTag',
		required: true,
		default: named('affiliate-inactive'),
		description: 'What people who have left get in its place; nobody is deleted or unsubscribed',
	},
	pairs(
		'tagGroups',
		'Tag Groups',
		'Add Tag Group',
		{
			displayName: 'Prefix',
			name: 'prefix',
			type: 'string',
			default: '',
			placeholder: 'e.g. tier-offer-',
			description: 'How the tags of the group begin; a contact has one of them at a time',
		},
		'Tags that say which of several a person is. The value of the field is put behind the prefix. An empty value leaves the tags as they are.',
	),
];

/** The parameters of an operation, of which those that Settings names are shown only without it. */
export function programPanel(properties: INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) =>
		OF_PROGRAM.includes(property.name) ? unlessInSettings(property) : [property],
	);
}

/** Entries of the Options of both. */
export const createMissing: INodeProperties = {
	displayName: 'Create Missing Fields and Tags',
	name: 'createMissing',
	type: 'boolean',
	default: false,
	description: 'Whether merge fields and tags that the audience does not have are created',
};

export const nameFields: INodeProperties = {
	displayName: 'Name Fields',
	name: 'nameFields',
	type: 'string',
	default: NAME_FIELDS,
	requiresDataPath: 'multiple',
	description: 'Fields of the items that make up the name, with commas between; it is only shown',
};
