import { seededRandom, type ServiceName } from './common';

/**
 * What can go wrong on the way. `400` refuses a request as a whole; `reset-before` and `reset-after` close the connection without an
 * answer, before or after the service has applied the write; `stall` answers late.
 */
export type FaultKind =
	'400' | '429' | '502-html' | '403-no-body' | 'reset-before' | 'reset-after' | 'stall';

/** Latency and fault rates of one service. Rates are shares of requests, 0 to 1. */
export interface FaultProfile {
	/** Milliseconds added to every request: fixed, or [min, max]. */
	latencyMs: number | [number, number];
	rates: Partial<Record<FaultKind, number>>;
	/** How long a `stall` holds the answer back, in milliseconds. */
	stallMs: number;
}

/** A rule for the next matching requests; everything left out matches. */
export interface FaultRule {
	service?: ServiceName;
	method?: string;
	/** Exact path, or a pattern tested against the path. */
	path?: string | RegExp;
	/** How many requests it hits before it is used up; 1 by default. */
	times?: number;
	/** Requests to let through before the rule starts to hit; 0 by default. */
	after?: number;
	fault: FaultKind;
	/** For `stall`: overrides the profile's `stallMs`. */
	stallMs?: number;
	/** For `stall`: the answer is held back until then, however long that is. */
	until?: Promise<unknown>;
}

/** What is to happen to one request. */
export interface FaultDecision {
	delayMs: number;
	fault: FaultKind | null;
	stallMs: number;
	/** For `stall`: what the answer waits for in place of a time. */
	until: Promise<unknown> | null;
	/** Resolves when the service is no longer held. */
	held: Promise<void> | null;
}

export interface Faults {
	set(service: ServiceName, profile: Partial<FaultProfile>): void;
	profile(service: ServiceName): FaultProfile;
	failNext(rule: FaultRule): void;
	/**
	 * Keeps all requests of a service waiting, as connections that are in use, until the returned function
	 * is called: for tests that need a certain number of them at the same time.
	 */
	hold(service: ServiceName): () => void;
	/** Rules not yet used up. */
	pending(): number;
	clear(): void;
	/** Restarts the random sequence. */
	seed(seed: number): void;
	decide(service: ServiceName, method: string, path: string): FaultDecision;
}

/** A connection that was closed without an answer; looks like what `fetch` throws for it. */
export class ConnectionReset extends TypeError {
	readonly cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });

	readonly code = 'ECONNRESET';

	constructor() {
		super('fetch failed');
	}
}

const quiet = (): FaultProfile => ({ latencyMs: 0, rates: {}, stallMs: 1000 });

function matches(rule: FaultRule, service: ServiceName, method: string, path: string): boolean {
	if (rule.service !== undefined && rule.service !== service) return false;
	if (rule.method !== undefined && rule.method.toUpperCase() !== method) return false;
	if (rule.path === undefined) return true;
	return typeof rule.path === 'string' ? rule.path === path : rule.path.test(path);
}

export function createFaults(initialSeed: number): Faults {
	let random = seededRandom(initialSeed);
	let profiles = new Map<ServiceName, FaultProfile>();
	const holds = new Map<ServiceName, { promise: Promise<void>; release: () => void }>();
	let rules: Array<FaultRule & { left: number; skip: number }> = [];

	function profile(service: ServiceName): FaultProfile {
		const known = profiles.get(service) ?? quiet();
		profiles.set(service, known);
		return known;
	}

	function takeRule(service: ServiceName, method: string, path: string): FaultRule | undefined {
		for (const rule of rules) {
			if (!matches(rule, service, method, path)) continue;
			if (rule.skip > 0) {
				rule.skip -= 1;
				continue;
			}
			rule.left -= 1;
			rules = rules.filter((each) => each.left > 0);
			return rule;
		}
		return undefined;
	}

	function drawFault(rates: FaultProfile['rates']): FaultKind | null {
		const kinds = Object.entries(rates) as Array<[FaultKind, number]>;
		if (kinds.length === 0) return null;
		let draw = random();
		for (const [kind, rate] of kinds) {
			if (draw < rate) return kind;
			draw -= rate;
		}
		return null;
	}

	function drawLatency(latency: FaultProfile['latencyMs']): number {
		if (typeof latency === 'number') return latency;
		const [min, max] = latency;
		return min + random() * (max - min);
	}

	return {
		set: (service, changes) => void profiles.set(service, { ...profile(service), ...changes }),
		profile,
		failNext: (rule) => void rules.push({ ...rule, left: rule.times ?? 1, skip: rule.after ?? 0 }),
		hold(service) {
			let resolveHold = (): void => undefined;
			const promise = new Promise<void>((resolve) => {
				resolveHold = resolve;
			});
			const release = (): void => {
				holds.delete(service);
				resolveHold();
			};
			holds.get(service)?.release();
			holds.set(service, { promise, release });
			return release;
		},
		pending: () => rules.length,
		clear() {
			for (const { release } of [...holds.values()]) release();
			profiles = new Map();
			rules = [];
		},
		seed(seed) {
			random = seededRandom(seed);
		},
		decide(service, method, path) {
			const active = profile(service);
			const rule = takeRule(service, method, path);
			return {
				delayMs: drawLatency(active.latencyMs),
				fault: rule?.fault ?? drawFault(active.rates),
				stallMs: rule?.stallMs ?? active.stallMs,
				until: rule?.until ?? null,
				held: holds.get(service)?.promise ?? null,
			};
		},
	};
}
