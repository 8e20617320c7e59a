const DAY_MS = 86_400_000;
/** No time zone begins its day between the quarters of an hour (IANA time zone database). */
const QUARTER_MS = 900_000;

/** Reads days as a calendar of one time zone has them, written yyyy-MM-dd. */
export interface Calendar {
	/** The day on which it is now. */
	today: string;
	/**
	 * The day of a time or of a date.
	 *
	 * @param value ISO 8601 with a zone, yyyy-MM-dd, or MM/dd/yyyy as Mailchimp has dates
	 * @returns '' for anything else
	 */
	dayOf(value: unknown): string;
	/** Whole days from a day of `dayOf` until today; undefined for ''. */
	daysSince(day: string): number | undefined;
}

/**
 * @param zone an IANA time zone; what Intl does not know is an error
 * @param now when it is
 */
export function calendarOf(zone: string, now: Date): Calendar {
	const format = new Intl.DateTimeFormat('en-CA', {
		timeZone: zone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
	});
	const known = new Map<number, string>();
	const dayOfTime = (time: number): string => {
		const quarter = Math.floor(time / QUARTER_MS);
		const found = known.get(quarter);
		if (found !== undefined) return found;
		const day = format.format(quarter * QUARTER_MS);
		known.set(quarter, day);
		return day;
	};
	const today = dayOfTime(now.getTime());
	return {
		today,
		dayOf: (value) => {
			const text = typeof value === 'string' ? value.trim() : '';
			const date = dateOf(text);
			if (date !== undefined) return date;
			const time = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : NaN;
			return Number.isNaN(time) ? '' : dayOfTime(time);
		},
		daysSince: (day) =>
			day === '' ? undefined : Math.round((Date.parse(today) - Date.parse(day)) / DAY_MS),
	};
}

/** The day so many days before another one. */
export function daysBefore(day: string, days: number): string {
	return new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10);
}

/** A date without a time as yyyy-MM-dd; '' for one that no calendar has, undefined for what is no date. */
function dateOf(text: string): string | undefined {
	const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
	const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
	if (!iso && !american) return undefined;
	const [year, month, day] = iso ? iso.slice(1) : [american?.[3], american?.[1], american?.[2]];
	const date = [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
	return isRealDay(date) ? date : '';
}

/**
 * Whether the calendar has a day: JavaScript takes 30 February for 2 March.
 *
 * @param date yyyy-MM-dd
 */
export function isRealDay(date: string): boolean {
	const time = Date.parse(date);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}
