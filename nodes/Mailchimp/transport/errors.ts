import { NodeApiError } from 'n8n-workflow';
import { isRecord, type HttpAnswer, type RequestContext } from '../../shared/http';

/** What to do about an error, by the title that Mailchimp gives it. */
const REMEDIES: Record<string, string> = {
	'API Key Invalid':
		'Open the Mailchimp credential and paste a current API key (Mailchimp: Profile > Extras > API keys).',
	'Forgotten Email Not Subscribed':
		'The contact was permanently deleted and can only come back by signing up again, for example on a Mailchimp form.',
	'Member In Compliance State':
		'The contact unsubscribed or bounced and cannot be subscribed through the API. Ask the person to sign up again, or set the status to Pending so that Mailchimp asks.',
	'Member Exists':
		'Another contact of the audience has this email address. Check for blanks or a second spelling of the address.',
	'Resource Not Found':
		'Check that the audience still exists and that the credential belongs to the account it is in.',
	'Invalid Resource': 'Correct the named fields and run the item again.',
	'User Disabled': 'The Mailchimp account or user is disabled. Log in to Mailchimp to see why.',
};

const BY_STATUS: Record<number, string> = {
	401: REMEDIES['API Key Invalid'],
	403: 'The account or the plan may not allow this, or Mailchimp is limiting requests. Run the item again later.',
	429: 'Mailchimp allows 10 connections at a time for all applications of a user together. Run the item again later, or run fewer workflows at once.',
};

/**
 * The error for an answer that is not a success, with Mailchimp's title, detail and the message of
 * each field (its errors are "problem details", RFC 9457).
 */
export function mailchimpError(this: RequestContext, answer: HttpAnswer): NodeApiError {
	const problem = isRecord(answer.json) ? answer.json : {};
	const { statusCode } = answer;
	const title = asText(problem.title);
	const said = [title, asText(problem.detail)].filter(Boolean).join(': ');
	const fields = fieldMessages(problem.errors);
	const remedy =
		REMEDIES[title] ??
		BY_STATUS[statusCode] ??
		(statusCode >= 500 ? 'Mailchimp is not available right now. Run the item again later.' : '');
	const message = [said || `Mailchimp answered with status ${statusCode}`, fields]
		.filter(Boolean)
		.join(' ');
	return new NodeApiError(
		this.getNode(),
		{ message },
		{ message, description: remedy, httpCode: String(statusCode) },
	);
}

/** e.g. "(AFFLINK: Please enter a valid URL)"; '' when no field is named. */
function fieldMessages(errors: unknown): string {
	if (!Array.isArray(errors)) return '';
	const messages = errors
		.filter(isRecord)
		.map(({ field, message }) => [asText(field), asText(message)].filter(Boolean).join(': '))
		.filter(Boolean);
	return messages.length > 0 ? `(${messages.join('; ')})` : '';
}

function asText(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
