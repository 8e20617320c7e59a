import type { IDataObject } from 'n8n-workflow';
import type { FieldRow, TagGroup } from './rows';
import type { ProgramSettings } from './settings';

/** What of the settings says who a creator is in Mailchimp, and how the contact is to be. */
export interface ContactRules {
	keyMergeField: string;
	linkMergeField: string;
	welcomeTag: string;
	inactiveTag: string;
	fields: FieldRow[];
	tagGroups: TagGroup[];
}

/**
 * Settings of a workflow that adds nobody, under the names that *Contact: Compare* and *Contact: Sync* of the Mailchimp Audience node have for them, for
 * their parameter Settings.
 */
export function contactSettings(rules: ContactRules, dryRun: boolean): IDataObject {
	return { ...namesOf(rules), newContactStatus: 'subscribed', dryRun };
}

function namesOf(rules: ContactRules): IDataObject {
	const { keyMergeField, linkMergeField, welcomeTag, inactiveTag, fields, tagGroups } = rules;
	return {
		keyMergeField,
		linkMergeField,
		activeTag: welcomeTag,
		inactiveTag,
		mergeFields: { rows: fields },
		tagGroups: { rows: tagGroups },
	};
}

/**
 * Settings of keep-creators-in-step, for the same parameter.
 *
 * @param byHand whether somebody started the run in the editor: then all is done at once
 */
export function lookSettings(settings: ProgramSettings, byHand: boolean): IDataObject {
	const { takeOver, brakePeople, brakePercent, newContactStatus, dryRun } = settings;
	const { toDoLimit, offboardOrphans } = settings;
	return {
		...namesOf(settings),
		takeOver,
		brakePeople,
		brakePercent,
		newContactStatus,
		dryRun,
		options: {
			toDoLimit: byHand ? 0 : toDoLimit,
			offboardOrphans,
		},
	};
}
