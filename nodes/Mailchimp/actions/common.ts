import type { INodeProperties } from 'n8n-workflow';

/** How the node connects to Mailchimp; it decides which credential is asked for. */
export const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	options: [
		{ name: 'API Key', value: 'apiKey' },
		{ name: 'OAuth2', value: 'oAuth2' },
	],
	default: 'apiKey',
};

/** The audience an operation works on. */
export const audience: INodeProperties = {
	displayName: 'Audience',
	name: 'audience',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The Mailchimp audience to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an audience...',
			typeOptions: { searchListMethod: 'searchAudiences', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 9f4a1b2c3d',
			hint: 'In Mailchimp: Audience > Settings > Audience ID',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*[0-9A-Za-z]+\\s*$',
						errorMessage: 'The audience ID has letters and digits only',
					},
				},
			],
		},
	],
};

/** The contact an operation works on. */
export const email: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	placeholder: 'name@email.com',
	required: true,
	default: '',
	description: 'Email address of the contact; upper and lower case make no difference',
};

/** A tag, chosen from those of the audience or named. */
export const tag: INodeProperties = {
	displayName: 'Tag',
	name: 'tag',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'A tag of the audience; upper and lower case make no difference',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a tag...',
			typeOptions: { searchListMethod: 'searchTags', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. new-affiliate',
		},
	],
};

/** A list of tags, each chosen from those of the audience or named. */
export function tagList(name: string, displayName: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Tag' },
		placeholder: 'Add Tag',
		default: {},
		description,
		options: [
			{
				displayName: 'Tags',
				name: 'tags',
				values: [tag],
			},
		],
	};
}
