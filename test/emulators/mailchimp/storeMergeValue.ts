import { isObject, isString } from '../common';
import type { FieldError } from './errors';
import type { MailchimpSwitches } from './switches';
import { DEFAULT_SWITCHES } from './switches';
import type { AddressValue, MergeField, MergeValue } from './types';

/** What is not documented about values, as switches. */
export type ValueRules = Pick<
	MailchimpSwitches,
	'incompleteAddress' | 'birthdayRead' | 'birthdayStored' | 'otherUsPhones' | 'longUrls'
>;

/**
 * What became of a value: it is stored, dropped without a word, or refused, by the field ("Your merge
 * fields were invalid.") or by the schema of the request ("The resource submitted could not be validated.").
 */
export type StoreOutcome =
	| { kind: 'stored'; value: MergeValue }
	| { kind: 'dropped' }
	| { kind: 'invalid'; error: FieldError }
	| { kind: 'schema'; error: FieldError };

/** What a field makes of a value that is not empty. */
type Outcome = { value: MergeValue } | { problem: string } | 'dropped' | 'schema-error';

const ok = (value: MergeValue): Outcome => ({ value });
const refuse = (problem: string): Outcome => ({ problem });

/**
 * "text: a string limited to 255 bytes", longer ones are cut without a word (Mailchimp docs, merge
 * fields). A character is never cut in half.
 */
