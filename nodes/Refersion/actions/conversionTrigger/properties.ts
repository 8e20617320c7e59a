import type { INodeProperties } from 'n8n-workflow';
import type { ItemInput } from '../../../shared/input';

/** What a conversion trigger is made of, besides its affiliate. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		default: 'COUPON',
		description: 'What in an order credits the affiliate',
		options: [
			{ name: 'Coupon', value: 'COUPON', description: 'A coupon code used in the order' },
			{ name: 'Email', value: 'EMAIL', description: 'The email address of the customer' },
			{ name: 'SKU', value: 'SKU', description: 'A product in the order' },
		],
	},
	{
		displayName: 'Trigger',
		name: 'trigger',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. BILL10',
		description:
			'The coupon code, the email address or the SKU. Refersion stores it in upper case, and no two affiliates can have the same.',
	},
];

/** The documented types (Refersion REST v2, new_affiliate_trigger). */
const TYPES = ['COUPON', 'EMAIL', 'SKU'] as const;

/** Type and value of an item's trigger. */
export function readTrigger(input: ItemInput): { type: string; trigger: string } {
	return {
		type: input.choice('type', 'Type', TYPES, 'COUPON'),
		trigger: input.required('trigger', 'Trigger'),
	};
}
