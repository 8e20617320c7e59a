import { isResourceLocatorValue, type IDataObject } from 'n8n-workflow';
import { invalidInput } from './problem';
import { isRecord } from './record';
import { timeOf } from './times';

/** What a resource locator holds: how the record was chosen, and which one. */
export interface Locator {
	mode: string;
	/** The chosen id, name, code … without surrounding blanks; '' when nothing was chosen. */
	value: string;
}

/** Between which numbers a number has to be; whole ones only where it says so. */
export interface NumberRange {
	min?: number;
	max?: number;
	isWhole?: boolean;
}

const ON = ['true', 'yes'];
const OFF = ['false', 'no'];

/** See `ItemInput.switch`; for values in rows and collections. */
export function asSwitch(value: unknown, label: string): boolean {
	if (typeof value === 'boolean') return value;
	const word = typeof value === 'string' ? value.trim().toLowerCase() : undefined;
	if (word !== undefined && ON.includes(word)) return true;
	if (word !== undefined && OFF.includes(word)) return false;
	throw invalidInput(
		label,
		isEmpty(value) ? 'is empty' : `is neither on nor off: ${shown(value)}`,
		'Give true or false (yes and no do as well), or check what is mapped to it.',
	);
}

/** See `ItemInput.choice`. */
export function asChoice<T extends string>(
	value: unknown,
	label: string,
	choices: readonly T[],
): T {
	const word = typeof value === 'string' ? value.trim().toLowerCase() : undefined;
	const chosen = choices.find((choice) => choice.toLowerCase() === word);
	if (chosen !== undefined) return chosen;
	throw invalidInput(
		label,
		isEmpty(value) ? 'is empty' : `is none of its choices: ${shown(value)}`,
		`Give one of ${choices.join(', ')}, or check what is mapped to it.`,
	);
}

/** See `ItemInput.choices`. */
export function asChoices<T extends string>(
	value: unknown,
	label: string,
	choices: readonly T[],
): T[] {
	const list: unknown[] = Array.isArray(value) ? value : [value];
	return list.map((each) => asChoice(each, label, choices));
}

/** A number as people write it, with a point for the decimals: not "0x10", which JavaScript takes for 16. */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** See `ItemInput.number`. */
export function asNumber(value: unknown, label: string, range: NumberRange = {}): number {
	const { min = -Infinity, max = Infinity, isWhole = false } = range;
	const isText = typeof value === 'string' && DECIMAL.test(value.trim());
	const number = typeof value === 'number' || isText ? Number(value) : NaN;
	const isRight = Number.isFinite(number) && (!isWhole || Number.isInteger(number));
	if (isRight && number >= min && number <= max) return number;
	const wanted = `a ${isWhole ? 'whole number' : 'number'}${boundsOf(min, max)}`;
	throw invalidInput(
		label,
		isEmpty(value) ? 'is empty' : `is not ${wanted}: ${shown(value)}`,
		`Give ${wanted}, with a point for decimals, or check what is mapped to it.`,
	);
}

/** e.g. " from 1 to 60" */
function boundsOf(min: number, max: number): string {
	if (max === Infinity) return min === -Infinity ? '' : ` of ${min} or more`;
	return min === -Infinity ? ` of ${max} or less` : ` from ${min} to ${max}`;
}

/**
 * A time: as text ("2026-11-30T09:00:00", or as mails and databases have it), or a Date or DateTime of an
 * expression.
 *
 * @param zone the time zone of a text that names none
 * @throws ProblemError for anything else, also for nothing
 */
export function asTime(value: unknown, label: string, zone: string): Date {
	const time = timeOf(value, zone);
	if (time !== undefined) return time;
	throw invalidInput(
		label,
		isEmpty(value) ? 'is empty' : `is not a date: ${shown(value)}`,
		'Pick a date, or give one as text with the year first, like "2026-11-30T09:00:00" or "2026-11-30".',
	);
}

/** See `ItemInput.text`. What a picker (resource locator) has chosen counts as typed. */
export function asText(value: unknown, label: string): string {
	if (isResourceLocatorValue(value)) return asText(value.value, label);
	if (value === undefined || value === null) return '';
	if (typeof value === 'string' || Number.isFinite(value)) return String(value).trim();
	throw invalidInput(
		label,
		`is no text: ${shown(value)}`,
		typeof value === 'number'
			? 'Check its expression: it calculates with something that is no number.'
			: 'Map a single text or number to it, not an object or a list.',
	);
}

/** See `ItemInput.texts`. */
export function asTexts(value: unknown, label: string): string[] {
	const list: unknown[] = Array.isArray(value) ? value : [value];
	return list.map((text) => asText(text, label)).filter((text) => text !== '');
}

/** See `ItemInput.commaTexts`. */
export function asCommaTexts(value: unknown, label: string): string[] {
	return asTexts(value, label)
		.flatMap((text) => text.split(','))
		.map((text) => text.trim())
		.filter((text) => text !== '');
}

/** See `ItemInput.collection`; nothing is a collection without entries. */
export function asEntries(value: unknown, label: string): IDataObject {
	if (isEmpty(value)) return {};
	if (isEntries(value)) return value;
	throw invalidInput(label, `is no collection: ${shown(value)}`, 'Check what is mapped to it.');
}

/**
 * The entries of an object in a field for JSON. n8n gives the text of what was typed there, and the object of an expression.
 *
 * @throws ProblemError for anything else
 */
export function asJsonEntries(value: unknown, label: string): IDataObject {
	return asEntries(parsed(value), label);
}

function parsed(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value);
	} catch {
		// No JSON: what it is instead is told by whoever wants an object.
		return value;
	}
}

/** See `ItemInput.rows`. */
export function asRows(value: unknown, label: string): IDataObject[] {
	if (isEmpty(value)) return [];
	const rows: unknown[] = Array.isArray(value) ? value : [undefined];
	if (rows.every(isEntries)) return rows;
	throw invalidInput(label, `is no list of rows: ${shown(value)}`, 'Check what is mapped to it.');
}

/** See `ItemInput.locator`. */
export function asLocator(value: unknown, label: string, defaultMode: string): Locator {
	const mode = isResourceLocatorValue(value) ? value.mode : defaultMode;
	return { mode, value: asText(value, label) };
}

function isEntries(value: unknown): value is IDataObject {
	return isRecord(value) && !Array.isArray(value);
}

/** Whether a value is nothing: none, or a text of blanks. */
export function isEmpty(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/** A value as a message shows it: what kind of thing it is, and of texts the beginning. */
function shown(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object') return 'an object';
	const text = String(value);
	return `"${text.length > 50 ? `${text.slice(0, 50)}…` : text}"`;
}
