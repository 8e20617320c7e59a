import { isResourceLocatorValue, type IDataObject } from 'n8n-workflow';
import { asCommaTexts, asRows, asText, type Input } from '../../shared/input';
import { invalidInput } from '../../shared/problem';
import type { Run } from '../../shared/run';
import { withSettings } from '../../shared/settings';
import { fold } from '../../shared/texts';
import { isKept, isStored, textField, type MergeField } from '../mergeFields';
import { isMergeTag } from '../mergeFields/setup';
import type { Rules } from './types';

/** Which fields of the items say what about a person; a dot leads to a field within a field. */
export interface PersonFields {
	key: string;
	email: string;
	state: string;
	link: string;
	/** Fields that make up the name, which is only shown. */
	names: string[];
	activeWhen: string[];
	inactiveWhen: string[];
	ignoredWhen: string[];
	/** Merge tag → field of the item. */
	mergeFields: Map<string, string>;
	/** Prefix of an exclusive group of tags → field of the item. */
	tagGroups: Map<string, string>;
}

/** What a name is made of where nothing is said. */
export const NAME_FIELDS = 'first_name, last_name';

/** What a node wants of the contacts of a programme. */
export interface SyncSettings {
	/** '' for the only one of the account. */
	audienceId: string;
	fields: PersonFields;
	keyField: string;
	linkField: string;
	activeTag: string;
	inactiveTag: string;
	createMissing: boolean;
}

/** Parameters of Compare and Sync that may stand in Settings, and then are not shown. */
export const OF_PROGRAM: readonly string[] = [
	'keyMergeField',
	'linkMergeField',
	'mergeFields',
	'activeTag',
	'inactiveTag',
	'tagGroups',
	'takeOver',
	'brakePeople',
	'brakePercent',
	'newContactStatus',
	'dryRun',
];

/** The parameters of Compare or Sync, of which some may stand in Settings. */
export function programInput({ context }: Run): Input {
	return withSettings(context, [...OF_PROGRAM, 'options']);
}

/**
 * Reads what Compare and Sync have in common. It is read at the first item, once for all: n8n needs half a
 * millisecond for an expression of an item, so that 10,000 items with eight of them took 40 s.
 *
 * @throws ProblemError for anything that is missing, or contradicts itself
 */
export function readSettings(input: Input): SyncSettings {
	const settings: SyncSettings = {
		audienceId: input.locator('audience', 'Audience', 'id').value,
		fields: {
			key: input.required('keyField', 'Key Field'),
			email: input.required('emailField', 'Email Field'),
			state: input.required('stateField', 'Status Field'),
			link: input.text('linkField', 'Link Field'),
			names: asCommaTexts(input.value('options.nameFields', NAME_FIELDS), 'Name Fields'),
			activeWhen: input.commaTexts('activeWhen', 'Active When'),
			inactiveWhen: input.commaTexts('inactiveWhen', 'Inactive When'),
			ignoredWhen: input.commaTexts('ignoredWhen', 'Ignored When'),
			mergeFields: readPairs(input, 'mergeFields', 'Merge Fields', 'mergeField'),
			tagGroups: readPairs(input, 'tagGroups', 'Tag Groups', 'prefix'),
		},
		keyField: readMergeTag(input, 'keyMergeField', 'Key Merge Field'),
		linkField: readMergeTag(input, 'linkMergeField', 'Link Merge Field'),
		activeTag: readOneTag(input, 'activeTag', 'Tag When Active'),
		inactiveTag: readOneTag(input, 'inactiveTag', 'Tag When Inactive'),
		createMissing: input.switch('options.createMissing', 'Create Missing Fields and Tags', false),
	};
	check(settings);
	return settings;
}