function cutTo255Bytes(text: string): string {
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

/** Decimal notation, as the number patterns of the API spec have it; no thousands, no hexadecimal. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

function number(text: string): Outcome {
	return NUMBER.test(text) ? ok(Number(text)) : refuse('Please enter a number');
}

/**
 * YYYY-MM-DD, YYYY/MM/DD and DD-MM-YYYY (Mailchimp docs, merge fields); with slashes and the year last, the
 * field's `date_format` says which is the day. Stored as YYYY-MM-DD (recorded).
 */
function date(field: MergeField, text: string): Outcome {
	const yearFirst = /^(\d{4})([-/])(\d{2})\2(\d{2})$/.exec(text);
	const yearLast = /^(\d{2})([-/])(\d{2})\2(\d{4})$/.exec(text);
	let parts: Array<string | undefined> = [];
	if (yearFirst !== null) parts = [yearFirst[1], yearFirst[3], yearFirst[4]];
	if (yearLast !== null) {
		const [, first, mark, second, year] = yearLast;
		const dayFirst = mark === '-' || field.options.date_format === 'DD/MM/YYYY';
		parts = dayFirst ? [year, second, first] : [year, first, second];
	}
	const iso = parts.join('-');
	const parsed = new Date(`${iso}T00:00:00Z`);
	const isReal = parts.length === 3 && !Number.isNaN(parsed.getTime());
	return isReal && parsed.toISOString().startsWith(iso) ? ok(iso) : refuse('Please enter the date');
}

/** Two numbers of two digits and a slash; an ISO date fails (mc-magento2, issue 987). */
function birthday(field: MergeField, text: string, rules: ValueRules): Outcome {
	const dayFirst = field.options.date_format === 'DD/MM';
	const readsDayFirst = dayFirst && rules.birthdayRead === 'by-format';
	const [, first = '', second = ''] = /^(\d{2})\/(\d{2})$/.exec(text) ?? [];
	const [month, day] = readsDayFirst ? [second, first] : [first, second];
	// In a leap year: February has 29 days. Days that the month does not have are not told apart by the message.
	const parsed = new Date(`2024-${month}-${day}T00:00:00Z`);
	if (Number.isNaN(parsed.getTime()) || !parsed.toISOString().startsWith(`2024-${month}-${day}`)) {
		return refuse('Please enter a month (01-12) and a day (01-31)');
	}
	const showsDayFirst = dayFirst && rules.birthdayStored === 'by-format';
	return ok(showsDayFirst ? `${day}/${month}` : `${month}/${day}`);
}

/**
 * International numbers are stored as they come (recorded: +5583999999999); US ones are NPA-NXX-LINE
 * (404-555-1212; API 2.0 docs, quoted in yikes-inc-easy-mailchimp-extender issue 431). The words of the
 * refusal were not found.
 */
function phone(field: MergeField, text: string, rules: ValueRules): Outcome {
	const isFree = field.options.phone_format !== 'US' || rules.otherUsPhones === 'stored';
	if (isFree || /^[2-9]\d{2}-[2-9]\d{2}-\d{4}$/.test(text)) return ok(text);
	return refuse('Please enter a valid phone number');
}

function url(text: string, { longUrls }: ValueRules): Outcome {
	if (longUrls === 'stored' || Buffer.byteLength(text) <= 255) return ok(text);
	if (longUrls === 'changed') return ok(text.replace('https://', 'http://'));
	return longUrls === 'cut' ? ok(cutTo255Bytes(text)) : refuse('That is not a valid URL');
}

const ADDRESS_REQUIRED = ['addr1', 'city', 'state', 'zip'] as const;

/** All strings; addr1, city, state and zip required, addr2 and country not (Mailchimp docs). */
function address(value: unknown, rules: ValueRules): Outcome {
	const parts = isObject(value) ? value : {};
	const part = (name: string): string => {
		const text = parts[name];
		return isString(text) ? text : '';
	};
	if (!ADDRESS_REQUIRED.every((name) => part(name) !== '')) {
		if (rules.incompleteAddress !== 'refused') return rules.incompleteAddress;
		return refuse('Please enter a complete address');
	}
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

function choice({ options: { choices = [] } }: MergeField, text: string): Outcome {
	return choices.includes(text) ? ok(text) : refuse(`Value must be one of: ${choices.join(', ')}`);
}

function byType(field: MergeField, value: unknown, text: string, rules: ValueRules): Outcome {
	switch (field.type) {
		case 'text':
			return ok(cutTo255Bytes(text));
		case 'phone':
			return phone(field, text, rules);
		case 'number':
			return number(text);
		case 'radio':
		case 'dropdown':
			return choice(field, text);
		case 'date':
			return date(field, text);
		case 'birthday':
			return birthday(field, text, rules);
		case 'zip':
			return /^\d{5}$/.test(text) ? ok(text) : refuse('Please enter a zip code (5 digits)');
		case 'url':
		case 'imageurl':
			return isWebAddress(text) ? url(text, rules) : refuse('That is not a valid URL');
		case 'address':
			return address(value, rules);
	}
}

/**
 * Whether a value fits the schema of merge values: a string, a number, or an object, which only an address
 * is (API spec, `merge_fields`).
 * @param field undefined for a key that is no field of the audience
 */
export function fitsSchema(field: MergeField | undefined, value: unknown): boolean {
	if (isObject(value)) return field === undefined || field.type === 'address';
	return isString(value) || typeof value === 'number';
}

/** The error for what does not fit: null, booleans, arrays, and objects (craft-mailchimplists issue 3). */
export function schemaError(tag: string): FieldError {
	return {
		field: `merge_fields.${tag}`,
		message: 'Data did not match any of the schemas described in anyOf.',
	};
}

/**
 * What Mailchimp makes of a value that is written to a merge field. `""` clears a field of any type
 * (recorded). Whether the field is required plays no part here.
 * @param value anything from a JSON body
 * @param rules undocumented behaviour; the emulator's defaults when left out
 */
export function storeMergeValue(
	field: MergeField,
	value: unknown,
	rules: ValueRules = DEFAULT_SWITCHES,
): StoreOutcome {
	if (value === '') return { kind: 'stored', value: '' };
	if (!fitsSchema(field, value)) return { kind: 'schema', error: schemaError(field.tag) };
	const text = isString(value) || typeof value === 'number' ? String(value) : '';
	const outcome = byType(field, value, text, rules);
	if (outcome === 'dropped') return { kind: 'dropped' };
	if (outcome === 'schema-error') return { kind: 'schema', error: schemaError(field.tag) };
	if ('value' in outcome) return { kind: 'stored', value: outcome.value };
	return { kind: 'invalid', error: { field: field.tag, message: outcome.problem } };
}
