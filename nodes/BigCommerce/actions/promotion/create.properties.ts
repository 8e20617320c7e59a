import type { INodeProperties } from 'n8n-workflow';

/** What a promotion may have besides its discount (Promotions API, PromotionBase). */
export const createOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Can Be Used With Other Promotions',
			name: 'combines',
			type: 'boolean',
			default: true,
			description: 'Whether an order may have another discount as well',
		},
		{
			displayName: 'Currency',
			name: 'currency',
			type: 'string',
			default: '',
			placeholder: 'e.g. USD',
			description:
				'Only for orders in this currency; * for all currencies. Without it BigCommerce takes its own default.',
		},
		{
			displayName: 'Display Name',
			name: 'displayName',
			type: 'string',
			default: '',
			placeholder: 'e.g. 10% off',
			description: 'What customers see as the name of the discount',
		},
		{
			displayName: 'End Date',
			name: 'endDate',
			type: 'dateTime',
			default: '',
			description: 'When all codes stop working. Without it the promotion never expires.',
		},
		{
			displayName: 'Max Uses',
			name: 'maxUses',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description: 'How often all codes together can be used; 0 means any number',
		},
		{
			displayName: 'Minimum Spend',
			name: 'minimumSpend',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 0,
			description: "Only for orders of this much, in the store's default currency; 0 for all",
		},
		{
			displayName: 'Start Date',
			name: 'startDate',
			type: 'dateTime',
			default: '',
			description: 'When the codes begin to work. Without it they do at once.',
		},
	],
};
