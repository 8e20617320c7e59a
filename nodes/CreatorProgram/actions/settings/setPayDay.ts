import type { Operation } from '../../../shared/operations';
import { Run } from '../../../shared/run';
import { readPayDay } from '../../settings/payDay';
import { languageProperty } from '../../words';
import {
	brand,
	keyMergeField,
	linkMergeField,
	missingTag,
	settingsNotice,
	unpaidMergeField,
	welcomeTag,
} from './names.properties';

export const setPayDay: Operation = {
	option: {
		name: 'Set Pay Day',
		value: 'setPayDay',
		description: 'What there is to set for the report before pay day, checked once',
		action: 'Set up pay day',
	},
	properties: [
		settingsNotice,
		brand,
		languageProperty,
		{
			displayName: 'Remind Creators',
			name: 'remind',
			type: 'boolean',
			default: false,
			description:
				'Whether creators who have commission to come and no PayPal address get the tag below, with which your journey starts. While this is off nothing is written to Mailchimp.',
		},
		missingTag,
		unpaidMergeField,
		welcomeTag,
		linkMergeField,
		keyMergeField,
	],
	async execute() {
		return await new Run(this).forEachItem(async (input) => {
			// One report a run, however many items it is started with.
			if (input.itemIndex > 0) return [];
			return readPayDay(input);
		});
	},
};
