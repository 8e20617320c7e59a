import {
	NodeApiError,
	type IDataObject,
	type IExecuteFunctions,
	type IHookFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IPollFunctions,
} from 'n8n-workflow';
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
}

export interface SendOptions {
	policy: RetryPolicy;
	/** Says of an answer whether the same request is worth another try. */
	isTransient: (answer: HttpAnswer) => boolean;
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
	'ETIMEDOUT',
]);

type Result = { answer: HttpAnswer } | { failure: NodeApiError };

/**
 * How requests are sent: the answer is taken as text, so that an HTML page of a gateway is told from
 * JSON, and redirects are not followed, so that a credential never travels to another host.
 */
const AS_IT_COMES = {
	encoding: 'text',
	returnFullResponse: true,
	ignoreHttpStatusErrors: true,
	disableFollowRedirect: true,
} as const;

/**
 * Sends a request with a credential and reads the answer without judging it.
 *
 * @param credentialType name of the credential type
 * @param request method, URL and so on; `timeout` in milliseconds
 * @returns the last answer
 * @throws NodeApiError when no answer came (connection refused, reset, timed out)
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
	return await exchange.call(this, sendOnce, options);
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
	return await exchange.call(this, sendOnce, options);
}

async function exchange(
	this: RequestContext,
	sendOnce: () => Promise<unknown>,
	options: SendOptions,
): Promise<HttpAnswer> {
	const signal = 'getExecutionCancelSignal' in this ? this.getExecutionCancelSignal() : undefined;
	const result = await retry<Result>(
		async (): Promise<Attempt<Result>> => {
			try {
				const answer = readAnswer(await sendOnce());
				return { done: !options.isTransient(answer), value: { answer } };
			} catch (error) {
				const failure = asApiError.call(this, error);
				return { done: !isConnectionFailure(error), value: { failure } };
			}
		},
		options.policy,
		signal,
	);
	if ('failure' in result) throw result.failure;
	return result.answer;
}

function readAnswer(response: unknown): HttpAnswer {
	const { statusCode, body } = isRecord(response) ? response : {};
	const text = typeof body === 'string' ? body : '';
	return { statusCode: Number(statusCode), text, json: parseJson(text) };
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
	return new NodeApiError(this.getNode(), { message }, { message });
}

/** Whether a value is an object whose properties can be looked at (arrays included). */
export function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null;
}
