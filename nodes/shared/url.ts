import type { IHttpRequestOptions } from 'n8n-workflow';

/**
 * Takes an address apart.
 *
 * Not with URL.canParse: in some versions of Node.js it comes to say no to every address with a letter such as
 * "ü", once it has been called often enough to be compiled (seen with Node.js 20.20.2).
 *
 * @param base what a relative address is relative to
 * @returns undefined when it is no address
 */
export function parseUrl(text: string, base?: string): URL | undefined {
	try {
		return new URL(text, base);
	} catch {
		return undefined;
	}
}

/**
 * Where a request goes. n8n's HTTP Request node calls the address `uri`.
 *
 * @returns undefined when it has no readable address
 */
export function requestUrl(request: IHttpRequestOptions & { uri?: unknown }): URL | undefined {
	return parseUrl(String(request.url || request.uri || ''), request.baseURL);
}
