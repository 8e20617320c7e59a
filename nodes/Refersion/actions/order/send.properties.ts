import type { INodeProperties } from 'n8n-workflow';
import { lineItemProperties } from '../lineItems';
import { affiliateLocator } from '../locators';

const amount = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 2 },
	default: 0,
	description,
});

/** Amounts of an order, under the names that Refersion has for them. */
export const orderAmounts: INodeProperties[] = [
	amount('Discount', 'discount', 'What was taken off the order, in its currency'),
	amount('Shipping', 'shipping', 'Cost of shipping, in the currency of the order'),
	amount('Tax', 'tax', 'Tax of the order, in its currency'),
];

/** Who ordered, under the names that Refersion has for it. */
export const customerFields: INodeProperties[] = [
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'name@email.com',
		description: 'An affiliate with a conversion trigger for this address is credited',
	},
	{ displayName: 'First Name', name: 'first_name', type: 'string', default: '' },
	{
		displayName: 'IP Address',
		name: 'ip_address',
		type: 'string',
		default: '',
		placeholder: 'e.g. 203.0.113.75',
	},
	{ displayName: 'Last Name', name: 'last_name', type: 'string', default: '' },
];

/** The entries of Additional Fields. */
const additionalFields: INodeProperties[] = [
	{
		...affiliateLocator,
		displayName: 'Credit to Affiliate',
		name: 'affiliate',
		required: false,
		description:
			'The affiliate who gets the credit, whatever Refersion itself knows of the order. Without it Refersion finds out by the cart ID, the discount code and the like.',
	},
	{
		displayName: 'Customer',
		name: 'customer',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: customerFields,
	},
	orderAmounts[0],
	{
		displayName: 'Discount Code',
		name: 'discount_code',
		type: 'string',
		default: '',
		placeholder: 'e.g. BILL10',
		description:
			'The coupon of the order. An affiliate with a conversion trigger for it is credited.',
	},
	orderAmounts[1],
	{
		displayName: 'Subscription ID',
		name: 'subscription_id',
		type: 'string',
		default: '',
		description:
			'ID of the subscription that the order belongs to; the order then counts as one of it',
	},
	orderAmounts[2],
];

/** The parameters of Order: Send. */
export const sendProperties: INodeProperties[] = [
	{
		displayName: 'Order ID',
		name: 'orderId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 20150401102883',
		description: 'ID of the order in your shop',
	},
	{
		displayName: 'Cart ID',
		name: 'cartId',
		type: 'string',
		required: true,
		default: '',
		description:
			'The ID with which the tracking code of your shop told Refersion of the cart, by which Refersion knows who sent the customer. Up to 255 characters, and nothing that can be guessed; in BigCommerce the ID of the cart.',
	},
	{
		displayName: 'Currency',
		name: 'currency',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. USD',
		description: 'Three-letter code of the currency of all amounts',
	},
	...lineItemProperties({
		description: 'The products of the order',
		price: 'Price of one piece, not of the line',
		json: 'A list of the products, each with sku, price (of one piece), quantity and, where wanted, name',
		more: [
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				placeholder: 'e.g. T-shirt',
				description: 'Name of the product; may be empty',
			},
		],
	}),
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: additionalFields,
	},
];
