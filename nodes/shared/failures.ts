import { NodeApiError, type INode } from 'n8n-workflow';
import { isRecord } from './record';
import { quotedText } from './texts';

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

/** Codes that there are only before a connection: nobody listens, or the name has no address. */
const BEFORE_A_CONNECTION = new Set(['EAI_AGAIN', 'ECONNREFUSED', 'ENOTFOUND']);

/**
 * The system calls before a connection. On Linux an open one may end with EHOSTUNREACH, ENETUNREACH or
 * ETIMEDOUT as well, when the way is lost in its middle (tcp(7), ip(7)): the code alone does not tell.
 */
const CONNECTING = new Set(['connect', 'getaddrinfo']);

/** A certificate that is not trusted (Node.js, "X509 certificate error codes"): nothing is sent after it. */
const UNTRUSTED = /^(CERT_|DEPTH_ZERO_|ERR_TLS_CERT_|SELF_SIGNED_|UNABLE_TO_)/;

/** How deep n8n and axios wrap an error; more would be a circle. */
const DEEPEST_CAUSE = 5;

interface Link {
	codes: string[];
	isConnecting: boolean;
}

/** An error and its causes: their codes, and whether they are about making a connection. */
function linksOf(error: unknown): Link[] {
	const links: Link[] = [];
	let current = error;
	for (let depth = 0; depth < DEEPEST_CAUSE && isRecord(current); depth++) {
		const { httpCode, code, syscall, errors, cause } = current;
		const isText = (value: unknown) => typeof value === 'string';
		// Where a name has several addresses, Node gathers one error for each (net, autoSelectFamily).
		const calls = Array.isArray(errors)
			? errors.filter(isRecord).map((one) => one.syscall)
			: [syscall];
		links.push({
			codes: [httpCode, code].filter(isText),
			isConnecting: calls.length > 0 && calls.every((call) => isText(call) && CONNECTING.has(call)),
		});
		current = cause;
	}
	return links;
}

/**
 * Whether a request failed without a whole answer. Whether the service may have acted on it is another
 * question: see `isNotSent`.
 *
 * @param error what n8n's request helper threw; the code is on it or on one of its causes
 */
export function isConnectionFailure(error: unknown): boolean {
	return linksOf(error).some(({ codes }) => codes.some((code) => CONNECTION_FAILURES.has(code)));
}

/**
 * Whether a request failed before its first byte was sent, so that the service cannot have acted on it: the
 * connection was refused, or the name has no address. With a proxy in between these are the connection to
 * the proxy, which then never got the request. A proxy that does not reach the service answers itself, with
 * 502 or 504; that is an answer of a gateway, after which it stays open what happened.
 */
export function isNotSent(error: unknown): boolean {
	return linksOf(error).some(
		({ codes, isConnecting }) =>
			isConnecting || codes.some((code) => BEFORE_A_CONNECTION.has(code)),
	);
}

/**
 * Whether an error leaves it open if the service acted on a request that was sent once: it was sent and no
 * whole answer came, a gateway answered in the service's place (408, 5xx), or the answer is a success that
 * cannot be read. An error that n8n threw before it sent anything has neither status nor code.
 */
export function isOutcomeUnknown(error: unknown): boolean {
	if (isNotSent(error)) return false;
	if (!(error instanceof NodeApiError)) return isConnectionFailure(error);
	const { httpCode } = error;
	if (!httpCode || UNTRUSTED.test(httpCode)) return false;
	const status = Number(httpCode);
	if (Number.isNaN(status)) return true;
	return (status >= 200 && status <= 299) || isUnavailable(status);
}

/** Whether a status says that the service, or a gateway before it, could not handle the request. */
export function isUnavailable(status: number): boolean {
	return status === 408 || status >= 500;
}

/** What is kept of the cause of a failure: n8n's has the whole request, with the credential. */
class FailureCause extends Error {
	constructor(
		readonly code: string,
		readonly syscall?: string,
	) {
		super(code);
	}
}

/** Takes the request out of an error that n8n's helper threw; nobody needs it there. */
export function withoutRequest(error: NodeApiError): NodeApiError {
	const links = linksOf(error);
	const code = links.flatMap(({ codes }) => codes).find((one) => CONNECTION_FAILURES.has(one));
	const isConnecting = links.some((link) => link.isConnecting);
	error.cause = code ? new FailureCause(code, isConnecting ? 'connect' : undefined) : undefined;
	return error;
}

/**
 * An error as a NodeApiError, for passing it on from a catch block: one that is one already stays as
 * it is, because a new one would lose its HTTP code.
 */
export function asApiError(this: { getNode(): INode }, error: unknown): NodeApiError {
	if (error instanceof NodeApiError) return error;
	const message = error instanceof Error ? error.message : String(error);
	const code = isRecord(error) && typeof error.code === 'string' ? error.code : undefined;
	return new NodeApiError(this.getNode(), { message }, { message, httpCode: code });
}

/** What is said about an answer that is not a success. */
export interface AnswerProblem {
	statusCode: number;
	/** What happened, in the service's words where it has some. */
	message: string;
	/** What to do about it; '' when there is nothing to say. */
	fix?: string;
}

/** The error for an answer that is not a success; its `httpCode` is the status. */
export function answerError(
	node: INode,
	{ statusCode, message, fix }: AnswerProblem,
): NodeApiError {
	const httpCode = String(statusCode);
	return new NodeApiError(node, { message }, { message, description: fix, httpCode });
}

/**
 * The texts of a list of errors that name their fields, as services give it.
 *
 * @param errors objects with `field` and `message`, or `title` in its place
 * @returns e.g. "AFFLINK: Please enter a valid URL", cut
 */
export function fieldTexts(errors: unknown): string[] {
	if (!Array.isArray(errors)) return [];
	return errors
		.filter(isRecord)
		.map(({ field, title, message }) =>
			[quotedText(field), quotedText(title) || quotedText(message)].filter(Boolean).join(': '),
		)
		.filter(Boolean);
}
