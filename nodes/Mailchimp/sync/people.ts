import type { IDataObject } from 'n8n-workflow';
import { ProblemError, type Problem } from '../../shared/problem';
import { isRecord } from '../../shared/record';
import { asPlainText, fold } from '../../shared/texts';
import { textField, toSend, type MergeField, type MergeValue } from '../mergeFields';
import type { PersonFields } from './settings';
import type { Person, State } from './types';

/** What is to be known before people can be read. */
export interface PeopleContext {
	/** Merge tag → definition; one that is not there is taken for text. */
	definitions: Map<string, MergeField>;
	/** The zone of the workflow (IANA name). */
	timeZone: string;
}

/**
 * Reads a person out of the data of an item.
 *
 * @param isApproval whether the item says that the person has just been approved
 */
export function readPerson(
	json: IDataObject,
	fields: PersonFields,
	context: PeopleContext,
	isApproval: boolean,
): Person {
	const text = (name: string) => asPlainText(valueAt(json, name));
	const stateWord = text(fields.state);
	const link = fields.link === '' ? undefined : valueAt(json, fields.link);
	const person: Person = {
		key: text(fields.key),
		email: text(fields.email),
		name: fields.names.map(text).filter(Boolean).join(' '),
		state: stateOf(stateWord, fields),
		stateWord,
		link: link === undefined ? undefined : asPlainText(link),
		fields: new Map(),
		groupTags: [],
		isApproval,
	};
	const missing = [fields.key, fields.email, fields.state, ...fields.mergeFields.values()].find(
		(name) => valueAt(json, name) === undefined,
	);
	if (missing !== undefined) person.missing = missing;
	const problem = readValues(person, json, fields, context);
	if (problem !== undefined) person.problem = problem.message;
	return person;
}

/** @returns what is wrong with the first value that is nothing for its field */
function readValues(
	person: Person,
	json: IDataObject,
	{ mergeFields, tagGroups }: PersonFields,
	{ definitions, timeZone }: PeopleContext,
): Problem | undefined {
	for (const [prefix, name] of tagGroups) {
		const value = slug(asPlainText(valueAt(json, name)));
		if (value !== '') person.groupTags.push({ prefix, tag: prefix + value });
	}
	for (const [tag, name] of mergeFields) {
		const field = definitions.get(tag) ?? textField(tag);
		const read = valueToSend(field, valueAt(json, name), timeZone);
		if ('problem' in read) return read.problem;
		if (read.value !== undefined) person.fields.set(tag, read.value);
	}
	return undefined;
}

function valueToSend(
	field: MergeField,
	value: unknown,
	timeZone: string,
): { value: MergeValue | undefined } | { problem: Problem } {
	let thrown: unknown;
	try {
		return { value: toSend(field, value, { timeZone }) };
	} catch (error) {
		thrown = error;
	}
	if (thrown instanceof ProblemError) return { problem: thrown.problem };
	throw thrown;
}

/**
 * Fields that no item has: with one of them misspelt everybody would look as if it were empty.
 *
 * @returns their names
 */
export function missingEverywhere(items: IDataObject[], fields: PersonFields): string[] {
	const names = [fields.key, fields.email, fields.state, ...fields.mergeFields.values()];
	return names.filter((name) => items.every((json) => valueAt(json, name) === undefined));
}

/** A field of an item: by its whole name, or a field within a field where the name has dots. */
export function valueAt(json: IDataObject, name: string): unknown {
	if (Object.hasOwn(json, name)) return json[name];
	let value: unknown = json;
	for (const part of name.split('.')) {
		if (!isRecord(value) || !Object.hasOwn(value, part)) return undefined;
		value = value[part];
	}
	return value;
}

function stateOf(word: string, { activeWhen, inactiveWhen, ignoredWhen }: PersonFields): State {
	const isOne = (words: string[]) => words.some((each) => fold(each) === fold(word));
	if (isOne(activeWhen)) return 'active';
	if (isOne(inactiveWhen)) return 'inactive';
	return isOne(ignoredWhen) ? 'ignored' : 'unknown';
}

/** Accents of Latin letters (Unicode, combining diacritical marks); other scripts need their marks. */
const ACCENTS = /[\u0300-\u036f]/g;

/** A value as a part of a tag: "Gold Plus" becomes "gold-plus", and "Élite" "elite". */
function slug(text: string): string {
	const plain = text.toLowerCase().normalize('NFKD').replace(ACCENTS, '');
	return plain.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
}
