import type { ContactCheck, MailCheck } from './checks';
import { sameEnvironment, type Environment } from './environment';
import type { Conditions } from './emulator';
import type { FlowId } from './flows';
import type { RequestSummary } from './requests';

/** One run of one flow, as measured. Memory is in MB (1,000,000 bytes). */
export interface Run {
	flow: FlowId;
	/** whether failed items go to the error output, or stop the run */
	continueOnError: boolean;
	startedAt: string;
	environment: Environment;
	/** average of processes that wanted to run in the minute before; other programs disturb a run */
	loadBefore: number;
	seconds: number;
	/** processor time of the engine's process; the rest of the time it waited, or others were served */
	cpuSeconds: number;
	requests: RequestSummary;
	memory: { rssBefore: number; rssPeak: number; heapBefore: number; heapPeak: number };
	contacts: ContactCheck;
	mails: MailCheck;
	/** items on the error output */
	errorItems: number;
	/** what stopped the run, if anything */
	error: string | null;
}

/** Runs of several flows under the same conditions. */
export interface RunSet {
	conditions: Conditions;
	runs: Run[];
}

/** The same items held by a No-Op node, and written by this package. */
export interface MemoryResult {
	contacts: number;
	latencyMs: Conditions['latencyMs'];
	startedAt: string;
	environment: Environment;
	noOp: MemoryRun;
	ours: MemoryRun & { requests: number; contactsRight: number };
}

/** In MB (1,000,000 bytes). */
export interface MemoryRun {
	seconds: number;
	/** memory of the process, the most there was */
	rssPeak: number;
	/** heap in use, garbage included, the most that was seen */
	heapPeak: number;
	/** heap in use after collecting garbage, the most that was seen; measured in a run of its own */
	weighed: number;
}

const sameRun = (one: Run, other: Run): boolean =>
	one.flow === other.flow && one.continueOnError === other.continueOnError;

/**
 * Puts runs into a set; one of the same flow takes the place of the earlier one.
 *
 * @param earlier runs measured before; left out when they were made under other conditions
 */
export function mergeRuns(earlier: RunSet | undefined, now: RunSet): RunSet {
	const comparable =
		earlier && JSON.stringify(earlier.conditions) === JSON.stringify(now.conditions);
	const kept = (comparable ? earlier.runs : []).filter(
		(run) => !now.runs.some((each) => sameRun(run, each)),
	);
	return { conditions: now.conditions, runs: [...kept, ...now.runs] };
}

export interface Ratio {
	ours: FlowId;
	builtin: FlowId;
	continueOnError: boolean;
	/** how many times as fast ours is */
	faster: number;
	/** how many requests the built-in flow sends for one of ours */
	fewerRequests: number;
}

/** Whether a run did the work: one that stopped, or left contacts wrong, is not fast. */
function didTheWork({ error, contacts }: Run): boolean {
	return error === null && contacts.wrong === 0;
}

/**
 * Compares each flow of ours with each built-in flow of the same set. Pairs of which one was not
 * measured, did not do the work, or was measured elsewhere are left out: nothing is guessed.
 *
 * @param isOurs tells the two kinds of flows apart
 */
export function ratios(runs: readonly Run[], isOurs: (flow: FlowId) => boolean): Ratio[] {
	const done = runs.filter(didTheWork);
	const builtin = done.filter(({ flow }) => !isOurs(flow));
	return done
		.filter(({ flow }) => isOurs(flow))
		.flatMap((ours) =>
			builtin
				.filter(({ environment }) => sameEnvironment(environment, ours.environment))
				.map((other) => ({
					ours: ours.flow,
					builtin: other.flow,
					continueOnError: other.continueOnError,
					faster: other.seconds / ours.seconds,
					fewerRequests: other.requests.total / ours.requests.total,
				})),
		);
}
