import type { Operation } from '../../../shared/operations';
import { Run } from '../../../shared/run';
import { readPromotionSettings } from '../../settings/promotions';
import { languageProperty } from '../../words';
import { currency, moveDown, tierRows } from '../tier/properties';

export const setPromotions: Operation = {
	option: {
		name: 'Set Promotions',
		value: 'setPromotions',
		description:
			'Everything there is to set for promoting creators, checked once for the whole workflow. Changes nothing by itself.',
		action: 'Set up promotions',
	},
	properties: [
		{
			displayName:
				'This is the one place where the workflow is set up. Execute it by hand with Dry Run on first: the text in the output Totals of Decide says who would be promoted.',
			name: 'promotionsNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Dry Run',
			name: 'dryRun',
			type: 'boolean',
			default: true,
			description: 'Whether only to say who would be promoted, without asking or changing anything',
		},
		{
			displayName: 'Ask First',
			name: 'askFirst',
			type: 'boolean',
			default: true,
			description: 'Whether somebody has to approve in a mail or chat before an offer is changed',
		},
		tierRows,
		currency,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Count Only the Last (Days)',
					name: 'windowDays',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: 3650 },
					default: 0,
					description: 'Only conversions of so many days count; 0 counts all from the beginning',
				},
				languageProperty,
				moveDown,
			],
		},
	],
	async execute() {
		return await new Run(this).forEachItem(async (input) => {
			// A schedule or a hand means everybody, once, however many items it comes with.
			return input.itemIndex === 0 ? readPromotionSettings(input, Date.now()) : [];
		});
	},
};
