import type { Operation } from '../../../shared/operations';
import { Run } from '../../../shared/run';
import { readProgramReport } from '../../settings/programReport';
import { languageProperty } from '../../words';
import {
	brand,
	keyMergeField,
	linkMergeField,
	liveTag,
	settingsNotice,
	welcomeTag,
} from './names.properties';

export const setProgramReport: Operation = {
	option: {
		name: 'Set Program Report',
		value: 'setProgramReport',
		description: 'What there is to set for the report of how far creators have come, checked once',
		action: 'Set up the program report',
	},
	properties: [
		settingsNotice,
		brand,
		languageProperty,
		{
			displayName: 'Sales Since',
			name: 'salesSince',
			type: 'dateTime',
			default: '',
			description:
				'Read only sales since this time, if there are hundreds of thousands. Empty for all. Who sold only before it counts as not having sold.',
		},
		welcomeTag,
		liveTag,
		linkMergeField,
		keyMergeField,
	],
	async execute() {
		return await new Run(this).forEachItem(async (input) => {
			// One report a run, however many items it is started with.
			if (input.itemIndex > 0) return [];
			return readProgramReport(input, this.getTimezone());
		});
	},
};
