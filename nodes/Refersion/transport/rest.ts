import { NodeOperationError, type IDataObject } from 'n8n-workflow';
import { asApiError, isUnavailable } from '../../shared/failures';
import { send, type HttpAnswer, type LastAnswer } from '../../shared/http';
import { isRecord } from '../../shared/record';
import type { RequestContext } from '../../shared/request';
import type { RetryPolicy } from '../../shared/retry';
import { isAboutSize, isOutcomeUnknown, refersionError } from './errors';

const BASE_URL = 'https://api.refersion.com/v2';

/** Refersion publishes no time limit of its own. */
const TIMEOUT_MS = 30_000;

/** About 15 seconds of waiting at most: an affiliate read is part of a longer run. */
const POLICY: RetryPolicy = { attempts: 5, baseMs: 500, capMs: 8_000 };

/** How a request is sent that must not arrive twice. */
export const ONCE = { policy: POLICY, isTransient: () => false, repeatLost: false };

/**
 * Whether a request is sent again when no answer came, or a fault of Refersion. One that is for once is tried
 * again only when it was not sent.
 */
export type Repeatable = 'repeatable' | 'once';

/**
 * Sends a request to Refersion's REST API v2. Every operation is a POST, reads included.
 *
 * @param path the operation, e.g. "/affiliate/get"
 * @param body the fields, never empty: Refersion answers 404 to an empty body
 * @param repeatable "repeatable" for reads; writes that may be repeated go through `refersionWrite`. The rest is
 *   for once, because Refersion knows no idempotency key
 * @returns the parsed body: an object, or a list for the operations that return one
 * @throws NodeApiError for anything but a success with a JSON body; 204 is a failure too, because
 *   Refersion uses it for an invalid field
 */
export async function refersionRequest(
	this: RequestContext,
	path: string,
	body: IDataObject,
	repeatable: Repeatable = 'once',
): Promise<IDataObject> {
	return bodyOf.call(this, await post.call(this, path, body, repeatable));
}

/**
 * Sends a write that comes to the same when it is done twice. After a try without an answer it is sent again, and
 * then Refersion may say "not changed" or "does not exist", because the first try has done it.
 *
 * @param path the operation, e.g. "/affiliate/status_change"
 * @param onRepeated called, before anything else comes out, when an earlier try may have been carried out
 * @throws NodeApiError for anything but a success
 */
export async function refersionWrite(
	this: RequestContext,
	path: string,
	body: IDataObject,
	onRepeated: () => void,
): Promise<IDataObject> {
	const answer = await post.call(this, path, body, 'repeatable');
	if (answer.lostTries > 0) onRepeated();
	return bodyOf.call(this, answer);
}

async function post(
	this: RequestContext,
	path: string,
	body: IDataObject,
	repeatable: Repeatable,
): Promise<LastAnswer> {
	return await send.call(
		this,
		'refersionApi',
		{
			method: 'POST',
			url: `${BASE_URL}${path}`,
			headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
			body,
			timeout: TIMEOUT_MS,
		},
		repeatable === 'repeatable' ? { policy: POLICY, isTransient } : ONCE,
	);
}

function bodyOf(this: RequestContext, answer: HttpAnswer): IDataObject {
	if (answer.statusCode !== 200 || !isRecord(answer.json)) {
		throw refersionError.call(this, answer);
	}
	return answer.json;
}

/**
 * Sends a request that must not be sent twice; see `onceOnly`.
 *
 * @param what the deed in the perfect, e.g. "the commission was credited"
 * @param read makes the result out of a success; it throws when the answer lacks what it must have
 * @throws NodeApiError when Refersion refused the request
 */
export async function refersionRequestOnce(
	this: RequestContext,
	path: string,
	body: IDataObject,
	what: string,
	read: (answer: IDataObject) => IDataObject,
): Promise<IDataObject> {
	return await onceOnly(this, what, async () =>
		read(await refersionRequest.call(this, path, body)),
	);
}

/**
 * Does what must not be done twice. An answer that does not tell what became of it is an error of its own, because
 * running the item again might do it twice; see `unknownOutcome`.
 *
 * @param what the deed in the perfect, e.g. "the commission was credited"
 * @param deed sends the request, once
 */
export async function onceOnly<T>(
	context: RequestContext,
	what: string,
	deed: () => Promise<T>,
): Promise<T> {
	try {
		return await deed();
	} catch (error) {
		const { message } = asApiError.call(context, error);
		if (isOutcomeUnknown(error)) throw unknownOutcome.call(context, what, message);
		throw asApiError.call(context, error);
	}
}

/**
 * The error (type `unknown_outcome`) for a deed of which it is not known whether it was done.
 *
 * @param what the deed in the perfect
 * @param why what came in the place of an answer
 */
export function unknownOutcome(
	this: RequestContext,
	what: string,
	why: string,
): NodeOperationError {
	return new NodeOperationError(
		this.getNode(),
		`Refersion gave no clear answer: it is not known whether ${what}`,
		{
			type: 'unknown_outcome',
			description: `Look in Refersion before you run this item again, so that it is not done twice. (${why})`,
		},
	);
}

/**
 * Whether another try may help. A 429 of Refersion usually means too many entries in one request,
 * which stays so; with no text about that, it is taken for a rate limit.
 */
export function isTransient(answer: HttpAnswer): boolean {
	if (answer.statusCode === 429) return !isAboutSize(answer);
	return isUnavailable(answer.statusCode);
}
