import { parseJson } from './common';

/** One request as a service saw it. `status` is null while it is being answered or after a reset. */
export interface RequestRecord {
	method: string;
	host: string;
	path: string;
	query: Record<string, string>;
	status: number | null;
	/** What was injected instead of the service's own answer, if anything. */
	fault: string | null;
	startedAt: number;
	finishedAt: number | null;
	/** Header values; those that carry secrets read `[redacted]`. */
	headers: Record<string, string>;
	/** Parsed JSON, else the text, else null. */
	body: unknown;
}

const SECRET_HEADER = /authorization|secret|public-key|refersion-key|cookie|token/i;

function redactedHeaders(headers: Headers): Record<string, string> {
	const result: Record<string, string> = {};
	headers.forEach((value, name) => {
		result[name] = SECRET_HEADER.test(name) ? '[redacted]' : value;
	});
	return result;
}

/** Starts the record of a request; the caller sets `status` and `finishedAt` when it is answered. */
export function startRecord(request: Request, startedAt: number): RequestRecord {
	const url = new URL(request.url);
	return {
		method: request.method,
		host: url.hostname,
		path: url.pathname,
		query: Object.fromEntries(url.searchParams),
		status: null,
		fault: null,
		startedAt,
		finishedAt: null,
		headers: redactedHeaders(request.headers),
		body: null,
	};
}

/** Adds the body once it has been read: parsed when it is JSON, else its text. */
export function setBody(record: RequestRecord, text: string): void {
	record.body = text === '' ? null : (parseJson(text) ?? text);
}
