import { NodeApiError } from 'n8n-workflow';
import { answerError, fieldTexts } from '../../shared/failures';
import type { HttpAnswer } from '../../shared/http';
import { isRecord } from '../../shared/record';
import type { RequestContext } from '../../shared/request';
import { quotedAll, quotedText } from '../../shared/texts';

export { isOutcomeUnknown } from '../../shared/failures';

/** What to do about an error (BigCommerce's documentation, "API status codes" and "API rate limits"). */
const BY_STATUS: Record<number, string> = {
	401: 'Open the BigCommerce credential and check both fields: the access token must be a current one, and belong to the store with this store hash.',
	403: 'The API account needs the OAuth scope Marketing: modify; read-only is enough for reading. The scopes of an account cannot be changed: create a new one in BigCommerce (Settings > Store-level API accounts) and paste its access token.',
	404: 'Check that the promotion still exists, and that the store hash in the BigCommerce credential is right.',
	422: 'Correct what is named and run the item again.',
	429: 'All apps of the store share its quota of requests. Run the item again later, or run fewer workflows at once.',
};

/**
 * The error for an answer that is not a success, with what BigCommerce says, long texts cut.
 */
export function bigCommerceError(this: RequestContext, answer: HttpAnswer): NodeApiError {
	const { statusCode } = answer;
	const message = saidIn(answer.json) || `BigCommerce answered with status ${statusCode}`;
	return answerError(this.getNode(), { statusCode, message, fix: remedyOf(statusCode) });
}

function remedyOf(statusCode: number): string {
	if (statusCode >= 500) return 'BigCommerce is not available right now. Run the item again later.';
	if (statusCode >= 200 && statusCode <= 299) {
		return 'The answer was not the expected one. A proxy or firewall between n8n and BigCommerce may have answered.';
	}
	return BY_STATUS[statusCode] ?? '';
}

/**
 * The words of an error. Its form differs from call to call: `title` with `detail`, with `error.message` or
 * with `errors`, which is a list or goes by field (Promotions API and Promotion Settings API, error
 * responses).
 *
 * @returns e.g. "Invalid field(s): code (code: must be unique)"; '' when there are none
 */
export function saidIn(json: unknown): string {
	if (!isRecord(json)) return '';
	const first = isRecord(json.error) ? json.error.message : undefined;
	const texts = [json.title, json.detail, first, json.message].map(quotedText).filter(Boolean);
	const details = quotedAll(detailsOf(json.errors)).join('; ');
	const main = [...new Set(texts)].join(': ');
	if (!main) return details;
	return details ? `${main} (${details})` : main;
}

function detailsOf(errors: unknown): string[] {
	if (Array.isArray(errors)) return fieldTexts(errors);
	if (!isRecord(errors)) return [];
	return Object.entries(errors).flatMap(([field, text]) =>
		typeof text === 'string' ? [`${field}: ${text}`] : [],
	);
}

/** Whether BigCommerce refused a request for what is in it, or because of what is there already. */
export function isRefused(error: unknown): error is NodeApiError {
	return error instanceof NodeApiError && ['409', '422'].includes(error.httpCode ?? '');
}
