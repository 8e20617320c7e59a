import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import { isByteStream, MAX_ANSWER_BYTES, readBytes } from './body';
import { isRecord } from './record';

/** The n8n contexts from which a node may send a request. */
export type RequestContext =
	IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions | IPollFunctions;

/** Whether a request is for a list in the editor, in front of which somebody sits and waits. */
export function isEditor(context: RequestContext): context is ILoadOptionsFunctions {
	return 'getCurrentNodeParameter' in context;
}

/** Whether a request is part of a poll, which n8n begins again soon. */
export function isPoll(context: RequestContext): context is IPollFunctions {
	return '__emit' in context;
}

/** The cancel signal of an execution; the editor and triggers have none. */
export function cancelSignalOf(context: RequestContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

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

/** For requests that name no time limit of their own: n8n would wait for five minutes. */
const TIMEOUT_MS = 30_000;

/** No request for a list in the editor gets more. */
const EDITOR_TIMEOUT_MS = 10_000;

/** An answer of which the status and the headers have come, and the body has not been read. */
export interface OpenAnswer {
	statusCode: number;
	/** Their names in lower case. */
	headers: IDataObject;
	/**
	 * Reads the body to its end; empty when there is none.
	 *
	 * @param maxBytes after decompression; 32 MB by default
	 * @throws BodyTooLarge, BodyTooSlow, or whatever broke the connection
	 */
	read(maxBytes?: number): Promise<Buffer>;
	/** Closes the connection. */
	discard(): void;
}

/**
 * Sends a request, once, and waits for its answer to begin.
 *
 * @param request method, URL and so on; `timeout` in milliseconds, for the answer to begin and then for
 *   it to end, half a minute by default
 * @param credentialType name of the credential type to send it with; none when it brings its own
 *   authorisation, or needs none
 * @throws whatever n8n's helper throws when no answer came
 */
export async function openRequest(
	this: RequestContext,
	request: IHttpRequestOptions,
	credentialType?: string,
): Promise<OpenAnswer> {
	const { timeout = TIMEOUT_MS } = request;
	const timeoutMs = isEditor(this) ? Math.min(timeout, EDITOR_TIMEOUT_MS) : timeout;
	// A copy: n8n writes the credential's headers into the object it is given.
	const sent = { ...request, ...AS_IT_COMES, timeout: timeoutMs };
	const response: unknown =
		credentialType === undefined
			? await this.helpers.httpRequest(sent)
			: await this.helpers.httpRequestWithAuthentication.call(this, credentialType, sent);
	const { statusCode, headers, body } = isRecord(response) ? response : {};
	const stream = isByteStream(body) ? body : undefined;
	return {
		statusCode: Number(statusCode),
		headers: isRecord(headers) ? headers : {},
		read: async (maxBytes = MAX_ANSWER_BYTES) =>
			stream ? await readBytes(stream, { maxBytes, timeoutMs }) : Buffer.alloc(0),
		discard: () => stream?.destroy(),
	};
}
