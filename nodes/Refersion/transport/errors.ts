import { NodeApiError } from 'n8n-workflow';
import { isRecord, type HttpAnswer, type RequestContext } from '../../shared/http';

/** What to do about an answer, by its status (Refersion's REST v2 contract). */
const REMEDIES: Record<number, string> = {
	204: 'Refersion answers 204 when a field of the request is not valid. Check the values of this item: ids must be whole numbers, and unknown fields are not allowed.',
	400: 'A required field was not sent. Check the values of this item.',
	401: 'Open the Refersion credential and copy the public and the secret key again (Refersion: Account > Settings > Refersion API).',
	403: 'Check in Refersion that your plan includes the API (Account > Settings > Refersion API must exist).',
	// The contract's only 429 is about the size of a request, not about its speed.
	429: 'Refersion takes at most 50 entries in one request.',
};

/**
 * The texts in which Refersion says what is wrong. Its contract names `errors`, its examples show
 * `error` too, and each may be a text or a list of texts.
 *
 * @param body the parsed answer
 */
export function errorTexts(body: unknown): string[] {
	if (!isRecord(body)) return [];
	return [body.error, body.errors, body.message]
		.flat()
		.filter((text): text is string => typeof text === 'string' && text !== '');
}

/**
 * The error for an answer that is not a success.
 *
 * @param answer Refersion's answer
 * @returns an error with Refersion's own words, what to do, and the HTTP code
 */
export function refersionError(this: RequestContext, answer: HttpAnswer): NodeApiError {
	const texts = errorTexts(answer.json);
	const { statusCode } = answer;
	let message = texts.join(' ');
	let description = REMEDIES[statusCode];
	if (statusCode === 204) message = 'Refersion refused a field of the request';
	if (!message && statusCode >= 500) {
		message = `Refersion is not available right now (${statusCode})`;
		description = 'Try again later. See https://statuspage.refersion.com for its state.';
	}
	if (!message) {
		message = `Refersion sent an answer that is not understood (${statusCode})`;
		description ??= 'A proxy or firewall between n8n and api.refersion.com may have answered.';
	}
	return new NodeApiError(
		this.getNode(),
		{ message },
		{ message, description, httpCode: String(statusCode) },
	);
}
