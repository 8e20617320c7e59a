import type { Input } from '../../shared/input';
import { invalidInput } from '../../shared/problem';
import { quoted } from '../../shared/texts';
import { AMOUNT_FORMS, type AmountForm } from '../commissions/amounts';
import type { BonusTier } from '../tiers/types';
import { LANGUAGES, type Language } from '../words';
import { readBonusTiers } from './bonuses';
import { asMergeField, checkedTag, readMergeField, readTag, refuseEqual } from './names';
import { refusePrefixes, type FieldRow, type TagGroup } from './rows';
import { readCurrency } from './tiers';

/** How the tags begin that say that a bonus was given, unless somebody sets another beginning. */
export const BONUS_PREFIX = 'tier-bonus-';

/** What a user may set for tiers and milestones in contacts, checked. A type, so that it is an item's data as it is. */
export type MilestoneSettings = {
	dryRun: boolean;
	tiers: BonusTier[];
	/** Three letters; '' when none is set. */
	currency: string;
	/** Numbers of sales, ascending. */
	milestones: number[];
	/** Days without a sale; 0 switches it off. */
	quietDays: number;
	amounts: AmountForm;
	/** How the tags begin that say that a bonus was given. */
	bonusPrefix: string;
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

/** What goes into merge fields. Those without one of their own are stored only where the option names one. */
const FIELDS = [
	{ name: 'tierMergeField', label: 'Tier Merge Field', own: 'TIER', itemField: 'tier' },
	{
		name: 'nextTierMergeField',
		label: 'Next Tier Merge Field',
		own: 'NEXTTIER',
		itemField: 'next_tier',
	},
	{
		name: 'lastMergeField',
		label: 'Last Commission Merge Field',
		own: '',
		itemField: 'last_commission',
	},
	{
		name: 'totalMergeField',
		label: 'Total Commission Merge Field',
		own: '',
		itemField: 'total_commission',
	},
];

/** @throws ProblemError that names the parameter */
export function readMilestoneSettings(input: Input): MilestoneSettings {
	const options = input.collection('options', 'Options');
	const prefix = (name: string, label: string, fallback: string) =>
		checkedTag(options.has(name) ? options.required(name, label) : fallback, label);
	const currency = readCurrency(input);
	const settings: MilestoneSettings = {
		dryRun: input.switch('dryRun', 'Dry Run', true),
		tiers: readBonusTiers(input, currency),
		currency,
		milestones: readMilestones(input),
		quietDays: input.number('quietDays', 'Quiet After (Days)', 60, {
			min: 0,
			max: 3_650,
			isWhole: true,
		}),
		amounts: options.choice('amounts', 'Amounts Are', AMOUNT_FORMS, 'number'),
		bonusPrefix: prefix('bonusPrefix', 'Bonus Tag Prefix', BONUS_PREFIX),
		language: options.choice('language', 'Language', LANGUAGES, 'en'),
		fields: readFields(options),
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
	refuseConflicts(settings);
	return settings;
}

function readFields(options: Input): FieldRow[] {
	return FIELDS.flatMap(({ name, label, own, itemField }) => {
		const value = options.value(name, own);
		return own === '' && value === ''
			? []
			: [{ mergeField: asMergeField(value, label), itemField }];
	});
}

/** What is no tag or merge field of its own would be written twice, or taken off. */
function refuseConflicts(settings: MilestoneSettings): void {
	const { fields, keyMergeField, linkMergeField, welcomeTag, inactiveTag, tagGroups } = settings;
	const tags = [
		{ label: 'Welcome Tag', name: welcomeTag },
		{ label: 'Inactive Tag', name: inactiveTag },
	];
	refuseEqual(tags[1], tags[0]);
	const named = [
		{ label: 'Key Merge Field', name: keyMergeField },
		{ label: 'Link Merge Field', name: linkMergeField },
	];
	for (const { mergeField, itemField } of fields) {
		const label = FIELDS.find((each) => each.itemField === itemField)?.label ?? itemField;
		const field = { label, name: mergeField };
		for (const other of named) refuseEqual(field, other);
		named.push(field);
	}
	refusePrefixes(tagGroups, tags, { label: 'Bonus Tag Prefix', name: settings.bonusPrefix });
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
