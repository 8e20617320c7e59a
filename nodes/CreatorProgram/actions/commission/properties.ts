import type { INodeProperties } from 'n8n-workflow';

/** How amounts stand in merge fields; read it with `choice` and `AMOUNT_FORMS`. */
export const amountForm: INodeProperties = {
	displayName: 'Amounts Are',
	name: 'amounts',
	type: 'options',
	default: 'number',
	description: 'How amounts stand in the merge fields; it has to fit their type in Mailchimp',
	options: [
		{ name: 'Numbers', value: 'number', description: 'For merge fields of the type number' },
		{
			name: 'Texts with the Currency',
			value: 'text',
			description: 'For merge fields of the type text, such as 12.50 USD',
		},
	],
};
