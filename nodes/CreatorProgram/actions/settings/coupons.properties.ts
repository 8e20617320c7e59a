import type { INodeProperties } from 'n8n-workflow';
import { languageProperty } from '../../words';
import { brand } from './names.properties';

export const promotionId: INodeProperties = {
	displayName: 'Promotion ID',
	name: 'promotionId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 42',
	description:
		'The promotion in BigCommerce for the codes of creators, made for many codes. Codes of other promotions are never touched. Leave it empty to be told only.',
	hint: 'The BigCommerce node makes one (Promotion: Create) and lists them (Promotion: Get Many)',
};

export const makeCodes: INodeProperties = {
	displayName: 'Make Missing Codes',
	name: 'makeCodes',
	type: 'boolean',
	default: false,
	description:
		'Whether codes of active creators that the shop lacks are made in the promotion. Leave it off if Refersion sends its codes to BigCommerce by itself.',
};

export const takeBack: INodeProperties = {
	displayName: 'Take Codes Back',
	name: 'takeBack',
	type: 'boolean',
	default: false,
	description:
		'Whether codes of creators who have left, and codes that a newer one replaced, are deleted from the promotion. While this is off you are told of them.',
};

export const brakePeople: INodeProperties = {
	displayName: 'Stop If More Than (People)',
	name: 'brakePeople',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 10,
	description:
		'No code is taken back when more than this many would be at once, and also more than the percentage below. 0 switches the stop off.',
};

export const brakePercent: INodeProperties = {
	displayName: 'Stop If More Than (Percent)',
	name: 'brakePercent',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 100 },
	default: 20,
	description:
		'The same as a part of the codes in the promotion; both have to be exceeded. 0 leaves it to the number of people alone.',
};

export const keyMergeField: INodeProperties = {
	displayName: 'Key Merge Field',
	name: 'keyMergeField',
	type: 'string',
	default: 'AFFCODE',
	placeholder: 'e.g. AFFCODE',
	description: "The merge field for the affiliate's code, by which a contact is recognised",
};

export const couponMergeField: INodeProperties = {
	displayName: 'Coupon Merge Field',
	name: 'couponMergeField',
	type: 'string',
	default: 'COUPON',
	placeholder: 'e.g. COUPON',
	description: 'The merge field for the coupon code; your mails have it as *|COUPON|*',
};

export const oldMergeField: INodeProperties = {
	displayName: 'Old Codes Merge Field',
	name: 'oldMergeField',
	type: 'string',
	default: 'COUPONOLD',
	placeholder: 'e.g. COUPONOLD',
	description: 'The merge field for the codes that a newer one replaced, with commas between them',
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [couponMergeField, keyMergeField, oldMergeField, brakePeople, brakePercent],
};

/** Everything that a user may set. The checks are in settings/coupons.ts. */
export const couponProperties: INodeProperties[] = [
	{
		displayName:
			'With both switches off the workflow only reads, and tells you what does not agree.',
		name: 'couponsNotice',
		type: 'notice',
		default: '',
	},
	promotionId,
	makeCodes,
	takeBack,
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		description:
			'Whether only to say which codes would be made and taken back, without changing anything in the shop',
	},
	brand,
	languageProperty,
	options,
];
