import { tryToParseDateTime, type IExecuteFunctions } from 'n8n-workflow';
import { invalidParameter } from '../../shared/parameters';

/**
 * Reads a point in time. Without a zone it is in the time zone of the workflow.
 *
 * @param value what the user set or mapped
 * @param parameter the parameter's name as users see it
 * @returns the time in UTC, to the second, as Mailchimp's documentation writes it:
 *   2015-10-21T15:41:36+00:00; undefined when nothing is set
 * @throws NodeOperationError for a value that is no time
 */
export function readTime(
	this: IExecuteFunctions,
	value: unknown,
	parameter: string,
): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	try {
		const time = tryToParseDateTime(value, this.getTimezone()).toUTC();
		return time.toFormat("yyyy-MM-dd'T'HH:mm:ss'+00:00'");
	} catch {
		throw invalidParameter.call(
			this,
			parameter,
			`is not a date: "${String(value)}"`,
			'Pick a date, or give one as text like "2026-11-30T09:00:00".',
		);
	}
}
