import type { INodeProperties } from 'n8n-workflow';
import { offerLocator } from '../locators';

/** The parameters of Offer: Add SKU Commission. */
export const addSkuCommissionProperties: INodeProperties[] = [
	offerLocator,
	{
		displayName: 'SKU',
		name: 'sku',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. TSHIRT-SMALL-RED',
		description: 'The product that gets a commission of its own',
	},
	{
		displayName: 'Commission Type',
		name: 'commissionType',
		type: 'options',
		default: 'PERCENT_OF_SALE',
		description: 'How the commission is calculated',
		options: [
			{ name: 'Flat Rate', value: 'FLAT_RATE', description: 'A fixed amount' },
			{ name: 'Percent of Sale', value: 'PERCENT_OF_SALE' },
		],
	},
	{
		displayName: 'Commission Amount',
		name: 'commissionAmount',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 4 },
		required: true,
		default: 0,
		description: 'The percentage or the amount, by the commission type',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Product Description',
				name: 'productDescription',
				type: 'string',
				default: '',
				description: 'A description that Refersion stores with the SKU',
			},
		],
	},
];
