import type { IDataObject } from 'n8n-workflow';
import type { Input } from '../../shared/input';
import { invalidInput, ProblemError } from '../../shared/problem';
import { AMOUNT_FORMS, type AmountForm } from '../commissions/amounts';
import { isLeftOut, isNews, readNews } from '../commissions/news';
import type { Tier } from '../tiers/types';
import { LANGUAGES, type Language } from '../words';
import { readMergeField, readTag, refuseEqual } from './names';
import type { FieldRow } from './rows';
import { readCurrency, readTiers } from './tiers';

/** What a user may set for commission notices, checked. A type, so that it is an item's data as it is. */
export type NoticeSettings = {
	/** Merge field ← field of *Commission: Describe*. */
	fields: FieldRow[];
	tiers: Tier[];
	amounts: AmountForm;
	/** Three letters; '' when none is set. */
	currency: string;
	language: Language;
	keyMergeField: string;
	linkMergeField: string;
	welcomeTag: string;
	inactiveTag: string;
};

/** The merge fields, and what they get. */
const FIELDS = [
	{ name: 'lastMergeField', label: 'Last Commission Merge Field', itemField: 'last_commission' },
	{ name: 'totalMergeField', label: 'Total Commission Merge Field', itemField: 'total_commission' },
	{ name: 'nextTierMergeField', label: 'Next Tier Merge Field', itemField: 'next_tier' },
];

/**
 * How many seconds news wait that another webhook may tell at the same moment, so that by then its event can be read.
 *
 * @throws ProblemError for anything but a whole number from 0 to 300
 */
export function readSecondWait(input: Input): number {
	const range = { min: 0, max: 300, isWhole: true };
	const options = input.collection('options', 'Options');
	return options.number('secondWait', 'Second Webhook Waits (Seconds)', 20, range);
}

/** How far from its time a conversion is looked for: the API takes whole seconds. */
const AROUND_MS = 1_000;

/**
 * Reads what is set for commission notices, and refuses what is not clearly meant.
 *
 * @throws ProblemError that names the parameter
 */
export function readNoticeSettings(input: Input): NoticeSettings {
	const options = input.collection('options', 'Options');
	const settings: NoticeSettings = {
		fields: FIELDS.map(({ name: parameter, label, itemField }) => ({
			mergeField: readMergeField(input, parameter, label),
			itemField,
		})),
		tiers: readTiers(input),
		amounts: input.choice('amounts', 'Amounts Are', AMOUNT_FORMS, 'number'),
		currency: readCurrency(input),
		language: options.choice('language', 'Language', LANGUAGES, 'en'),
		keyMergeField: readMergeField(input, 'keyMergeField', 'Key Merge Field'),
		linkMergeField: readMergeField(input, 'linkMergeField', 'Link Merge Field'),
		welcomeTag: readTag(input, 'welcomeTag', 'Welcome Tag'),
		inactiveTag: readTag(input, 'inactiveTag', 'Inactive Tag'),
	};
	refuseConflicts(settings);
	return settings;
}

/**
 * What a piece of news has the other nodes look for.
 *
 * @returns undefined for what is left out
 * @throws ProblemError for anything but news
 */
export function newsFields(item: IDataObject): IDataObject | undefined {
	if (!isNews(item)) {
		throw new ProblemError({
			code: 'no_news',
			message: 'The item is no news of a conversion, a payment or a bonus tier',
			fix: 'Nothing was recorded. In Refersion Trigger choose only the events of conversions, payments and bonus tiers.',
		});
	}
	if (isLeftOut(item)) return undefined;
	const news = readNews(item);
	// What is missing is said by Describe, so that one piece of news does not end a run of several.
	const created = 'missing' in news ? NaN : Date.parse(news.created);
	const around = (difference: number) =>
		Number.isNaN(created) ? '' : new Date(created + difference).toISOString();
	return {
		id: 'missing' in news ? '' : news.affiliateId,
		just_before: around(-AROUND_MS),
		just_after: around(AROUND_MS),
	};
}

function refuseConflicts(settings: NoticeSettings): void {
	const { fields, keyMergeField, linkMergeField, welcomeTag, inactiveTag } = settings;
	const welcome = { label: 'Welcome Tag', name: welcomeTag };
	refuseEqual({ label: 'Inactive Tag', name: inactiveTag }, welcome);
	const taken = new Set([keyMergeField, linkMergeField]);
	for (const [index, { mergeField }] of fields.entries()) {
		if (taken.has(mergeField)) {
			const remedy = 'Each merge field can hold one thing. Choose another one.';
			throw invalidInput(FIELDS[index].label, `is taken already: ${mergeField}`, remedy);
		}
		taken.add(mergeField);
	}
	const key = { label: 'Key Merge Field', name: keyMergeField };
	refuseEqual(key, { label: 'Link Merge Field', name: linkMergeField });
}
