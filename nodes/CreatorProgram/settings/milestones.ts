import type { Input } from '../../shared/input';
import { invalidInput } from '../../shared/problem';
import { quoted } from '../../shared/texts';
import type { Tier } from '../tiers/types';
import { LANGUAGES, type Language } from '../words';
import { asMergeField, checkedTag, readMergeField, readTag, refuseEqual } from './names';
import { refusePrefixes, type FieldRow, type TagGroup } from './rows';
import { readCurrency, readTiers } from './tiers';

/** What a user may set for tiers and milestones in contacts, checked. A type, so that it is an item's data as it is. */
export type MilestoneSettings = {
	dryRun: boolean;
	tiers: Tier[];
	/** Three letters; '' when none is set. */
	currency: string;
	/** Numbers of sales, ascending. */
	milestones: number[];
	/** Days without a sale; 0 switches it off. */
	quietDays: number;
	language: Language;
	/** Merge field ← field of *Tier: Describe*. */
	fields: FieldRow[];
	/** Tags ← field of *Tier: Describe*. */
	tagGroups: TagGroup[];
	keyMergeField: string;
	linkMergeField: string;
	welcomeTag: string;
	inactiveTag: string;
};

/** @throws ProblemError that names the parameter */
export function readMilestoneSettings(input: Input): MilestoneSettings {
	const options = input.collection('options', 'Options');
	const prefix = (name: string, label: string, fallback: string) =>
		checkedTag(options.has(name) ? options.required(name, label) : fallback, label);
	const mergeField = (name: string, label: string, fallback: string) =>
		asMergeField(options.value(name, fallback), label);
	const settings: MilestoneSettings = {
		dryRun: input.switch('dryRun', 'Dry Run', true),
		tiers: readTiers(input),
		currency: readCurrency(input),
		milestones: readMilestones(input),
		quietDays: input.number('quietDays', 'Quiet After (Days)', 60, {
			min: 0,
			max: 3_650,
			isWhole: true,
		}),
		language: options.choice('language', 'Language', LANGUAGES, 'en'),
		fields: [
			{ mergeField: mergeField('tierMergeField', 'Tier Merge Field', 'TIER'), itemField: 'tier' },
			{
				mergeField: mergeField('nextTierMergeField', 'Next Tier Merge Field', 'NEXTTIER'),
				itemField: 'next_tier',
			},
		],
		tagGroups: [
			{ prefix: prefix('tierPrefix', 'Tier Tag Prefix', 'tier-offer-'), itemField: 'offer_id' },
			{
				prefix: prefix('milestonePrefix', 'Milestone Tag Prefix', 'milestone-'),
				itemField: 'milestone',
			},
			{
				prefix: prefix('activityPrefix', 'Activity Tag Prefix', 'activity-'),
				itemField: 'activity',
			},
		],
		keyMergeField: readMergeField(input, 'keyMergeField', 'Key Merge Field'),
		linkMergeField: readMergeField(input, 'linkMergeField', 'Link Merge Field'),
		welcomeTag: readTag(input, 'welcomeTag', 'Welcome Tag'),
		inactiveTag: readTag(input, 'inactiveTag', 'Inactive Tag'),
	};
	const { welcomeTag, inactiveTag, fields, tagGroups } = settings;
	const tags = [
		{ label: 'Welcome Tag', name: welcomeTag },
		{ label: 'Inactive Tag', name: inactiveTag },
	];
	refuseEqual(tags[1], tags[0]);
	refuseEqual(
		{ label: 'Next Tier Merge Field', name: fields[1].mergeField },
		{ label: 'Tier Merge Field', name: fields[0].mergeField },
	);
	refusePrefixes(tagGroups, tags);
	return settings;
}

/**
 * Reads numbers of sales.
 *
 * @returns each once, ascending
 * @throws ProblemError for anything that is no whole number of 1 or more
 */
export function readMilestones(input: Input): number[] {
	const label = 'Milestones (Sales)';
	const numbers = input.commaTexts('milestones', label).map((text) => {
		if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
		throw invalidInput(
			label,
			`has no whole number of sales in it: "${quoted(text)}"`,
			'Give numbers with commas between, such as 1, 10, 50.',
		);
	});
	return [...new Set(numbers)].sort((one, other) => one - other);
}
