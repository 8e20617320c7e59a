import type { IHttpRequestOptions, NodeApiError } from 'n8n-workflow';
import { isByteStream, MAX_ANSWER_BYTES, readBytes } from '../../shared/body';
import type { Governor } from '../../shared/governor';
import {
	asApiError,
	isConnectionFailure,
	isRecord,
	type HttpAnswer,
	type RequestContext,
} from '../../shared/http';
import { retry, type Attempt, type RetryPolicy } from '../../shared/retry';

const TIMEOUT_MS = 30_000;

/** The window of BigCommerce's quota has 30 seconds ("API rate limits"); nothing longer is waited for. */
const LONGEST_WAIT_MS = 60_000;

/**
 * For the time without a wish of BigCommerce: a 429 that has no headers comes from a platform under load,
 * "the request may be retried at another time" ("API rate limits"). Half a minute in all at most.
 */
const POLICY: RetryPolicy = { attempts: 6, baseMs: 1000, capMs: 30_000 };

export interface ExchangeOptions {
	governor: Governor;
	/** Says of an answer whether the same request is worth another try. */
	isTransient: (answer: HttpAnswer) => boolean;
	/** Whether a request is repeated to which no whole answer came. */
	repeatLost: boolean;
}

type Result = { answer: HttpAnswer } | { failure: NodeApiError };

/**
 * Sends a request with the node's credential. Not with `send` of nodes/shared, which knows the header
 * Retry-After only: BigCommerce has headers of its own for how long it asks to be left alone.
 *
 * @returns the last answer, whatever its status
 * @throws NodeApiError when no whole answer came
 * @throws NotAttempted when the run is cancelled before its turn
 */
export async function exchange(
	this: RequestContext,
	request: IHttpRequestOptions,
	{ governor, isTransient, repeatLost }: ExchangeOptions,
): Promise<HttpAnswer> {
	const signal = 'getExecutionCancelSignal' in this ? this.getExecutionCancelSignal() : undefined;
	const sendInTurn = async (): Promise<Attempt<Result>> => {
		const turn = await governor.enter();
		let answer: HttpAnswer;
		try {
			answer = await sendOnce.call(this, request);
		} catch (error) {
			turn.leave('lost');
			const failure = asApiError.call(this, error);
			// n8n's error has the whole request as its cause, with the token.
			failure.cause = undefined;
			return { done: !(repeatLost && isConnectionFailure(error)), value: { failure } };
		}
		turn.leave(answer.statusCode === 429 ? 'refused' : 'ok');
		const done = !isTransient(answer);
		return { done, value: { answer }, notBeforeMs: answer.retryAfterMs };
	};
	const result = await retry<Result>(sendInTurn, POLICY, { signal });
	if ('failure' in result) throw result.failure;
	return result.answer;
}

async function sendOnce(this: RequestContext, request: IHttpRequestOptions): Promise<HttpAnswer> {
	const response: unknown = await this.helpers.httpRequestWithAuthentication.call(
		this,
		'bigCommerceApi',
		{
			...request,
			timeout: TIMEOUT_MS,
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		},
	);
	const { statusCode, headers, body } = isRecord(response) ? response : {};
	const limits = { maxBytes: MAX_ANSWER_BYTES, timeoutMs: TIMEOUT_MS };
	const bytes = isByteStream(body) ? await readBytes(body, limits) : undefined;
	const text = new TextDecoder().decode(bytes);
	return {
		statusCode: Number(statusCode),
		text,
		json: parsed(text),
		retryAfterMs: resetMs(isRecord(headers) ? headers : {}),
	};
}

/**
 * How long BigCommerce asks to be left alone: the longer one of X-Rate-Limit-Time-Reset-Ms, in
 * milliseconds, and X-Retry-After, in seconds (its documentation, "API rate limits" and "Handling errors").
 *
 * @param headers of an answer, their names in lower case
 * @returns milliseconds, at most a minute; undefined when there is no such header
 */
export function resetMs(headers: object): number | undefined {
	const read = (name: string, unitMs: number): number => {
		const value: unknown = Reflect.get(headers, name);
		const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
		return number * unitMs;
	};
	const waits = [read('x-rate-limit-time-reset-ms', 1), read('x-retry-after', 1000)].filter(
		(wait) => Number.isFinite(wait),
	);
	if (waits.length === 0) return undefined;
	return Math.min(Math.max(0, ...waits), LONGEST_WAIT_MS);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
