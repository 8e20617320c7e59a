import { asEntries } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import { Run } from '../../../shared/run';
import { wantedFields, wantedTags } from '../../settings/mailNames';
import { readMailSettings } from '../../settings/mailSettings';
import { properties } from './welcomeMails/properties';

/** Set in the panel itself, and not in one of its collections. */
const OWN = [
	'language',
	'brandName',
	'logoUrl',
	'accentColour',
	'confirmPageUrl',
	'dashboardUrl',
] as const;

export const setWelcomeMails: Operation = {
	option: {
		name: 'Set Welcome Mails',
		value: 'setWelcomeMails',
		description:
			'Brand, colours and words of the mails, and the tags and merge fields they need. Changes nothing by itself.',
		action: 'Set up the welcome mails',
	},
	properties,
	async execute() {
		return await new Run(this).forEachItem(async (input) => {
			// However many items come in, the mails are the same.
			if (input.itemIndex > 0) return [];
			const own = OWN.map((name) => [name, input.value(name)] as const);
			const mails = readMailSettings({
				...asEntries(input.value('colours', {}), 'Colours'),
				...asEntries(input.value('wordings', {}), 'Words'),
				...asEntries(input.value('names', {}), 'Tags and Merge Fields'),
				...asEntries(Object.fromEntries(own), 'Settings'),
			});
			return { mails, mergeFields: wantedFields(mails), tags: wantedTags(mails) };
		});
	},
};
