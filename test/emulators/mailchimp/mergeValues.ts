import { isObject, isString, type JsonObject } from '../common';
import { mergeFieldErrors, schemaErrors, type FieldError } from './errors';
import type { AddressValue, Audience, MergeField, MergeValue } from './types';

/** What a value became, or why it was refused. */
type Outcome = { value: MergeValue } | { problem: string };

const ok = (value: MergeValue): Outcome => ({ value });
const refuse = (problem: string): Outcome => ({ problem });

/**
 * "text: a string limited to 255 bytes", longer ones are cut without a word (Mailchimp docs, merge
 * fields). A character is never cut in half.
 */
export function cutTo255Bytes(text: string): string {
	const bytes = Buffer.from(text, 'utf8');
	if (bytes.length <= 255) return text;
	let end = 255;
	while (((bytes[end] ?? 0) & 0b1100_0000) === 0b1000_0000) end -= 1;
	return bytes.toString('utf8', 0, end);
}

/** Not with URL.canParse, which Node.js 20 gets wrong for letters such as "ü" once it was called often. */
function isWebAddress(text: string): boolean {
	if (/\s/.test(text)) return false;
	try {
		const { protocol, hostname } = new URL(text);
		return (protocol === 'http:' || protocol === 'https:') && hostname.includes('.');
	} catch {
		return false;
	}
}

/** YYYY-MM-DD, YYYY/MM/DD, DD-MM-YYYY or MM/DD/YYYY (Mailchimp docs); null when it is no date. */
export function normalDate(text: string): string | null {
	const yearFirst = /^(\d{4})([-/])(\d{2})\2(\d{2})$/.exec(text);
	const dayFirst = /^(\d{2})-(\d{2})-(\d{4})$/.exec(text);
	const monthFirst = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
	const parts = yearFirst
		? [yearFirst[1], yearFirst[3], yearFirst[4]]
		: dayFirst
			? [dayFirst[3], dayFirst[2], dayFirst[1]]
			: monthFirst
				? [monthFirst[3], monthFirst[1], monthFirst[2]]
				: [];
	const iso = parts.join('-');
	const date = new Date(`${iso}T00:00:00Z`);
	const real = parts.length === 3 && !Number.isNaN(date.getTime());
	return real && date.toISOString().startsWith(iso) ? iso : null;
}

const ADDRESS_REQUIRED = ['addr1', 'city', 'state', 'zip'] as const;

/** All strings; addr1, city, state and zip required, addr2 and country not. */
function address(value: unknown): Outcome {
	if (!isObject(value)) return refuse('Please enter a complete address');
	const part = (name: string): string => {
		const text = value[name];
		return isString(text) ? text : '';
	};
	const complete = ADDRESS_REQUIRED.every((name) => part(name) !== '');
	if (!complete) return refuse('Please enter a complete address');
	const whole: AddressValue = {
		addr1: part('addr1'),
		addr2: part('addr2'),
		city: part('city'),
		state: part('state'),
		zip: part('zip'),
		country: part('country') || 'US',
	};
	return ok(whole);
}

function choices(field: MergeField): string[] {
	const { choices: list } = field.options;
	return Array.isArray(list) ? list.filter(isString) : [];
}

function byType(field: MergeField, value: unknown, text: string): Outcome {
	switch (field.type) {
		case 'text':
			return ok(cutTo255Bytes(text));
		case 'phone':
			return ok(text);
		case 'number':
			return Number.isFinite(Number(text)) ? ok(Number(text)) : refuse('Please enter a number');
		case 'radio':
		case 'dropdown': {
			const allowed = choices(field);
			return allowed.includes(text)
				? ok(text)
				: refuse(`Value must be one of: ${allowed.join(', ')}`);
		}
		case 'date': {
			const date = normalDate(text);
			return date === null ? refuse('Please enter the date') : ok(date);
		}
		case 'birthday':
			return /^(0[1-9]|1[0-2])\/(0[1-9]|[12]\d|3[01])$/.test(text)
				? ok(text)
				: refuse('Please enter a month (01-12) and a day (01-31)');
		case 'zip':
			return /^\d{5}$/.test(text) ? ok(text) : refuse('Please enter a zip code (5 digits)');
		case 'url':
		case 'imageurl':
			return isWebAddress(text) ? ok(text) : refuse('Please enter a valid URL');
		case 'address':
			return address(value);
	}
}

/** `""` clears a field whatever its type (seen in recorded traffic). */
function checkValue(field: MergeField, value: unknown): Outcome {
	if (value === '') return ok('');
	if (isObject(value) && field.type !== 'address') return refuse('Please enter a value');
	return byType(field, value, isString(value) || typeof value === 'number' ? String(value) : '');
}

/** null, true and false fit none of the schemas (string, number, address object): a schema error. */
function checkSchema(values: JsonObject): void {
	const errors = Object.entries(values)
		.filter(([, value]) => value === null || !['string', 'number', 'object'].includes(typeof value))
		.map(([tag]) => ({
			field: `merge_fields.${tag}`,
			message: 'Data did not match any of the schemas described in anyOf.',
		}));
	if (errors.length > 0) throw schemaErrors(...errors);
}

const isEmpty = (value: MergeValue | undefined): boolean => value === undefined || value === '';

/**
 * Works out the merge fields of a contact after a write. Fields that are not sent keep their value,
 * unknown ones are dropped without a word (recorded traffic: 200).
 * @param skipRequired `skip_merge_validation`: required fields may be empty; types are still checked
 * @throws Problem 400 with one entry per bad field
 */
export function mergedValues(
	audience: Audience,
	current: ReadonlyMap<string, MergeValue>,
	sent: JsonObject,
	skipRequired: boolean,
): Map<string, MergeValue> {
	checkSchema(sent);
	const result = new Map(current);
	const errors: FieldError[] = [];
	for (const field of audience.mergeFields) {
		const value = sent[field.tag];
		const outcome = value === undefined ? undefined : checkValue(field, value);
		if (outcome !== undefined && 'problem' in outcome) {
			errors.push({ field: field.tag, message: outcome.problem });
			continue;
		}
		if (outcome !== undefined) result.set(field.tag, outcome.value);
		if (field.required && !skipRequired && isEmpty(result.get(field.tag))) {
			errors.push({ field: field.tag, message: 'Please enter a value' });
		}
	}
	if (errors.length > 0) throw mergeFieldErrors(errors);
	return result;
}
