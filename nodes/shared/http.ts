import {
	NodeApiError,
	type IExecuteFunctions,
	type IHookFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IPollFunctions,
} from 'n8n-workflow';
import { BodyTooLarge, isByteStream, MAX_ANSWER_BYTES, readBytes } from './body';
import { NotAttempted, type Governor } from './governor';
import { isRecord } from './record';
import { retry, type Attempt, type RetryPolicy } from './retry';

/** The n8n contexts from which a node may send a request. */
export type RequestContext =
	IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions | IPollFunctions;

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

/** How a request is sent, and which answers are not the last word. */
export interface SendOptions {
	policy: RetryPolicy;
	/** Says of an answer whether the same request is worth another try. */
	isTransient: (answer: HttpAnswer) => boolean;
	/** Whether a request is repeated to which no whole answer came; by default it is. */
	repeatLost?: boolean;
	/** Limits how many requests are under way at once; each try takes a turn of its own. */
	governor?: Governor;
	/** Says of an answer whether the service had no free connection. */
	isRefusal?: (answer: HttpAnswer) => boolean;
	/** Reads how long the service asks to be left alone, where it has other headers for it than Retry-After; names are in lower case. */
	waitMs?: (headers: object) => number | undefined;
}

/** Codes of failures in which no whole answer came: Node's own, and axios' for a timeout. */
const CONNECTION_FAILURES = new Set([
	'EAI_AGAIN',
	'ECONNABORTED',
	'ECONNREFUSED',
	'ECONNRESET',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ENOTFOUND',
	'EPIPE',
	'ERR_BAD_RESPONSE',
	'ERR_STREAM_PREMATURE_CLOSE',
	'ETIMEDOUT',
]);

type Result = { answer: HttpAnswer } | { failure: NodeApiError };

/**
 * How requests are sent: the answer is taken as it comes, piece by piece, because n8n's helpers know no
 * limit for its size and none for its time once it has begun; and redirects are not followed, so that a
 * credential never travels to another host.
 */
const AS_IT_COMES = {
	encoding: 'stream',
	returnFullResponse: true,
	ignoreHttpStatusErrors: true,
	disableFollowRedirect: true,
} as const;

/** For requests that name no time limit of their own. */
const TIMEOUT_MS = 30_000;

/**
 * Sends a request with a credential and reads the answer without judging it.
 *
 * @param credentialType name of the credential type
 * @param request method, URL and so on; `timeout` in milliseconds, for the answer to begin and then for
 *   it to end
 * @returns the last answer
 * @throws NodeApiError when no answer came (connection refused, reset, timed out), or one that is larger
 *   than 32 MB
 */
export async function send(
	this: RequestContext,
	credentialType: string,
	request: IHttpRequestOptions,
	options: SendOptions,
): Promise<HttpAnswer> {
	const sendOnce = async (): Promise<unknown> =>
		// A copy: n8n writes the credential's headers into the object it is given.
		await this.helpers.httpRequestWithAuthentication.call(this, credentialType, {
			...request,
			...AS_IT_COMES,
		});
	return await exchange.call(this, sendOnce, options, request.timeout);
}

/**
 * The same for a request that brings its own authorisation, or none.
 *
 * @param request method, URL, headers and so on; `timeout` in milliseconds
 */
export async function sendPlain(
	this: RequestContext,
	request: IHttpRequestOptions,
	options: SendOptions,
): Promise<HttpAnswer> {
	const sendOnce = async (): Promise<unknown> =>
		await this.helpers.httpRequest({ ...request, ...AS_IT_COMES });
	return await exchange.call(this, sendOnce, options, request.timeout);
}

async function exchange(
	this: RequestContext,
	sendOnce: () => Promise<unknown>,
	options: SendOptions,
	timeoutMs?: number,
): Promise<HttpAnswer> {
	const { governor } = options;
	const signal = 'getExecutionCancelSignal' in this ? this.getExecutionCancelSignal() : undefined;
	const sendInTurn = async (): Promise<Attempt<Result>> => {
		const turn = await governor?.enter();
		let answer: HttpAnswer;
		try {
			answer = await readAnswer.call(this, await sendOnce(), options.waitMs, timeoutMs);
		} catch (error) {
			turn?.leave('lost');
			const mayRepeat = options.repeatLost !== false && isConnectionFailure(error);
			const failure = withoutRequest(asApiError.call(this, error));
			return { done: !mayRepeat, value: { failure } };
		}
		turn?.leave(options.isRefusal?.(answer) ? 'refused' : 'ok');
		const done = !options.isTransient(answer);
		return { done, value: { answer }, notBeforeMs: answer.retryAfterMs };
	};
	let last: Result | undefined;
	const keep = (attempt: Attempt<Result>) => {
		last = attempt.value;
		return attempt;
	};
	const useLast = (error: unknown): Attempt<Result> => {
		// No turn for another try: what the last one came to is the truth about the request.
		if (error instanceof NotAttempted && last) return { done: true, value: last };
		throw error;
	};
	const result = await retry<Result>(
		async () => await sendInTurn().then(keep, useLast),
		options.policy,
		{ signal, deadline: governor?.deadline },
	);
	if ('failure' in result) throw result.failure;
	return result.answer;
}

async function readAnswer(
	this: RequestContext,
	response: unknown,
	waitMs: SendOptions['waitMs'],
	timeoutMs = TIMEOUT_MS,
): Promise<HttpAnswer> {
	const { statusCode, body, headers } = isRecord(response) ? response : {};
	let text = '';
	try {
		const limits = { maxBytes: MAX_ANSWER_BYTES, timeoutMs };
		if (isByteStream(body)) text = new TextDecoder().decode(await readBytes(body, limits));
	} catch (error) {
		if (!(error instanceof BodyTooLarge)) throw asApiError.call(this, error);
		// With the status, because the service may have acted on the request.
		const { message } = error;
		throw new NodeApiError(this.getNode(), { message }, { message, httpCode: String(statusCode) });
	}
	const fields = isRecord(headers) ? headers : {};
	return {
		statusCode: Number(statusCode),
		text,
		json: parseJson(text),
		retryAfterMs: waitMs?.(fields) ?? retryAfterMs(fields['retry-after']),
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

/**
 * Whether a request failed without a whole answer, so that it is unknown if the service acted on it.
 *
 * @param error what n8n's request helper threw; the code is on it or on one of its causes
 */
export function isConnectionFailure(error: unknown): boolean {
	let current = error;
	for (let depth = 0; depth < 5 && isRecord(current); depth++) {
		const codes = [current.httpCode, current.code];
		if (codes.some((code) => typeof code === 'string' && CONNECTION_FAILURES.has(code)))
			return true;
		current = current.cause;
	}
	return false;
}

/**
 * An error as a NodeApiError, for passing it on from a catch block: one that is one already stays as
 * it is, because a new one would lose its HTTP code.
 */
export function asApiError(this: RequestContext, error: unknown): NodeApiError {
	if (error instanceof NodeApiError) return error;
	const message = error instanceof Error ? error.message : String(error);
	const code = isRecord(error) && typeof error.code === 'string' ? error.code : undefined;
	return new NodeApiError(this.getNode(), { message }, { message, httpCode: code });
}

/** n8n's error has the whole request as its cause, with the credential; nobody needs it there. */
function withoutRequest(error: NodeApiError): NodeApiError {
	error.cause = undefined;
	return error;
}
