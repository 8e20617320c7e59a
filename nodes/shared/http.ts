import type { IHttpRequestOptions, NodeApiError } from 'n8n-workflow';
import { BodyTooLarge } from './body';
import {
	answerError,
	asApiError,
	isConnectionFailure,
	isNotSent,
	isUnavailable,
	withoutRequest,
} from './failures';
import { NotAttempted, type Governor, type Turn } from './governor';
import { cancelSignalOf, isEditor, isPoll, openRequest, type RequestContext } from './request';
import { retry, type Attempt, type RetryLimits, type RetryPolicy } from './retry';

/** An answer as it came, whatever its status. */
export interface HttpAnswer {
	statusCode: number;
	/** The body as text; '' when there is none. */
	text: string;
	/** The body parsed, or undefined when it is not JSON. */
	json: unknown;
	/** How long the service asks to be left alone (header Retry-After, or the service's own), where it says so. */
	retryAfterMs?: number;
}

/** The last answer to a request. */
export interface LastAnswer extends HttpAnswer {
	/**
	 * Tries before it that the service may have acted on: sent, but without an answer, or answered with a fault
	 * (408, 5xx).
	 */
	lostTries: number;
}

/** How a request is sent, and which answers are not the last word. */
export interface SendOptions {
	policy: RetryPolicy;
	/** Says of an answer whether the same request is worth another try. */
	isTransient: (answer: HttpAnswer) => boolean;
	/** Whether a request is repeated that was sent and got no whole answer; by default it is. */
	repeatLost?: boolean;
	/**
	 * How many tries may end in a fault of the service (5xx) or without an answer, where the caller has
	 * another way to ask then. Refusals and requests that were not sent are repeated as the policy says.
	 */
	mostFaults?: number;
	/**
	 * Limits how many requests are under way at once, each try taking a turn of its own, and ends them all
	 * when the service is down.
	 */
	governor?: Governor;
	/** Says of an answer whether the service had no free connection. */
	isRefusal?: (answer: HttpAnswer) => boolean;
	/** Reads how long the service asks to be left alone, where it has other headers for it than Retry-After; names are in lower case. */
	waitMs?: (headers: object) => number | undefined;
}

/** What one try came to. */
type Result = { answer: HttpAnswer } | { failure: NodeApiError };

/**
 * Sends a request with a credential and reads the answer without judging it. It is repeated when the answer
 * is not the last word, or none came; a request that was not sent is repeated in any case. For a list in the
 * editor there is one repetition, and it comes soon. All pauses together have an upper bound: three minutes in an
 * execution, 20 seconds in a poll.
 *
 * @param credentialType name of the credential type; none for a request that brings its own authorisation
 * @param request method, URL and so on; `timeout` in milliseconds, for the answer to begin and then for
 *   it to end
 * @returns the last answer
 * @throws NodeApiError when no answer came (connection refused, reset, timed out), or one that is larger
 *   than 32 MB
 * @throws NotAttempted when the governor gives it no turn
 */
export async function send(
	this: RequestContext,
	credentialType: string | undefined,
	request: IHttpRequestOptions,
	options: SendOptions,
): Promise<LastAnswer> {
	const { governor } = options;
	let last: { result: Result; turn?: Turn } | undefined;
	let tries = 0;
	let faults = 0;
	const isDone = (result: Result): boolean => {
		if (isFault(result, options)) faults += 1;
		if (faults >= (options.mostFaults ?? Infinity)) return true;
		return 'answer' in result
			? !options.isTransient(result.answer)
			: !mayRepeat(result.failure, options);
	};
	const attempt = async (): Promise<Attempt<Result>> => {
		const turn = await governor?.enter().catch((error: unknown) => {
			if (last && error instanceof NotAttempted) return undefined;
			throw error;
		});
		// No turn for another try: what the last one came to is the truth about the request.
		if (last && governor && !turn) return { done: true, value: last.result };
		const result = await sendOnce.call(this, credentialType, request, options);
		turn?.leave(howItWent(result, options));
		tries += 1;
		last = { result, turn };
		const notBeforeMs = 'answer' in result ? result.answer.retryAfterMs : undefined;
		return { done: isDone(result), value: result, notBeforeMs };
	};
	const result = await retry(attempt, policyFor(this, options), limitsFor(this, options));
	const isGivenUp = howItWent(result, options) !== 'ok' && options.mostFaults === undefined;
	if (isGivenUp && last?.turn) {
		governor?.giveUp({ turn: last.turn, tries, cause: causeOf(result) });
	}
	if ('failure' in result) throw result.failure;
	return { ...result.answer, lostTries: isFault(result, options) ? faults - 1 : faults };
}

