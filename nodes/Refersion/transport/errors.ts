import { NodeApiError } from 'n8n-workflow';
import { answerError, isOutcomeUnknown as isUnknown } from '../../shared/failures';
import type { HttpAnswer } from '../../shared/http';
import { isRecord } from '../../shared/record';
import type { RequestContext } from '../../shared/request';
import { quotedAll } from '../../shared/texts';

/** What to do about an answer, by its status (Refersion's REST v2 contract). */
const REMEDIES: Record<number, string> = {
	204: 'Refersion answers 204 when a field of the request is not valid. Check the values of this item: ids must be whole numbers, and unknown fields are not allowed.',
	400: 'A required field was not sent. Check the values of this item.',
	401: 'Open the Refersion credential and copy the public and the secret key again (Refersion: Account > Settings > Refersion API).',
	403: 'Check in Refersion that your plan includes the API (Account > Settings > Refersion API must exist).',
	429: 'Refersion is asked too often right now. Try again later, or with fewer items.',
};

/** The contract's only 429 is about the size of a request, not about its speed. */
const TOO_MANY_ENTRIES = 'Max number of elements';

/**
 * The texts in which Refersion says what is wrong. Its contract names `errors`, its examples show
 * `error` too, and each may be a text or a list of texts.
 *
 * @param body the parsed answer
 * @returns at most 20, each cut at 500 characters
 */
export function errorTexts(body: unknown): string[] {
	if (!isRecord(body)) return [];
	const texts = [body.error, body.errors, body.message]
		.flat()
		.filter((text): text is string => typeof text === 'string' && text !== '');
	return quotedAll(texts);
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
	if (message.includes(TOO_MANY_ENTRIES)) {
		description = 'Refersion takes at most 50 entries in one request.';
	}
	if (statusCode === 204) message = 'Refersion refused a field of the request';
	if (!message && statusCode >= 500) {
		message = `Refersion is not available right now (${statusCode})`;
		description = 'Try again later. See https://statuspage.refersion.com for its state.';
	}
	if (!message) {
		message = `Refersion sent an answer that is not understood (${statusCode})`;
		description ??= 'A proxy or firewall between n8n and api.refersion.com may have answered.';
	}
	return answerError(this.getNode(), { statusCode, message, fix: description });
}

/**
 * Whether a 429 is about the number of entries in the request: then another try is of no use.
 *
 * @param answer an answer with status 429
 */
export function isAboutSize(answer: HttpAnswer): boolean {
	return answer.text.includes(TOO_MANY_ENTRIES);
}

/**
 * Whether Refersion refused what was in a request: an invalid field (204), a missing one (400), an
 * unknown offer (404) or a data error (422). One entry of many may be the reason.
 */
export function isRefusal(error: unknown): error is NodeApiError {
	return (
		error instanceof NodeApiError && ['204', '400', '404', '422'].includes(error.httpCode ?? '')
	);
}

/** Whether Refersion's own words in an error contain a text. */
export function says(error: unknown, text: string): boolean {
	return error instanceof NodeApiError && error.message.includes(text);
}

/** How /trigger/delete names the triggers that it does not find (Refersion REST v2). */
const MISSING_TRIGGERS = /conversion triggers? does not exist in our records: (.*)$/i;

/**
 * The triggers that a refusal names as not existing.
 *
 * @returns none when the error is about something else
 */
export function missingTriggers(error: unknown): string[] {
	const names = isRefusal(error) && MISSING_TRIGGERS.exec(error.message)?.[1];
	return names ? names.split(',').map((name) => name.trim()) : [];
}

/**
 * Whether an error leaves it open if Refersion acted on the request: no answer came, a gateway answered in
 * its place, or the answer does not say. A 204 does: it is Refersion's answer to an invalid field.
 */
export function isOutcomeUnknown(error: unknown): boolean {
	return isUnknown(error) && !(error instanceof NodeApiError && error.httpCode === '204');
}
