import type { IDataObject } from 'n8n-workflow';
import { ProblemError } from '../../shared/problem';
import { isRecord } from '../../shared/record';
import { isDate, isDateTime } from '../../shared/times';

/** A merge field of an audience, as far as its values are concerned. */
export interface MergeField {
	/** In upper case. */
	tag: string;
	name: string;
	/** One of Mailchimp's types, e.g. "url". */
	type: string;
	required: boolean;
	/** What can be chosen, for the types dropdown and radio. */
	choices: string[];
	/** For dates and birthdays: "MM/DD/YYYY", "DD/MM/YYYY", "MM/DD" or "DD/MM". */
	dateFormat?: string;
	/** For phones: "US", or another word for any number. */
	phoneFormat?: string;
}

/** A value as the body of a request has it (Mailchimp API, `merge_fields`). */
export type MergeValue = string | number | IDataObject;

/** What a value means may depend on this. */
export interface ValueContext {
	/** The zone of the workflow (IANA name). */
	timeZone: string;
}

/** What is peculiar to one of Mailchimp's types; T is what a value means. */
export interface MergeFieldType<T> {
	/**
	 * Reads what users have, and what Mailchimp gives back.
	 *
	 * @param value not empty
	 * @returns undefined when it is empty all the same
	 * @throws ProblemError `invalid_merge_field`
	 */
	parse(value: unknown, field: MergeField, context: ValueContext): T | undefined;
	/** Writes it as Mailchimp takes it. */
	format(value: T, field: MergeField): MergeValue;
	/** Whether two values mean the same. */
	equal(one: T, other: T, field: MergeField): boolean;
}

/** Reads a merge field object of Mailchimp's API. */
export function readMergeField(body: IDataObject): MergeField {
	const options = isRecord(body.options) ? body.options : {};
	const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined);
	return {
		tag: String(body.tag).toUpperCase(),
		name: String(body.name ?? body.tag),
		type: String(body.type),
		required: body.required === true,
		choices: Array.isArray(options.choices) ? options.choices.map(String) : [],
		dateFormat: text(options.date_format),
		phoneFormat: text(options.phone_format),
	};
}

/** What is assumed of a field that the panel knows as text or link. */
export function textField(tag: string): MergeField {
	return { tag, name: tag, type: 'text', required: false, choices: [] };
}

/**
 * Whether there is nothing in a value: nothing, blanks, an empty list, or an object of nothing but that.
 * A number and a switch are never empty.
 */
export function isEmptyValue(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	if (typeof value === 'string') return value.trim() === '';
	if (Array.isArray(value)) return value.every(isEmptyValue);
	if (!isRecord(value) || isDate(value) || isDateTime(value)) return false;
	return Object.values(value).every(isEmptyValue);
}

const WEB_LINK = /^https?:\/\/\S+$/i;

/**
 * Takes the effect out of Mailchimp's merge tag syntax in a value. Names and the like are written by
 * strangers, and it is not documented whether Mailchimp evaluates a merge tag that is part of a value,
 * such as a first name "*|UNSUB|*". So `*|` and `|*` are taken apart: by a blank in texts; in links, where
 * a blank would break them, by the escape for "|", which leads to the same page (RFC 3986, 2.1).
 *
 * @param text the value of a merge field
 */
export function withoutMergeSyntax(text: string): string {
	if (WEB_LINK.test(text)) return text.replace(/(?<=\*)\||\|(?=\*)/g, '%7C');
	return text.replace(/(?<=\*)(?=\|)|(?<=\|)(?=\*)/g, ' ');
}

/** The longest piece of a value that an error shows. */
const SHOWN = 50;

/**
 * The error for a value that is nothing for its field.
 *
 * @param takes what the field takes, e.g. "a number"
 * @param fix how to write it
 */
export function badValue(
	{ tag }: MergeField,
	value: unknown,
	takes: string,
	fix: string,
): ProblemError {
	return new ProblemError({
		code: 'invalid_merge_field',
		message: `The merge field ${tag} takes ${takes}, not ${shown(value)}`,
		fix: `The item was not sent. ${fix} Check what is mapped to ${tag} under Merge Fields.`,
	});
}

function shown(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	if (isRecord(value)) return 'an object';
	const text = String(value);
	return `"${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}"`;
}