/** The rules of a decision, with what Mailchimp's fields mean. */
export function rulesOf(
	{ activeTag, inactiveTag, keyField, linkField }: SyncSettings,
	more: Pick<Rules, 'isComplete' | 'takeOver' | 'offboardOrphans'>,
	definitions: Map<string, MergeField>,
	timeZone: string,
): Rules {
	const { isComplete, takeOver, offboardOrphans } = more;
	return {
		isComplete,
		takeOver,
		offboardOrphans,
		activeTag,
		inactiveTag,
		keyField,
		linkField,
		isStored: (tag, sent, stored) =>
			isStored(definitions.get(tag) ?? textField(tag), sent, stored, { timeZone }),
		isKept: (tag, value, stored) =>
			isKept(definitions.get(tag) ?? textField(tag), value, stored, { timeZone }),
	};
}

/** @throws ProblemError when two parameters contradict each other */
function check({ fields, keyField, linkField, activeTag, inactiveTag }: SyncSettings): void {
	const { activeWhen, inactiveWhen, ignoredWhen, mergeFields, tagGroups } = fields;
	if (activeWhen.length === 0) {
		throw invalidInput('Active When', 'is empty', 'Name the status that active people have.');
	}
	const words = [...activeWhen, ...inactiveWhen, ...ignoredWhen].map(fold);
	const twice = words.find((word, index) => words.indexOf(word) < index);
	if (twice !== undefined) {
		throw invalidInput('Active When', `and its neighbours name "${twice}" twice`, 'Name it once.');
	}
	if (keyField === linkField) {
		throw invalidInput('Key Merge Field', 'is the Link Merge Field as well', 'Use another one.');
	}
	const isTaken = [keyField, linkField].find((tag) => mergeFields.has(tag));
	if (isTaken !== undefined) {
		const remedy = 'Key and link have parameters of their own: remove the row.';
		throw invalidInput('Merge Fields', `has a row for ${isTaken}`, remedy);
	}
	if (fold(activeTag) === fold(inactiveTag)) {
		throw invalidInput('Tag When Inactive', 'is the Tag When Active as well', 'Use another one.');
	}
	for (const prefix of tagGroups.keys()) {
		const others = [...tagGroups.keys()].filter((other) => other !== prefix);
		const caught = [activeTag, inactiveTag, ...others].find((tag) =>
			fold(tag).startsWith(fold(prefix)),
		);
		if (caught === undefined) continue;
		const remedy = 'Its tags would take that one off. Use another prefix.';
		throw invalidInput('Tag Groups', `has a prefix with which ${caught} begins`, remedy);
	}
}

function readMergeTag(input: Input, name: string, label: string): string {
	const tag = input.required(name, label).toUpperCase();
	if (isMergeTag(tag)) return tag;
	const remedy = 'Use at most 10 characters: A to Z, 0 to 9 and underscore.';
	throw invalidInput(label, `is not a merge tag: "${tag}"`, remedy);
}

function readOneTag(input: Input, name: string, label: string): string {
	const tag = input.required(name, label);
	if (!tag.includes(',')) return tag;
	throw invalidInput(label, 'names more than one tag', 'Name one.');
}

/**
 * Rows that set a field of the items beside something in Mailchimp. An expression in the first field of a row may
 * give a list of rows in its place: n8n takes none for the whole of them.
 *
 * @param target the first field of a row
 */
function readPairs(
	input: Input,
	name: string,
	label: string,
	target: 'mergeField' | 'prefix',
): Map<string, string> {
	const rows = input.rows(`${name}.rows`, label).flatMap((row) => {
		const first = row[target];
		const list = isResourceLocatorValue(first) ? first.value : first;
		return Array.isArray(list) ? asRows(list, label) : [row];
	});
	const pairs = new Map<string, string>();
	for (const row of rows) {
		const text = rowText(row, target, label);
		const key = target === 'mergeField' ? text.toUpperCase() : text;
		if (pairs.has(key)) throw invalidInput(label, `has ${key} twice`, 'Remove one of the rows.');
		pairs.set(key, rowText(row, 'itemField', label));
	}
	return pairs;
}

function rowText(row: IDataObject, name: string, label: string): string {
	const text = asText(row[name], label);
	if (text !== '') return text;
	throw invalidInput(label, 'has a row that is not filled in', 'Fill it in, or remove it.');
}
