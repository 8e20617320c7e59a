import type { IPollFunctions } from 'n8n-workflow';
import { wait } from '../../shared/retry';

/**
 * The most that a poll takes, in milliseconds: n8n's poll task gives up after 45 seconds and throws away what
 * was found (n8n 2.41, N8N_SCHEDULER_POLL_TIMEOUT_SECONDS). Without its scheduler n8n names a longer budget, but
 * an activation waits for the first poll.
 */
const LONGEST_MS = 45_000;

/** The share of the budget that is left for writing down what was seen. */
const RESERVE = 0.05;

/** The poll has no time left: what is not done goes on with the next one. */
export class OutOfTime extends Error {}

/** A request that takes longer than it may, while the poll has time left. */
export class TooSlow extends Error {}

/** The time at which a poll must be over. */
export interface Deadline {
	isOver(): boolean;
	/**
	 * Waits for something, but not beyond the deadline. What is given up goes on in the background, and nobody
	 * looks at what comes of it.
	 *
	 * @param mostMs wait no longer than this, in milliseconds
	 * @throws OutOfTime, or TooSlow
	 */
	within<T>(work: Promise<T>, mostMs?: number): Promise<T>;
}

/** To be called when a poll begins: all that it does shares this deadline. */
export function startDeadline(context: IPollFunctions): Deadline {
	// Only newer versions of n8n tell how long a poll may take.
	const budget = 'getPollBudgetMs' in context ? context.getPollBudgetMs() : LONGEST_MS;
	return deadlineIn(Math.min(budget, LONGEST_MS) * (1 - RESERVE));
}

/** @param ms milliseconds from now on */
export function deadlineIn(ms: number): Deadline {
	const end = Date.now() + ms;
	const isOver = () => Date.now() >= end;
	return {
		isOver,
		async within(work, mostMs = Infinity) {
			const stop = new AbortController();
			const left = Math.max(0, end - Date.now());
			// A timer may end a little before the clock says so.
			const timeUp = wait(Math.min(mostMs, left), stop.signal).then(() => {
				throw mostMs < left ? new TooSlow() : new OutOfTime();
			});
			try {
				return await Promise.race([work, timeUp]);
			} finally {
				stop.abort();
			}
		},
	};
}
