import type { INodeProperties } from 'n8n-workflow';

const name: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Gold',
	description: 'Name of the tier, as creators see it',
};

const threshold: INodeProperties = {
	displayName: 'Threshold',
	name: 'threshold',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description: 'From here on the tier is reached; 0 for the offer that affiliates begin with',
};

const measure: INodeProperties = {
	displayName: 'Measure',
	name: 'measure',
	type: 'options',
	default: 'approvedCommission',
	description: 'What the threshold counts',
	options: [
		{
			name: 'Approved Commission',
			value: 'approvedCommission',
			description: 'Commission that is approved, paid or not',
		},
		{ name: 'Approved Conversions', value: 'approvedConversions' },
		{
			name: 'Sales',
			value: 'sales',
			description: 'Order value, approved or waiting for it; what waits may still be denied',
		},
	],
};

const offerId: INodeProperties = {
	displayName: 'Offer ID',
	name: 'offerId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1234',
	description: 'Number of the offer in Refersion that this tier brings',
};

/** The ladder, the lowest tier first; read it with `readTiers`. */
export const tierRows: INodeProperties = {
	displayName: 'Tiers',
	name: 'tiers',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true, multipleValueButtonText: 'Add Tier' },
	placeholder: 'Add Tier',
	default: {},
	description:
		'The lowest first, beginning with the offer that affiliates have from the start. Offers that are not listed are left alone.',
	options: [{ displayName: 'Tier', name: 'row', values: [name, measure, offerId, threshold] }],
};

const bonus: INodeProperties = {
	displayName: 'Bonus',
	name: 'bonus',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 2 },
	default: 0,
	description:
		'What is given once to who reaches the tier, in the currency below; 0 for none. Nothing is credited: it is told who is to be given what, until a tag says that it was done.',
};

/** The ladder where tiers may bring a bonus; read it with `readBonusTiers`. */
export const bonusTierRows: INodeProperties = {
	...tierRows,
	options: [
		{ displayName: 'Tier', name: 'row', values: [name, bonus, measure, offerId, threshold] },
	],
};

export const currency: INodeProperties = {
	displayName: 'Currency',
	name: 'currency',
	type: 'string',
	default: '',
	placeholder: 'e.g. USD',
	description:
		'Only amounts in this currency count. Empty when all have the same; with several and none set, amounts are not known.',
};

export const moveDown: INodeProperties = {
	displayName: 'Move Down',
	name: 'moveDown',
	type: 'boolean',
	default: false,
	description: 'Whether affiliates who no longer reach their tier get the lower offer',
};
