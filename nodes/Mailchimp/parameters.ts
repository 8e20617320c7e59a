import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { ItemInput } from '../shared/input';
import { exceptInTools, readToolOutput, toolOutput } from '../shared/output';
import type { FieldChoice } from './contact';

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

/** The audience an operation works on; none has to be chosen where there is only one. */
export const audience: INodeProperties = {
	displayName: 'Audience',
	name: 'audience',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The Mailchimp audience to work on. Leave empty when the account has only one.',
	builderHint: {
		propertyHint:
			'Leave the value of the list empty unless the ID of the audience is known: the user chooses it',
	},
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
						regex: '^\\s*[0-9A-Za-z]*\\s*$',
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

/** An entry of the Options collection of operations that somebody may be waiting for. */
export const timeLimit: INodeProperties = {
	displayName: 'Time Limit (Minutes)',
	name: 'timeLimit',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		'After this time no request is begun. Items that are left end as errors with the reason not_attempted. 0 means no limit.',
};

/** Mailchimp itself is asked for the fields: of a list of contacts only they are sent. */
const AS_NESTED =
	'They come as Mailchimp nests them: <code>merge_fields.AFFLINK</code> is AFFLINK in the object merge_fields';

/** The parameters that say which fields of contacts are given out. */
export const fieldChoice: INodeProperties[] = [
	...toolOutput('e.g. email_address, merge_fields.AFFLINK', AS_NESTED),
	exceptInTools({
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	}),
	exceptInTools({
		displayName: 'Fields',
		name: 'fields',
		type: 'string',
		default: '',
		placeholder: 'e.g. email_address, merge_fields.AFFLINK, stats',
		displayOptions: { show: { simplify: [false] } },
		description: `Fields to return, separated by commas and spelled as in the raw data; a dot leads to a field within a field. ${AS_NESTED}. All when empty.`,
	}),
];

/** Reads what an item wants to have of contacts. */
export function readFieldChoice(
	context: Pick<IExecuteFunctions, 'getNode'>,
	input: ItemInput,
): FieldChoice {
	const output = readToolOutput(context, input);
	if (output) return { simplify: output.kind === 'simple', fields: output.fields };
	const simplify = input.switch('simplify', 'Simplify', true);
	return { simplify, fields: simplify ? [] : input.commaTexts('fields', 'Fields') };
}

/** An Options collection. */
export function optionsOf(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options,
	};
}
