import { sleep } from 'n8n-workflow';

/** Thrown instead of sending a request when the run is cancelled or its time is over. */
export class NotAttempted extends Error {
	constructor() {
		super('The request was not sent: the execution was cancelled or its time is over');
	}
}

/** Longest piece of waiting for a deadline. */
const DEADLINE_CHECK_MS = 250;

/** How many requests may be under way at once. */
export interface GovernorRules {
	/** At the beginning. */
	start: number;
	/** Never more than this. */
	max: number;
	/** Ends the waiting of those who have no turn yet. */
	signal?: AbortSignal;
	/** Time (milliseconds since 1970) from which on nothing is begun; Infinity for no limit. */
	deadline?: number;
}

/** The right to send one request. */
export interface Turn {
	/**
	 * Gives the turn back.
	 *
	 * @param result `ok`: answered; `refused`: the service has no free connection; `lost`: no answer came,
	 *   which says nothing about how busy the service is
	 */
	leave(result: 'ok' | 'refused' | 'lost'): void;
}

/** Gives out the turns of a run. */
export interface Governor {
	/** When nothing is begun any more, in milliseconds since 1970. */
	readonly deadline: number;
	/** How many requests may be under way at the moment. */
	limit(): number;
	/**
	 * Waits for a turn, first come, first served.
	 *
	 * @throws NotAttempted when the run is cancelled or its time is over
	 */
	enter(): Promise<Turn>;
}

/**
 * Finds out how many requests a service takes at once when others use it too, as TCP does: one more
 * after a full round of answers (additive increase), half as many after a refusal (multiplicative
 * decrease). Refusals of requests that were under way together count as one, and programs that share a
 * limit come to share it evenly.
 */
export function createGovernor({ start, max, signal, deadline }: GovernorRules): Governor {
	const end = deadline ?? Infinity;
	const waiting: Array<() => void> = [];
	let limit = Math.min(start, max);
	let open = 0;
	/** Answers since the limit was changed. */
	let answered = 0;
	/** Counts decreases, so that each round of requests causes one at most. */
	let round = 0;

	const isOver = () => signal?.aborted === true || Date.now() >= end;
	const admit = () => {
		while (waiting.length > 0 && (open < limit || isOver())) waiting.shift()?.();
	};
	signal?.addEventListener('abort', admit, { once: true });

	let isWatching = false;
	/** Ends the waiting at the deadline, also when no turn is given back for long. */
	const watchDeadline = async () => {
		if (isWatching || end === Infinity) return;
		isWatching = true;
		while (waiting.length > 0 && !isOver()) {
			await sleep(Math.min(DEADLINE_CHECK_MS, Math.max(1, end - Date.now())));
		}
		isWatching = false;
		admit();
	};

	const learn = (result: 'ok' | 'refused' | 'lost', beganIn: number) => {
		if (result === 'refused' && beganIn === round) {
			limit = Math.max(1, Math.floor(limit / 2));
			answered = 0;
			round += 1;
		}
		if (result !== 'ok') return;
		answered += 1;
		if (answered >= limit && limit < max) {
			limit += 1;
			answered = 0;
		}
	};

	return {
		deadline: end,
		limit: () => limit,
		async enter() {
			if (isOver()) throw new NotAttempted();
			if (open >= limit || waiting.length > 0) {
				await new Promise<void>((resolve) => {
					// The place is taken when it is given, so that nobody else gets it in between.
					waiting.push(() => {
						open += 1;
						resolve();
					});
					void watchDeadline();
				});
			} else {
				open += 1;
			}
			const beganIn = round;
			const leave = (result: 'ok' | 'refused' | 'lost') => {
				open -= 1;
				learn(result, beganIn);
				admit();
			};
			if (!isOver()) return { leave };
			leave('lost');
			throw new NotAttempted();
		},
	};
}
