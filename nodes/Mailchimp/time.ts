import { tryToParseDateTime } from 'n8n-workflow';
import { invalidInput } from '../shared/problem';

/**
 * Reads a point in time.
 *
 * @param value what the user set or mapped
 * @param label the parameter's name as users see it
 * @param timeZone the zone of a time that names none: that of the workflow (IANA name)
 * @returns the time in UTC, to the second, as Mailchimp's documentation writes it:
 *   2015-10-21T15:41:36+00:00; undefined when nothing is set
 * @throws ProblemError for a value that is no time
 */
export function readTime(value: unknown, label: string, timeZone: string): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	try {
		const time = tryToParseDateTime(value, timeZone).toUTC();
		return time.toFormat("yyyy-MM-dd'T'HH:mm:ss'+00:00'");
	} catch {
		throw invalidInput(
			label,
			`is not a date: "${String(value).slice(0, 50)}"`,
			'Pick a date, or give one as text like "2026-11-30T09:00:00".',
		);
	}
}
