import type { IDataObject } from 'n8n-workflow';
import { isRecord, send, type HttpAnswer, type RequestContext } from '../../shared/http';
import { NO_RETRY, type RetryPolicy } from '../../shared/retry';
import { refersionError } from './errors';

const BASE_URL = 'https://api.refersion.com/v2';

/** Refersion publishes no time limit of its own. */
const TIMEOUT_MS = 30_000;

/** About 15 seconds of waiting at most: an affiliate read is part of a longer run. */
const READ_POLICY: RetryPolicy = { attempts: 5, baseMs: 500, capMs: 8_000 };

/** Whether a request changes nothing, or the same thing again, when it is sent twice. */
export type Repeatable = 'repeatable' | 'once';

/**
 * Sends a request to Refersion's REST API v2. Every operation is a POST, reads included.
 *
 * @param path the operation, e.g. "/affiliate/get"
 * @param body the fields, never empty: Refersion answers 404 to an empty body
 * @param repeatable "once" for creates, credits and cancellations: Refersion knows no idempotency key
 * @returns the parsed body: an object, or a list for the operations that return one
 * @throws NodeApiError for anything but a success with a JSON body; 204 is a failure too, because
 *   Refersion uses it for an invalid field
 */
export async function refersionRequest(
	this: RequestContext,
	path: string,
	body: IDataObject,
	repeatable: Repeatable = 'repeatable',
): Promise<IDataObject> {
	const answer = await send.call(
		this,
		'refersionApi',
		{
			method: 'POST',
			url: `${BASE_URL}${path}`,
			headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
			body,
			timeout: TIMEOUT_MS,
		},
		{ policy: repeatable === 'repeatable' ? READ_POLICY : NO_RETRY, isTransient },
	);
	if (answer.statusCode !== 200 || !isRecord(answer.json)) {
		throw refersionError.call(this, answer);
	}
	return answer.json;
}

/**
 * Whether another try may help. A 429 of Refersion usually means too many entries in one request,
 * which stays so; with no text about that, it is taken for a rate limit.
 */
export function isTransient(answer: HttpAnswer): boolean {
	if (answer.statusCode === 429) return !answer.text.includes('Max number of elements');
	return answer.statusCode === 408 || answer.statusCode >= 500;
}
