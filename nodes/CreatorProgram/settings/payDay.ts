import type { Input } from '../../shared/input';
import { LANGUAGES, type Language } from '../words';
import { readMergeField, readTag, refuseEqual } from './names';

/** What a user sets for pay day, checked. A type, so that it is an item's data as it is. */
export type PayDaySettings = {
	brand: string;
	language: Language;
	remind: boolean;
	missingTag: string;
	unpaidMergeField: string;
	welcomeTag: string;
	linkMergeField: string;
	keyMergeField: string;
};

/**
 * Reads what is set for pay day.
 *
 * @throws ProblemError that names the parameter
 */
export function readPayDay(input: Input): PayDaySettings {
	const settings: PayDaySettings = {
		brand: input.required('brand', 'Brand'),
		language: input.choice('language', 'Language', LANGUAGES, 'en'),
		remind: input.switch('remind', 'Remind Creators', false),
		missingTag: readTag(input, 'missingTag', 'PayPal Missing Tag'),
		unpaidMergeField: readMergeField(input, 'unpaidMergeField', 'Unpaid Merge Field'),
		welcomeTag: readTag(input, 'welcomeTag', 'Welcome Tag'),
		linkMergeField: readMergeField(input, 'linkMergeField', 'Link Merge Field'),
		keyMergeField: readMergeField(input, 'keyMergeField', 'Key Merge Field'),
	};
	refuseEqual(
		{ label: 'PayPal Missing Tag', name: settings.missingTag },
		{ label: 'Welcome Tag', name: settings.welcomeTag },
	);
	const unpaid = { label: 'Unpaid Merge Field', name: settings.unpaidMergeField };
	const key = { label: 'Key Merge Field', name: settings.keyMergeField };
	const link = { label: 'Link Merge Field', name: settings.linkMergeField };
	refuseEqual(unpaid, key);
	refuseEqual(unpaid, link);
	refuseEqual(key, link);
	return settings;
}
