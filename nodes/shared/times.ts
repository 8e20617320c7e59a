import { tryToParseDateTime } from 'n8n-workflow';
import { isRealDay } from './days';
import { isRecord } from './record';

const CLOCK = String.raw`(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?`;
const OFFSET = String.raw`[+-](?:0\d|1[0-4])(?::?[0-5]\d)?`;

/** ISO 8601, and as databases write it: the same with a blank in the middle. */
const YEAR_FIRST = new RegExp(
	`^(\\d{4}-\\d{2}-\\d{2})(?:[T ](${CLOCK}) ?(Z|UTC|GMT|${OFFSET})?)?$`,
	'i',
);

/** The names of zones in mails (RFC 2822, 4.3). */
const MAIL_ZONES = 'Z|UTC?|GMT|[ECMP][SD]T';
const MONTHS = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
const WEEKDAYS = 'Sun|Mon|Tue|Wed|Thu|Fri|Sat';

/** As mails have it: "Mon, 30 Nov 2026 09:00:00 +0100 (CET)". The zone may be left out, unlike there. */
const AS_IN_MAILS = new RegExp(
	`^(?:(${WEEKDAYS}), *)?(\\d{1,2}) +(${MONTHS}) +(\\d{4}) +(${CLOCK})` +
		`(?: +(${MAIL_ZONES}|${OFFSET})(?: +\\([^()]*\\))?)?$`,
	'i',
);

/** Hours from UTC, where it is not UTC itself. */
const ZONE_HOURS: Record<string, string> = {
	EDT: '-04:00',
	EST: '-05:00',
	CDT: '-05:00',
	CST: '-06:00',
	MDT: '-06:00',
	MST: '-07:00',
	PDT: '-07:00',
	PST: '-08:00',
};

/**
 * Reads a time that is clearly meant: a Date or DateTime of an expression, or a text that begins with the year
 * (ISO 8601, SQL) or is written as mails have it (RFC 2822). A number is none: it could be seconds,
 * milliseconds or that of an order.
 *
 * @param zone the time zone of a text that names none (IANA name)
 * @returns undefined for anything else, also for a day that the calendar does not have
 */
export function timeOf(value: unknown, zone: string): Date | undefined {
	if (isDate(value)) return Number.isNaN(value.getTime()) ? undefined : new Date(value.getTime());
	const text: unknown = isDateTime(value) ? value.toISO() : value;
	const iso = typeof text === 'string' ? isoOf(text.trim()) : undefined;
	// n8n's parser makes a guess in the zone of the machine of what it does not know, so that it is given ISO 8601 only.
	return iso === undefined ? undefined : tryToParseDateTime(iso, zone).toJSDate();
}

/** Whether a value is a point in time as n8n's expressions have it, e.g. `$now` (a DateTime of Luxon). */
export function isDateTime(value: unknown): value is { toISO(): string } {
	return isRecord(value) && 'toISO' in value && typeof value.toISO === 'function';
}

/** Whether a value is a JavaScript Date, also one of another realm, such as a sandbox that runs expressions. */
export function isDate(value: unknown): value is Date {
	return Object.prototype.toString.call(value) === '[object Date]';
}

/** A text as ISO 8601 has it; undefined for what is no time. */
function isoOf(text: string): string | undefined {
	const yearFirst = YEAR_FIRST.exec(text);
	if (yearFirst) return joined(yearFirst[1], yearFirst[2], yearFirst[3]);
	const [, weekday, day, month, year, clock, zone] = AS_IN_MAILS.exec(text) ?? [];
	if (year === undefined) return undefined;
	const pad = (number: number | string) => String(number).padStart(2, '0');
	const date = `${year}-${pad(placeOf(month, MONTHS) + 1)}-${pad(day)}`;
	const isItsDay =
		weekday === undefined || new Date(date).getUTCDay() === placeOf(weekday, WEEKDAYS);
	return isItsDay ? joined(date, clock, zone) : undefined;
}

/** Where a name stands among others that "|" divides. */
function placeOf(name: string, names: string): number {
	return names.toLowerCase().split('|').indexOf(name.toLowerCase());
}

function joined(date: string, clock = '', zone = ''): string | undefined {
	if (!isRealDay(date)) return undefined;
	if (clock === '') return date;
	const name = zone.toUpperCase();
	return `${date}T${clock}${/^[A-Z]/.test(name) ? (ZONE_HOURS[name] ?? 'Z') : name}`;
}
