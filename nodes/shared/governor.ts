import { sleep } from 'n8n-workflow';

/** Why requests of a run are not sent any more. */
export type StopReason = 'cancelled' | 'time_over' | 'service_down' | 'stopped';

const WHY: Record<StopReason, string> = {
	cancelled: 'The execution was cancelled before its turn.',
	time_over: 'The time limit was over before its turn.',
	service_down: 'The service is not available.',
	stopped: 'The execution was cancelled or stopped, or its time limit was over, before its turn.',
};

/** Thrown instead of sending a request when the run is over: cancelled, out of time, or the service is down. */
export class NotAttempted extends Error {
	/** Why, in a sentence for the one who has to deal with it. */
	readonly why: string;

	/** @param why in place of the usual sentence for the reason */
	constructor(
		readonly reason: StopReason = 'stopped',
		why = WHY[reason],
	) {
		super(`The request was not sent. ${why}`);
		this.why = why;
	}
}

/** Longest piece of waiting for a deadline. */
const DEADLINE_CHECK_MS = 250;

/** So many requests that failed through all their tries, with no answer in between, end the run. */
const FAILURES_OF_A_SERVICE_DOWN = 5;

/** So many lost answers with no answer in between are no accident of a connection. */
const LOST_IN_A_ROW = 3;

/**
 * Lost answers do not lower the limit under this: a service that answers nothing has to be found out soon,
 * and each of its requests waits for its whole time limit.
 */
const LEAST_WHEN_LOST = 2;

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

/**
 * How a try went: `ok`: answered; `busy`: the service has no free connection, or could not handle it (5xx);
 * `lost`: no answer came, which says nothing about how busy the service is until it happens several times
 * in a row.
 */
export type TurnResult = 'ok' | 'busy' | 'lost';

/** The right to send one request. */
export interface Turn {
	/** Counts the turns of a run in the order in which they began. */
	readonly number: number;
	/** Gives the turn back. */
	leave(result: TurnResult): void;
}

/** A request that failed through all its tries. */
export interface GivenUp {
	/** Of its last try. */
	turn: Turn;
	tries: number;
	/** What happened, in short. */
	cause: string;
}

/** Gives out the turns of a run. */
export interface Governor {
	/** When nothing is begun any more, in milliseconds since 1970. */
	readonly deadline: number;
	/** Ends the waits of requests: the run is cancelled, or the service is down. */
	readonly signal: AbortSignal;
	/** How many requests may be under way at the moment. */
	limit(): number;
	/**
	 * Waits for a turn, first come, first served.
	 *
	 * @throws NotAttempted when the run is cancelled, its time is over or the service is down
	 */
	enter(): Promise<Turn>;
	/**
	 * Tells that a request has failed through all its tries. Five of them with no answer in between mean that
	 * the service is down: then nothing is begun any more.
	 */
	giveUp(request: GivenUp): void;
}

/**
 * Finds out how many requests a service takes at once when others use it too, as TCP does: one more
 * after a full round of answers (additive increase), half as many when it is busy (multiplicative
 * decrease). Refusals of requests that were under way together count as one, and programs that share a
 * limit come to share it evenly.
 */
export function createGovernor({ start, max, signal, deadline }: GovernorRules): Governor {
	const end = deadline ?? Infinity;
	const stop = new AbortController();
	const waiting: Array<() => void> = [];
	let limit = Math.min(start, max);
	let open = 0;
	let turns = 0;
	/** Answers since the limit was changed. */
	let answered = 0;
	/** Lost answers since one came. */
	let lost = 0;
	/** Counts decreases, so that each round of requests causes one at most. */
	let round = 0;
	const health = new ServiceHealth();

	const isOver = () => stop.signal.aborted || Date.now() >= end;
	const whyOver = (): NotAttempted => {
		const { down } = health;
		if (signal?.aborted) return new NotAttempted('cancelled');
		return down === undefined
			? new NotAttempted('time_over')
			: new NotAttempted('service_down', down);
	};
	const admit = () => {
		while (waiting.length > 0 && (open < limit || isOver())) waiting.shift()?.();
	};
	const stopAll = () => {
		stop.abort();
		admit();
	};
	if (signal?.aborted) stop.abort();
	signal?.addEventListener('abort', stopAll, { once: true });

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

	const halve = (beganIn: number, least: number) => {
		if (beganIn !== round) return;
		limit = Math.min(limit, Math.max(least, Math.floor(limit / 2)));
		answered = 0;
		round += 1;
	};
	const learn = (result: TurnResult, beganIn: number) => {
		lost = result === 'lost' ? lost + 1 : 0;
		if (result === 'busy') halve(beganIn, 1);
		if (result === 'lost' && lost >= LOST_IN_A_ROW) halve(beganIn, LEAST_WHEN_LOST);
		if (result !== 'ok') return;
		health.answered();
		answered += 1;
		if (answered >= limit && limit < max) {
			limit += 1;
			answered = 0;
		}
	};

	return {
		deadline: end,
		signal: stop.signal,
		limit: () => limit,
		async enter() {
			if (isOver()) throw whyOver();
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
			if (isOver()) {
				open -= 1;
				admit();
				throw whyOver();
			}
			const beganIn = round;
			turns += 1;
			const leave = (result: TurnResult) => {
				open -= 1;
				learn(result, beganIn);
				admit();
			};
			return { number: turns, leave };
		},
		giveUp(request) {
			health.giveUp(request, turns);
			if (health.down !== undefined) stopAll();
		},
	};
}

/** Finds out that a service is down. */
class ServiceHealth {
	/** Why the service is taken to be down, in a sentence. */
	down?: string;
	private failures = 0;
	private firstCause = '';
	/** Turns that had begun when the last failure was counted. */
	private begunBefore = 0;

	answered(): void {
		this.failures = 0;
		this.begunBefore = 0;
	}

	/** @param begun turns that have begun until now */
	giveUp({ turn, tries, cause }: GivenUp, begun: number): void {
		// A request that must not be repeated says less: those that were under way together, and got lost with
		// one connection, count as one.
		if (tries === 1 && turn.number <= this.begunBefore) return;
		if (this.failures === 0) this.firstCause = cause;
		this.failures += 1;
		this.begunBefore = begun;
		if (this.failures < FAILURES_OF_A_SERVICE_DOWN) return;
		this.down ??= `The service is not available: ${this.failures} requests in a row failed through all their tries, the first with: ${this.firstCause}.`;
	}
}
