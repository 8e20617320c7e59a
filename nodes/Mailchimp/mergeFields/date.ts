import { tryToParseDateTime } from 'n8n-workflow';
import { isRealDay } from '../../shared/days';
import { isDate, isDateTime } from '../../shared/times';
import { badValue, type MergeField, type MergeFieldType, type ValueContext } from './field';

/** A day of the calendar. */
export interface Day {
	/** YYYY-MM-DD */
	iso: string;
	month: number;
	day: number;
}

const HOW =
	'Write the year first, like 2026-12-31, or as 12/31/2026 (by the date format of the field) or 31.12.2026.';

/**
 * A date and time: the time decides, with its zone, on which day it is in the zone of the workflow. ISO 8601
 * and SQL only: of anything else n8n's parser makes a guess in the zone of the machine.
 */
const WITH_TIME =
	/^(\d{4})-(\d{2})-(\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?(?:Z|[+-]\d{2}(?::?\d{2})?))?$/i;

const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;

/**
 * Days. Mailchimp takes and gives them as YYYY-MM-DD in every date format of the field (its documentation,
 * merge fields).
 */
export const date: MergeFieldType<Day> = {
	parse(value, field, context) {
		const day = calendarDay(value, field, context);
		if (day !== undefined) return day;
		throw badValue(field, value, 'a date', HOW);
	},
	format: ({ iso }) => iso,
	equal: (one, other) => one.iso === other.iso,
};

/**
 * The day that a value means.
 *
 * @returns undefined when it is none, or could be several
 */
export function calendarDay(
	value: unknown,
	field: MergeField,
	{ timeZone }: ValueContext,
): Day | undefined {
	if (isDate(value)) return dayOfTime(new Date(value.getTime()), timeZone);
	if (isDateTime(value)) return dayOfTime(value, timeZone);
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	const withTime = WITH_TIME.exec(text);
	if (withTime) {
		// The parser takes 30 February for 2 March.
		const written = realDay(Number(withTime[1]), Number(withTime[2]), Number(withTime[3]));
		return written && dayOfTime(text, timeZone);
	}
	const yearFirst = YEAR_FIRST.exec(text);
	if (yearFirst) return realDay(Number(yearFirst[1]), Number(yearFirst[3]), Number(yearFirst[4]));
	const yearLast = YEAR_LAST.exec(text);
	if (!yearLast) return undefined;
	const [, first, mark, second, year] = yearLast;
	const { month, day } = monthAndDay(Number(first), Number(second), mark, field);
	return realDay(Number(year), month, day);
}

/**
 * Which of two numbers is the month: between dots and dashes the second one, between slashes the one that the
 * field's date format says, unless the other one is too large for a month.
 */
export function monthAndDay(
	first: number,
	second: number,
	mark: string,
	{ dateFormat }: MergeField,
): { month: number; day: number } {
	const isDayFirst = first > 12 || (second <= 12 && dateFormat?.startsWith('DD') === true);
	return mark !== '/' || isDayFirst ? { month: second, day: first } : { month: first, day: second };
}

function dayOfTime(value: unknown, timeZone: string): Day | undefined {
	try {
		const time = tryToParseDateTime(value, timeZone).setZone(timeZone);
		return time.isValid ? realDay(time.year, time.month, time.day) : undefined;
	} catch {
		return undefined;
	}
}

/** A day that the calendar has: 30 February is none. */
export function realDay(year: number, month: number, day: number): Day | undefined {
	const pad = (number: number, width = 2) => String(number).padStart(width, '0');
	const iso = `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
	return isRealDay(iso) ? { iso, month, day } : undefined;
}
