import { calendarDay, monthAndDay, realDay } from './date';
import { badValue, type MergeField, type MergeFieldType } from './field';

interface Birthday {
	month: number;
	day: number;
}

/** "12/31", "31.12." and the like: two numbers without a year. */
const WITHOUT_YEAR = /^(\d{1,2})([/.])(\d{1,2})\.?$/;

/** February has 29 days in some years. */
const LEAP_YEAR = 2024;

/**
 * Birthdays: a month and a day, in the order that the field shows. Mailchimp's documentation knows MM/DD only, but
 * a field of the format DD/MM refuses that (craft-freeform, issue 2615); whole dates fail (mc-magento2, issue 987).
 */
export const birthday: MergeFieldType<Birthday> = {
	parse(value, field, context) {
		const found = calendarDay(value, field, context) ?? withoutYear(value, field);
		if (found !== undefined) return { month: found.month, day: found.day };
		throw badValue(
			field,
			value,
			'a month and a day',
			'Write it as 12/31 (by the date format of the field), as 31.12., or as a whole date like 1990-12-31.',
		);
	},
	format: ({ month, day }, { dateFormat }) =>
		dateFormat?.startsWith('DD') === true
			? `${pad(day)}/${pad(month)}`
			: `${pad(month)}/${pad(day)}`,
	equal: (one, other) => one.month === other.month && one.day === other.day,
};

function withoutYear(value: unknown, field: MergeField) {
	const match = typeof value === 'string' ? WITHOUT_YEAR.exec(value.trim()) : null;
	if (!match) return undefined;
	const { month, day } = monthAndDay(Number(match[1]), Number(match[3]), match[2], field);
	return realDay(LEAP_YEAR, month, day);
}

function pad(number: number): string {
	return String(number).padStart(2, '0');
}
