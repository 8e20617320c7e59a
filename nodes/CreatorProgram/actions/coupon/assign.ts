import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { asEntries, isEmpty, type Input, type ItemInput } from '../../../shared/input';
import type { BranchingOperation } from '../../../shared/operations';
import { Run } from '../../../shared/run';
import { withSettings } from '../../../shared/settings';
import { fold } from '../../../shared/texts';
import { decideCoupon, type NewCoupon } from '../../coupons/newCoupon';
import { readMergeField } from '../../settings/names';
import { LANGUAGES, languageProperty, wordsOf } from '../../words';
import { keyMergeField } from '../settings/coupons.properties';
import { fieldsOrSettings } from '../settingsNode';

const object = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'json',
	required: true,
	default: '',
	description: `${description}. An item with an error counts as not read.`,
});

const properties: INodeProperties[] = [
	{
		displayName: 'Coupon Code',
		name: 'couponCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. SARAH10',
		description: 'The code that Refersion gave to the affiliate',
	},
	{
		displayName: 'Coupon Number',
		name: 'couponNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1097',
		description: 'Its ID in Refersion. The highest one is the coupon made last, and wins.',
	},
	{
		displayName: 'Affiliate ID',
		name: 'affiliateId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1234567',
		description: "Refersion's number of the affiliate, to name one who could not be read",
	},
	object('Affiliate', 'affiliate', 'The item of Affiliate: Get'),
	object('Contact', 'contact', 'The item of Contact: Get'),
	{
		displayName: 'Inactive When',
		name: 'inactiveWhen',
		type: 'string',
		required: true,
		default: 'DENIED, DISABLED',
		description:
			'Statuses of affiliates who have left, with commas between them. One of them without a contact is nothing to be told of.',
	},
	...fieldsOrSettings('Set New Coupons', [
		{
			displayName: 'Make Missing Codes',
			name: 'makeCodes',
			type: 'boolean',
			default: false,
			description: 'Whether a coupon to store comes out of To Make as well',
		},
		{ ...keyMergeField, required: true },
		languageProperty,
	]),
];

export const assign: BranchingOperation = {
	option: {
		name: 'Assign',
		value: 'assign',
		description:
			'Decide what a new coupon changes in the contact of its affiliate. It writes nothing.',
		action: 'Assign a new coupon',
	},
	outputs: ['To Store', 'To Make', 'Held', 'Right'],
	properties,
	async executeBranches() {
		const run = new Run(this);
		const set = withSettings(this);
		const [toStore, toMake, held, right]: INodeExecutionData[][] = [[], [], [], []];
		const items = await run.forEachItem(async (input) => {
			const makeCodes = set.switch('makeCodes', 'Make Missing Codes', false);
			return await Promise.resolve({ ...decideCoupon(read(input, set)).item, to_make: makeCodes });
		});
		for (const item of items) {
			const { verdict, to_make: isToMake } = item.json;
			if (verdict === 'held') held.push(item);
			else if (verdict === 'right') right.push(item);
			else if (verdict === 'store') toStore.push(item);
			// An item that could not be read is an error; n8n moves it to the error output, if there is one.
			else held.push(item);
			if (verdict === 'store' && isToMake === true) toMake.push(item);
		}
		return [toStore, toMake, held, right];
	},
};

/** @param set the fields that the Settings node sets as well */
function read(input: ItemInput, set: Input): NewCoupon {
	return {
		coupon: {
			code: input.text('couponCode', 'Coupon Code'),
			number: numberOf(input.text('couponNumber', 'Coupon Number')),
		},
		affiliateId: input.text('affiliateId', 'Affiliate ID'),
		affiliate: readObject(input, 'affiliate', 'Affiliate'),
		contact: readObject(input, 'contact', 'Contact'),
		keyMergeField: readMergeField(set, 'keyMergeField', 'Key Merge Field'),
		inactiveWhen: input.commaTexts('inactiveWhen', 'Inactive When').map(fold),
		words: wordsOf(set.choice('language', 'Language', LANGUAGES, 'en')),
	};
}

/** NaN for anything but digits: what is no number is held with its reason, as news that is not clear. */
function numberOf(text: string): number {
	return /^\d+$/.test(text) ? Number(text) : NaN;
}

/** An item that is missing is one that was not read. */
function readObject(input: ItemInput, name: string, label: string): IDataObject {
	const value = input.value(name);
	if (isEmpty(value)) return { error: `The parameter ${label} is empty` };
	return asEntries(value, label);
}
