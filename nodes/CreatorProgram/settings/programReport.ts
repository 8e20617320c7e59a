import { asTime, isEmpty, type Input } from '../../shared/input';
import { LANGUAGES, type Language } from '../words';
import { readMergeField, readTag, refuseEqual } from './names';

/** What a user sets for the program report, checked. A type, so that it is an item's data as it is. */
export type ProgramReportSettings = {
	brand: string;
	language: Language;
	welcomeTag: string;
	liveTag: string;
	linkMergeField: string;
	keyMergeField: string;
	/** ISO 8601; '' for all sales. */
	salesSince: string;
};

/**
 * Reads what is set for the program report.
 *
 * @param zone the workflow's time zone, in which a day without a time is
 * @throws ProblemError that names the parameter
 */
export function readProgramReport(input: Input, zone: string): ProgramReportSettings {
	const since = input.value('salesSince');
	const settings: ProgramReportSettings = {
		brand: input.required('brand', 'Brand'),
		language: input.choice('language', 'Language', LANGUAGES, 'en'),
		welcomeTag: readTag(input, 'welcomeTag', 'Welcome Tag'),
		liveTag: readTag(input, 'liveTag', 'Link Live Tag'),
		linkMergeField: readMergeField(input, 'linkMergeField', 'Link Merge Field'),
		keyMergeField: readMergeField(input, 'keyMergeField', 'Key Merge Field'),
		salesSince: isEmpty(since) ? '' : asTime(since, 'Sales Since', zone).toISOString(),
	};
	refuseEqual(
		{ label: 'Link Live Tag', name: settings.liveTag },
		{ label: 'Welcome Tag', name: settings.welcomeTag },
	);
	refuseEqual(
		{ label: 'Key Merge Field', name: settings.keyMergeField },
		{ label: 'Link Merge Field', name: settings.linkMergeField },
	);
	return settings;
}
