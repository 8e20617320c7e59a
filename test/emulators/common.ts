import { createHash } from 'node:crypto';

/** A parsed JSON object of unknown content: nothing a client sends is trusted. */
export type JsonObject = Record<string, unknown>;

/** The services that have their own faults, latency and request log. */
export type ServiceName = 'refersion' | 'mailchimp' | 'linktree' | 'bigcommerce';

/** Clock of a world; tests may replace it, so that nothing has to be waited for. */
export type Clock = () => Date;

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isInteger(value: unknown): value is number {
	return typeof value === 'number' && Number.isInteger(value);
}

export function isString(value: unknown): value is string {
	return typeof value === 'string';
}

/** Parses JSON; `undefined` when the text is empty or not JSON. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

export function md5(text: string): string {
	return createHash('md5').update(text, 'utf8').digest('hex');
}

/**
 * Deterministic random numbers in [0, 1) (mulberry32), so that a failing run can be repeated.
 * @param seed any 32-bit number
 */
export function seededRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** `YYYY-MM-DD HH:MM:SS` in UTC, the format of Refersion's REST documentation and webhooks. */
export function utcSeconds(date: Date): string {
	return date.toISOString().slice(0, 19).replace('T', ' ');
}

/** ISO 8601 with offset and without milliseconds, the format of Mailchimp's responses. */
export function isoOffset(date: Date): string {
	return `${date.toISOString().slice(0, 19)}+00:00`;
}

export function sleep(ms: number): Promise<void> {
	return new Promise((resolve) => {
		setTimeout(resolve, ms);
	});
}

/** Escapes text for HTML content and attribute values. */
export function escapeHtml(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');
}

export function unescapeHtml(text: string): string {
	return text
		.replaceAll('&#39;', "'")
		.replaceAll('&quot;', '"')
		.replaceAll('&gt;', '>')
		.replaceAll('&lt;', '<')
		.replaceAll('&amp;', '&');
}
