import type { INodeProperties } from 'n8n-workflow';
import type { ItemInput } from '../../../shared/input';

const CREDIT_STATUSES = ['APPROVED', 'PENDING'] as const;

/** Status of a conversion that a credit creates. */
export const creditStatus: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	default: 'PENDING',
	description: 'The status of the conversion that is created',
	options: [
		{ name: 'Approved', value: 'APPROVED', description: 'The commission is due at once' },
		{ name: 'Pending', value: 'PENDING', description: 'Waits for approval' },
	],
};

export function readCreditStatus(input: ItemInput): string {
	return input.choice('status', 'Status', CREDIT_STATUSES, 'PENDING');
}

export const notes: INodeProperties = {
	displayName: 'Notes',
	name: 'notes',
	type: 'string',
	default: '',
	description: 'A note that Refersion stores with the conversion',
};

export const orderId: INodeProperties = {
	displayName: 'Order ID',
	name: 'orderId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 20150401102883',
	description: 'ID of the order as it was reported to Refersion',
};
