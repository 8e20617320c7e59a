import type { INodeProperties } from 'n8n-workflow';
import { email, firstName, lastName, offer, profileFields } from './profile.properties';

/** The entries of Additional Fields. */
export const additionalFields: INodeProperties[] = [
	profileFields.address1,
	profileFields.address2,
	profileFields.city,
	profileFields.company,
	profileFields.country,
	{
		displayName: 'Coupon Code',
		name: 'conversion_trigger_coupon',
		type: 'string',
		default: '',
		placeholder: 'e.g. BILL10',
		description:
			'Orders with this coupon are credited to the affiliate. The coupon must exist in the shop too.',
	},
	{
		...offer,
		description: 'The offer that the affiliate gets; without it Refersion takes the default offer',
	},
	{
		displayName: 'Password',
		name: 'password',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description:
			'9 to 72 characters with upper and lower case, a digit and a symbol. Leave empty for a random one that nobody knows; the affiliate then sets one with "Forgot password".',
	},
	profileFields.paypalEmail,
	profileFields.phone,
	{
		displayName: 'Send Welcome Email',
		name: 'send_welcome',
		type: 'boolean',
		default: false,
		description: "Whether Refersion sends its own welcome email to the new affiliate's address",
	},
	profileFields.state,
	{
		displayName: 'Unique Merchant ID',
		name: 'unique_merchant_id',
		type: 'string',
		default: '',
		description: 'An identifier of your own that Refersion stores with the affiliate',
	},
	profileFields.zip,
];

/** The parameters of Affiliate: Create. */
export const createProperties: INodeProperties[] = [
	{ ...firstName, required: true },
	{ ...lastName, required: true },
	{ ...email, required: true },
	{
		displayName: 'Status',
		name: 'status',
		type: 'options',
		default: 'PENDING',
		description: 'The status to start with',
		options: [
			{ name: 'Active', value: 'ACTIVE', description: 'Approved at once' },
			{ name: 'Pending', value: 'PENDING', description: 'Waits for approval' },
		],
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'Fields without a value are not sent',
		options: additionalFields,
	},
];
