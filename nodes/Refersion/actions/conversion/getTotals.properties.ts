import type { INodeProperties } from 'n8n-workflow';
import { affiliateLocator, offerLocator } from '../locators';
import { createdFilters } from '../timeWindow';
import { conversionStatuses } from './statuses';

/** Types of conversions (Refersion REST v2, get_totals); each exists for cancellations too. */
const TYPES = [
	{ name: 'Affiliate Link', value: 'AFFILIATE_SITE_CONVERSION' },
	{ name: 'Auto-Credited Affiliate', value: 'AUTO_CREDIT_AFFILIATE_ID' },
	{ name: 'Coupon', value: 'CONVERSION_TRIGGER_COUPON' },
	{ name: 'Email', value: 'CONVERSION_TRIGGER_EMAIL' },
	{ name: 'Manual Credit', value: 'MANUAL_CREDIT_BY_CLIENT' },
	{ name: 'SKU', value: 'CONVERSION_TRIGGER_SKU' },
];

const types: INodeProperties = {
	displayName: 'Types',
	name: 'type',
	type: 'multiOptions',
	default: [],
	description: 'Only conversions that came about in one of these ways',
	options: [
		...TYPES,
		...TYPES.map(({ name, value }) => ({
			name: `Cancelled: ${name}`,
			value: `CANCELLATION_${value}`,
		})),
	],
};

/** The values of Types. */
export const TYPE_VALUES = TYPES.flatMap(({ value }) => [value, `CANCELLATION_${value}`]);

/** The parameters of Conversion: Get Totals. */
export const getTotalsProperties: INodeProperties[] = [
	{
		displayName: 'Statuses',
		name: 'statuses',
		type: 'multiOptions',
		required: true,
		default: ['APPROVED', 'PENDING'],
		description: 'Count conversions with one of these statuses',
		options: conversionStatuses,
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [
			{
				...affiliateLocator,
				name: 'affiliate_id',
				required: false,
				description: 'Only conversions of this affiliate',
			},
			...createdFilters,
			{
				...offerLocator,
				name: 'offer_id',
				required: false,
				description: 'Only conversions of this offer',
			},
			{
				displayName: 'Payment Status',
				name: 'payment_status',
				type: 'options',
				default: 'UNPAID',
				description: 'Only conversions whose commission was paid, or was not yet',
				options: [
					{ name: 'Paid', value: 'PAID' },
					{ name: 'Unpaid', value: 'UNPAID' },
				],
			},
			{
				displayName: 'Test Conversions',
				name: 'is_test_conversion',
				type: 'boolean',
				default: false,
				description: 'Whether to count test conversions only (on) or real ones only (off)',
			},
			types,
		],
	},
];
