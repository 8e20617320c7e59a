import { sleep } from 'n8n-workflow';

/** How often and how patiently a request is repeated. Times in milliseconds. */
export interface RetryPolicy {
	/** Tries in all, the first one included. */
	attempts: number;
	/** Upper bound of the first wait; it doubles with each further try. */
	baseMs: number;
	/** No single wait is longer than this. */
	capMs: number;
}

/** Longest piece of a wait, so that a cancelled execution is noticed soon. */
const CANCEL_CHECK_MS = 250;

/**
 * Exponential backoff with full jitter: a random time between 0 and the doubled bound. The jitter
 * spreads out executions that were all refused in the same moment.
 *
 * @param attempt number of the try that just failed, counted from 1
 * @param policy bounds, in milliseconds
 * @param random a number from 0 (included) to 1 (excluded)
 * @returns milliseconds to wait
 */
export function backoffMs(attempt: number, policy: RetryPolicy, random = Math.random): number {
	const bound = Math.min(policy.capMs, policy.baseMs * 2 ** (attempt - 1));
	return Math.floor(random() * bound);
}

/**
 * Waits, but returns early when the execution is cancelled. (n8n-workflow's `sleep` takes no signal,
 * and nodes may not use timers of their own.)
 *
 * @param ms milliseconds to wait
 * @param signal the execution's cancel signal, where there is one
 * @returns false when the wait ended because of the signal
 */
export async function wait(ms: number, signal?: AbortSignal): Promise<boolean> {
	let left = ms;
	while (left > 0 && !signal?.aborted) {
		const piece = Math.min(left, CANCEL_CHECK_MS);
		await sleep(piece);
		left -= piece;
	}
	return !signal?.aborted;
}

/** What one try came to: a value to keep, or a reason to try again. */
export interface Attempt<T> {
	done: boolean;
	value: T;
	/** How long the service asks to be left alone (Retry-After), in milliseconds. */
	notBeforeMs?: number;
}

/** What ends the tries besides their number. */
export interface RetryLimits {
	/** The execution's cancel signal, where there is one. */
	signal?: AbortSignal;
	/** Time (milliseconds since 1970) after which no further try is made. */
	deadline?: number;
	/** The most that all pauses together may take, in milliseconds: a pause that would be too much ends the tries. */
	mostWaitMs?: number;
}

/**
 * Repeats an attempt until it is done, the tries are used up, the execution is cancelled or there is no
 * time for another one. A pause that would be too long is not begun: the last value comes at once.
 *
 * @param attempt makes one try; `done: false` asks for another one
 * @param policy how many tries and how long between them
 * @returns the value of the last try
 */
export async function retry<T>(
	attempt: () => Promise<Attempt<T>>,
	policy: RetryPolicy,
	{ signal, deadline = Infinity, mostWaitMs = Infinity }: RetryLimits = {},
): Promise<T> {
	let waitedMs = 0;
	for (let number = 1; ; number++) {
		const outcome = await attempt();
		if (outcome.done || number >= policy.attempts) return outcome.value;
		const pause = Math.max(backoffMs(number, policy), outcome.notBeforeMs ?? 0);
		if (Date.now() + pause >= deadline) return outcome.value;
		waitedMs += pause;
		if (waitedMs > mostWaitMs) return outcome.value;
		if (!(await wait(pause, signal))) return outcome.value;
	}
}
