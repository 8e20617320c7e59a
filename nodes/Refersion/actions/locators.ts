import type { INodeProperties } from 'n8n-workflow';

const ID = '^\\s*[0-9]+\\s*$';
const CODE = '^\\s*[0-9A-Za-z]+\\s*$';

/** The parameter with which an affiliate is chosen. */
export const affiliateLocator: INodeProperties = {
	displayName: 'Affiliate',
	name: 'affiliate',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The affiliate to work on',
	builderHint: {
		propertyHint:
			'In items, id is the number (By ID) and code the letters and digits of the tracking link (By Code)',
	},
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an affiliate...',
			typeOptions: { searchListMethod: 'searchAffiliates', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 37567438',
			validation: [
				{ type: 'regex', properties: { regex: ID, errorMessage: 'The ID is a whole number' } },
			],
		},
		{
			displayName: 'By Code',
			name: 'code',
			type: 'string',
			placeholder: 'e.g. a3y7',
			validation: [
				{
					type: 'regex',
					properties: { regex: CODE, errorMessage: 'The code has letters and digits only' },
				},
			],
		},
		{
			displayName: 'By Email',
			name: 'email',
			type: 'string',
			placeholder: 'name@email.com',
		},
	],
};

/** The parameter with which an offer is chosen. */
export const offerLocator: INodeProperties = {
	displayName: 'Offer',
	name: 'offer',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The offer to work on',
	hint: 'From List needs the GraphQL token of the credential. Without one, choose By ID: the number in the address of the offer, in Refersion under Manage > Offers.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an offer...',
			typeOptions: { searchListMethod: 'searchOffers', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 1234',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^\\s*[0-9]+\\s*$', errorMessage: 'The ID is a whole number' },
				},
			],
		},
	],
};