/** A list in the editor that does not come at once is better asked for again by hand. */
const EDITOR = { attempts: 2, capMs: 1_000, timeMs: 20_000 };

/**
 * The most that the pauses of one request take together. A service may ask for two minutes with each answer,
 * which would be a quarter of an hour in which nobody learns of it.
 */
const MOST_WAIT_MS = 180_000;

/** In a poll: the next one comes soon, and n8n allows it little time. */
const MOST_WAIT_IN_POLL_MS = 20_000;

function policyFor(context: RequestContext, { policy }: SendOptions): RetryPolicy {
	if (!isEditor(context)) return policy;
	const { attempts, capMs } = EDITOR;
	return {
		...policy,
		attempts: Math.min(policy.attempts, attempts),
		capMs: Math.min(policy.capMs, capMs),
	};
}

function limitsFor(context: RequestContext, { governor }: SendOptions): RetryLimits {
	if (isEditor(context)) return { deadline: Date.now() + EDITOR.timeMs };
	return {
		signal: governor?.signal ?? cancelSignalOf(context),
		deadline: governor?.deadline,
		mostWaitMs: isPoll(context) ? MOST_WAIT_IN_POLL_MS : MOST_WAIT_MS,
	};
}

async function sendOnce(
	this: RequestContext,
	credentialType: string | undefined,
	request: IHttpRequestOptions,
	{ waitMs }: SendOptions,
): Promise<Result> {
	try {
		return { answer: await readAnswer.call(this, credentialType, request, waitMs) };
	} catch (error) {
		return { failure: withoutRequest(asApiError.call(this, error)) };
	}
}

function mayRepeat(failure: NodeApiError, { repeatLost = true }: SendOptions): boolean {
	return isConnectionFailure(failure) && (repeatLost || isNotSent(failure));
}

/** Whether the service got the request and did not manage to answer it. */
function isFault(result: Result, { isRefusal }: SendOptions): boolean {
	if ('failure' in result) return isConnectionFailure(result.failure) && !isNotSent(result.failure);
	return isUnavailable(result.answer.statusCode) && !isRefusal?.(result.answer);
}

function howItWent(result: Result, { isRefusal }: SendOptions): 'ok' | 'busy' | 'lost' {
	if ('failure' in result) return isConnectionFailure(result.failure) ? 'lost' : 'ok';
	const { answer } = result;
	return isRefusal?.(answer) || isUnavailable(answer.statusCode) ? 'busy' : 'ok';
}

function causeOf(result: Result): string {
	if ('failure' in result) return result.failure.message;
	return `status ${result.answer.statusCode}`;
}

async function readAnswer(
	this: RequestContext,
	credentialType: string | undefined,
	request: IHttpRequestOptions,
	waitMs: SendOptions['waitMs'],
): Promise<HttpAnswer> {
	const { statusCode, headers, read } = await openRequest.call(this, request, credentialType);
	const bytes = await read().catch((error: unknown) => {
		// With the status, because the service may have acted on the request.
		if (error instanceof BodyTooLarge)
			throw answerError(this.getNode(), { statusCode, message: error.message });
		throw error;
	});
	const text = new TextDecoder().decode(bytes);
	return {
		statusCode,
		text,
		json: parseJson(text),
		retryAfterMs: waitMs?.(headers) ?? retryAfterMs(headers['retry-after']),
	};
}

/** No service is waited for longer than this, whatever it asks for. */
const LONGEST_WAIT_MS = 120_000;

/**
 * Reads the header Retry-After: seconds, or a date (RFC 9110, 10.2.3).
 *
 * @returns milliseconds from now, at most two minutes; undefined when there is no such header
 */
export function retryAfterMs(header: unknown, now = Date.now()): number | undefined {
	if (typeof header !== 'string' || header.trim() === '') return undefined;
	const seconds = Number(header);
	const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
	return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), LONGEST_WAIT_MS);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
