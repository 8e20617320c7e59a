import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request that is refused with this status and message. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

const MAX_BODY_BYTES = 10_000;

const SECURITY_HEADERS = {
	// Mails in frames inherit this policy: their inline styles are allowed, remote pictures and scripts are not.
	'content-security-policy':
		"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'no-referrer',
	'cache-control': 'no-store',
};

export function send(
	response: ServerResponse,
	status: number,
	type: string,
	body: string | Buffer,
): void {
	response.writeHead(status, { ...SECURITY_HEADERS, 'content-type': type });
	response.end(body);
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
	send(response, status, 'application/json; charset=utf-8', JSON.stringify(body));
}

/**
 * Refuses what does not come from the page itself: another site that found the port (by a form, or by a name of its own
 * that points at 127.0.0.1) must not be able to read the log-in or to approve affiliates.
 */
export function requireOwnPage(request: IncomingMessage, port: number): void {
	const own = [`127.0.0.1:${port}`, `localhost:${port}`];
	if (!own.includes(request.headers.host ?? '')) throw new Refusal(403, 'Unknown host name');
	const { origin } = request.headers;
	if (origin !== undefined && !own.some((host) => origin === `http://${host}`)) {
		throw new Refusal(403, 'Only the sandbox page may do this');
	}
}

/** @returns the JSON object in the body */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
	if (!request.headers['content-type']?.startsWith('application/json')) {
		throw new Refusal(415, 'The body must be JSON');
	}
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > MAX_BODY_BYTES) throw new Refusal(413, 'The body is too long');
		chunks.push(chunk);
	}
	try {
		const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
		if (typeof parsed === 'object' && parsed !== null) return { ...parsed };
	} catch {
		// Refused below.
	}
	throw new Refusal(400, 'The body is not a JSON object');
}
