import type { INodeProperties } from 'n8n-workflow';
import { asTime, type Collection, type ItemInput } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import { invalidInput } from '../../../shared/problem';
import { Run } from '../../../shared/run';
import { fold, quoted } from '../../../shared/texts';
import type { PromotionDraft } from '../../rules/promotion';
import { lazyClient } from '../common';
import { createOptions } from './create.properties';
import { ensurePromotion } from './ensurePromotion';

/** More is no discount, but a number at the wrong place. */
const MOST_MONEY = 10_000_000;

const properties: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Creators',
		description: 'The name of the promotion in BigCommerce',
		hint: 'If the store has a promotion with coupon codes of this name, that one is given, and none is created.',
	},
	{
		displayName: 'Discount Type',
		name: 'discountType',
		type: 'options',
		options: [
			{
				name: 'Amount',
				value: 'amount',
				description: "Takes an amount off the order, in the store's default currency",
			},
			{ name: 'Percentage', value: 'percentage', description: 'Takes a part off the order' },
		],
		default: 'percentage',
		description: 'How the discount is counted',
	},
	{
		displayName: 'Discount',
		name: 'discount',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		required: true,
		default: 10,
		description: 'What each code takes off the whole order: a percentage or an amount',
	},
	createOptions,
];

export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		description:
			'Create a promotion that takes many coupon codes, which the control panel of BigCommerce cannot. One of the same name is left as it is.',
		action: 'Create a promotion',
	},
	properties,
	async execute() {
		const connect = lazyClient.call(this);
		const zone = this.getTimezone();
		return await new Run(this).forEachItem(
			async (input) => await ensurePromotion(await connect(), readDraft(input, zone)),
			// A second item of the same name has to find what the first one created.
			{ keyOf: (input) => fold(input.text('name', 'Name')) },
		);
	},
};

function readDraft(input: ItemInput, zone: string): PromotionDraft {
	const options = input.collection('options', 'Options');
	const kind = input.choice(
		'discountType',
		'Discount Type',
		['amount', 'percentage'],
		'percentage',
	);
	const [start, end] = [
		readTime(options, 'startDate', 'Start Date', zone),
		readTime(options, 'endDate', 'End Date', zone),
	];
	if (end && end.getTime() <= (start ?? new Date()).getTime()) {
		throw invalidInput(
			'End Date',
			start ? 'is not after Start Date' : 'is over already',
			'No promotion was created. Set a later one, or leave it out: the promotion then never expires.',
		);
	}
	return {
		name: input.required('name', 'Name'),
		discount: { kind, value: readDiscount(input, kind === 'percentage' ? 100 : MOST_MONEY) },
		displayName: options.text('displayName', 'Display Name'),
		minimumSpend: options.number('minimumSpend', 'Minimum Spend', 0, {
			min: 0,
			max: MOST_MONEY,
		}),
		maxUses: options.number('maxUses', 'Max Uses', 0, { min: 0, isWhole: true }),
		currency: readCurrency(options),
		combines: options.switch('combines', 'Can Be Used With Other Promotions', true),
		start,
		end,
	};
}

/** Two decimals are what is sent: a smaller discount would be none. */
function readDiscount(input: ItemInput, max: number): number {
	return input.number('discount', 'Discount', 10, { min: 0.01, max });
}

function readTime(
	options: Collection,
	name: string,
	label: string,
	zone: string,
): Date | undefined {
	// An end that is mapped and missing must not become a promotion that never expires.
	return options.ifAdded(name, (value) => asTime(value, label, zone));
}

function readCurrency(options: Collection): string {
	const currency = options.text('currency', 'Currency').toUpperCase();
	if (currency === '' || currency === '*' || /^[A-Z]{3}$/.test(currency)) return currency;
	throw invalidInput(
		'Currency',
		`is not the code of a currency: "${quoted(currency)}"`,
		'Give three letters such as USD, or * for all currencies of the store.',
	);
}
