import type { INodePropertyOptions } from 'n8n-workflow';

/** Whether the commission of a conversion was paid to the affiliate. */
export const PAYMENT_STATUSES = ['PAID', 'UNPAID'] as const;

/** The statuses a conversion can have (Refersion REST v2, /conversion/totals). */
export const conversionStatuses: INodePropertyOptions[] = [
	{ name: 'Approved', value: 'APPROVED' },
	{ name: 'Denied', value: 'DENIED' },
	{ name: 'Pending', value: 'PENDING' },
	{ name: 'Unqualified', value: 'UNQUALIFIED' },
];
