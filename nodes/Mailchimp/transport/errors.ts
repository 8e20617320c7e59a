import { NodeApiError } from 'n8n-workflow';
import { answerError, fieldTexts, isNotSent, isOutcomeUnknown } from '../../shared/failures';
import type { HttpAnswer } from '../../shared/http';
import { ProblemError } from '../../shared/problem';
import { isRecord } from '../../shared/record';
import type { RequestContext } from '../../shared/request';
import { quotedAll, quotedText } from '../../shared/texts';

export { isOutcomeUnknown } from '../../shared/failures';

/** What to do about an error, by the title that Mailchimp gives it. */
const REMEDIES: Record<string, string> = {
	'API Key Invalid':
		'Open the Mailchimp credential and paste a current API key (Mailchimp: Profile > Extras > API keys).',
	'Forgotten Email Not Subscribed':
		'The contact was permanently deleted and can only come back by signing up again, for example on a Mailchimp form.',
	'Member In Compliance State':
		'The contact unsubscribed or bounced and cannot be subscribed through the API. Who unsubscribed can sign up again, for example on a Mailchimp form, or be asked by Mailchimp: option Unsubscribed Contacts of Contact: Create or Update. A bounced address has to be replaced.',
	'Member Exists':
		'Another contact of the audience has this email address. Check for blanks or a second spelling of the address.',
	'Resource Not Found':
		'Check that the audience still exists and that the credential belongs to the account it is in.',
	'Merge Max Limit Exceeded':
		'The audience has as many merge fields as the plan allows. Delete some that are not needed in Mailchimp (Audience > Settings > Audience fields and merge tags), or move to a plan that allows more.',
	'Invalid Resource': 'Correct the named fields and run the item again.',
	'User Disabled': 'The Mailchimp account or user is disabled. Log in to Mailchimp to see why.',
};

/** OAuth2 tokens do not expire: a 401 means that the access was revoked (Mailchimp's OAuth guide). */
const RECONNECT =
	'The access was revoked in Mailchimp, or its user was removed. Open the Mailchimp credential and connect the account again.';

const BY_STATUS: Record<number, string> = {
	401: REMEDIES['API Key Invalid'],
	403: 'The account or the plan may not allow this, or Mailchimp is limiting requests. Run the item again later.',
	429: 'Mailchimp allows 10 connections at a time for all applications of a user together. Run the item again later, or run fewer workflows at once.',
};

/** A refusal of an address that signed up for many lists; its title says only "Invalid Resource". */
const TOO_MANY_SIGNUPS = 'has signed up to a lot of lists very recently';
const TRY_LATER = 'Mailchimp takes this address again later. Run the item again in some days.';

/**
 * The error for an answer that is not a success, with Mailchimp's title, detail and the message of
 * each field (its errors are "problem details", RFC 9457), long ones cut.
 */
export function mailchimpError(this: RequestContext, answer: HttpAnswer): NodeApiError {
	const problem = isRecord(answer.json) ? answer.json : {};
	const { statusCode } = answer;
	if (statusCode === 401 && this.getNodeParameter('authentication', 0) === 'oAuth2') {
		return revoked.call(this);
	}
	const title = quotedText(problem.title);
	const detail = quotedText(problem.detail);
	const said = [title, detail].filter(Boolean).join(': ');
	const fields = quotedAll(fieldTexts(problem.errors)).join('; ');
	const remedy =
		(detail.includes(TOO_MANY_SIGNUPS) ? TRY_LATER : undefined) ??
		(Object.hasOwn(REMEDIES, title) ? REMEDIES[title] : undefined) ??
		BY_STATUS[statusCode] ??
		(statusCode >= 500 ? 'Mailchimp is not available right now. Run the item again later.' : '');
	const what = said || `Mailchimp answered with status ${statusCode}`;
	const message = fields ? `${what} (${fields})` : what;
	return answerError(this.getNode(), { statusCode, message, fix: remedy });
}

/** Mailchimp's own words for it speak of an API key, or are a code without a sentence. */
function revoked(this: RequestContext): NodeApiError {
	const message = 'Mailchimp no longer accepts the connected account';
	return answerError(this.getNode(), { statusCode: 401, message, fix: RECONNECT });
}

/** Whether an error is an answer of Mailchimp with a certain status. */
export function hasStatus(error: unknown, statusCode: number): boolean {
	return error instanceof NodeApiError && error.httpCode === String(statusCode);
}

/** Whether the same request may succeed later: it got lost, or Mailchimp was busy or not available. */
export function mayPass(error: unknown): boolean {
	const status = error instanceof NodeApiError ? Number(error.httpCode) : 0;
	return isNotSent(error) || isOutcomeUnknown(error) || status === 429 || status === 403;
}

/** Whether Mailchimp refused to subscribe somebody who unsubscribed, or whose address bounced. */
export function isComplianceState(error: unknown): boolean {
	return error instanceof NodeApiError && error.message.startsWith('Member In Compliance State');
}

/** Whether Mailchimp refused a request for what is in it. */
export function isRefused(error: NodeApiError): boolean {
	return error.httpCode === '400';
}

/**
 * Waits for a request of which a certain error is a result like others.
 *
 * @param isExpected says which error that is; any other is thrown
 */
export async function expecting<T>(
	request: Promise<T>,
	isExpected: (error: NodeApiError) => boolean,
): Promise<{ value: T } | { error: NodeApiError }> {
	return await request.then(
		(value) => ({ value }),
		(error: unknown) => {
			if (error instanceof NodeApiError && isExpected(error)) return { error };
			throw error;
		},
	);
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
