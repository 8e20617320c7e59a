import type { HttpAnswer } from '../../shared/http';
import type { RetryPolicy } from '../../shared/retry';

/** The window of BigCommerce's quota has 30 seconds ("API rate limits"); nothing longer is waited for. */
const LONGEST_WAIT_MS = 60_000;

/**
 * For the time without a wish of BigCommerce: a 429 that has no headers comes from a platform under load,
 * "the request may be retried at another time" ("API rate limits"). Half a minute in all at most.
 */
export const POLICY: RetryPolicy = { attempts: 6, baseMs: 1000, capMs: 30_000 };

/** Whether the quota of the store is used up. Nothing was done then. */
export function isQuotaUsedUp(answer: HttpAnswer): boolean {
	return answer.statusCode === 429;
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
