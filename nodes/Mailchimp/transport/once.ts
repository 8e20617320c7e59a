import type { IDataObject } from 'n8n-workflow';
import { ProblemError } from '../../shared/problem';
import type { MailchimpClient, MailchimpRequest } from './client';
import { isOutcomeUnknown } from './errors';

/**
 * Sends a request that must not do its work twice. It is repeated only while nothing was done: when Mailchimp
 * refuses it for lack of a free connection, or was not reached. When it stays open whether Mailchimp acted on
 * it, that is an error of its own (code `unknown_outcome`).
 *
 * @param what the deed in the perfect, e.g. "the event was recorded"
 * @returns the parsed body; {} when there is none
 * @throws NodeApiError when Mailchimp refused the request
 */
export async function requestOnce(
	client: MailchimpClient,
	request: MailchimpRequest,
	what: string,
): Promise<IDataObject> {
	try {
		return await client.request({ ...request, once: true });
	} catch (error) {
		throw isOutcomeUnknown(error) ? unknownOutcome(what, error) : error;
	}
}

/** The error of something of which it is not known whether Mailchimp did it. */
export function unknownOutcome(what: string, error: unknown): ProblemError {
	const reason = error instanceof Error ? error.message : String(error);
	return new ProblemError({
		code: 'unknown_outcome',
		message: `Mailchimp gave no clear answer: it is not known whether ${what}`,
		fix: `Look at the contact in Mailchimp before you run this item again, so that it is not done twice. (${reason})`,
	});
}
