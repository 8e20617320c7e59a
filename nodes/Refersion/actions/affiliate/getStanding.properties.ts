import type { INodeProperties } from 'n8n-workflow';
import { asCurrency } from '../../../shared/currency';
import { asNumber, type ItemInput } from '../../../shared/input';
import { toolOutput } from '../../../shared/output';
import { invalidInput } from '../../../shared/problem';
import type { TimeWindow } from '../../transport/graphql';
import { affiliateLocator } from '../locators';
import { readBound } from '../timeWindow';

/** Ten years: before that, no window is as good. */
const MOST_DAYS = 3_650;

const DAY_S = 86_400;

/** The parameters of Affiliate: Get Standing. */
export const getStandingProperties: INodeProperties[] = [
	affiliateLocator,
	...toolOutput('e.g. email, sales, approved_commission, last_sale_at'),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Currency',
				name: 'currency',
				type: 'string',
				default: '',
				placeholder: 'e.g. USD',
				description:
					'Whose numbers stand at the top of the item when there are conversions in several currencies. Amounts are never added up across currencies: <code>by_currency</code> has each.',
			},
			{
				displayName: 'Last Days',
				name: 'lastDays',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: MOST_DAYS },
				default: 30,
				description:
					'Count only conversions created within so many times 24 hours before now. Not together with Since or Until.',
			},
			{
				displayName: 'Since',
				name: 'since',
				type: 'dateTime',
				default: '',
				description: 'Count only conversions created at this time or later',
			},
			{
				displayName: 'Until',
				name: 'until',
				type: 'dateTime',
				default: '',
				description: 'Count only conversions created at this time or earlier',
			},
		],
	},
];

/** What an item asks for besides the affiliate. */
export interface StandingOptions {
	/** Three letters; undefined for the only one that there is. */
	currency: string | undefined;
	window: TimeWindow;
}

/**
 * @param zone the workflow's time zone, which a time without one is in
 * @param now Unix seconds; the same for all items of a run, so that they share a window
 */
export function readStandingOptions(input: ItemInput, zone: string, now: number): StandingOptions {
	const options = input.collection('options', 'Options');
	const range = { min: 1, max: MOST_DAYS, isWhole: true };
	const days = options.ifAdded('lastDays', (value) => asNumber(value, 'Last Days', range));
	const window = {
		from: readBound(options, 'since', 'Since', zone),
		to: readBound(options, 'until', 'Until', zone),
	};
	const currency = options.ifAdded('currency', (value) => asCurrency(value, 'Currency'));
	if (days === undefined) return { currency, window: inOrder(window) };
	if (window.from === undefined && window.to === undefined) {
		return { currency, window: { from: now - days * DAY_S } };
	}
	throw invalidInput(
		'Last Days',
		'is set together with Since or Until',
		'Remove one or the other: both say which conversions count.',
	);
}

function inOrder(window: TimeWindow): TimeWindow {
	const { from = -Infinity, to = Infinity } = window;
	if (from <= to) return window;
	throw invalidInput('Since', 'is later than Until', 'No conversion is created between the two.');
}
