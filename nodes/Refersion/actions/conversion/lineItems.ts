import type { INodeProperties } from 'n8n-workflow';

const rows: INodeProperties = {
	displayName: 'Items',
	name: 'items',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Item',
	default: {},
	displayOptions: { show: { specifyItems: ['fields'] } },
	description: 'The products of the order that were returned or cancelled',
	options: [
		{
			displayName: 'Item',
			name: 'item',
			values: [
				{
					displayName: 'SKU',
					name: 'sku',
					type: 'string',
					default: '',
					placeholder: 'e.g. TSHIRT-SMALL-RED',
					description: 'The product',
				},
				{
					displayName: 'Price',
					name: 'price',
					type: 'string',
					default: '',
					placeholder: 'e.g. 5.50',
					description: 'Price of one piece. When it is empty, none is sent.',
				},
				{
					displayName: 'Quantity',
					name: 'quantity',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: 1,
					description: 'Number of pieces',
				},
			],
		},
	],
};

/** The products of an order: in rows, or as a list, which may be as long as the order is. */
export const lineItems: INodeProperties[] = [
	{
		displayName: 'Specify Items',
		name: 'specifyItems',
		type: 'options',
		default: 'fields',
		description: 'How the products are given',
		options: [
			{ name: 'Using Fields Below', value: 'fields' },
			{ name: 'Using JSON', value: 'json', description: 'For the lines of an order as they come' },
		],
	},
	rows,
	{
		displayName: 'Items (JSON)',
		name: 'itemsJson',
		type: 'json',
		default: '[{ "sku": "TSHIRT-SMALL-RED", "price": 5.5, "quantity": 1 }]',
		displayOptions: { show: { specifyItems: ['json'] } },
		description: 'A list of the products, each with sku and, where wanted, price and quantity',
	},
];
