import type { Conditions } from '../../../scripts/bench/emulator';
import type { Environment } from '../../../scripts/bench/environment';
import type { Run, RunSet } from '../../../scripts/bench/results';

export const ENVIRONMENT: Environment = {
	node: '20.0.0',
	n8nCore: '2.0.0',
	n8nNodesBase: '2.0.1',
	cores: 4,
	cpu: 'Some CPU',
	system: 'linux x64',
};

const CONDITIONS: Conditions = { contacts: 1000, seed: 1, latencyMs: 100, faults: {} };

/** A run in which everything went well, 1,000 contacts in 200 s and with 2,000 requests. */
export function aRun(changes: Partial<Run> = {}): Run {
	return {
		flow: 'builtin-update-tag',
		continueOnError: true,
		startedAt: '2026-11-23T10:00:00.000Z',
		environment: ENVIRONMENT,
		loadBefore: 0.1,
		seconds: 200,
		cpuSeconds: 10,
		requests: { total: 2000, kinds: {}, answers429: 0, resets: 0, mostAtOnce: 1 },
		memory: { rssBefore: 100, rssPeak: 190.4, heapBefore: 60, heapPeak: 88 },
		contacts: { right: 1000, wrong: 0, causes: [], unexpected: 0 },
		mails: { expected: 1000, right: 1000, wrong: 0, doubled: 0, missing: 0, unwanted: 0 },
		errorItems: 0,
		error: null,
		...changes,
	};
}

/** A run of ours: 20 s, 1,003 requests. */
export function ourRun(changes: Partial<Run> = {}): Run {
	return aRun({
		flow: 'ours-journeys',
		seconds: 20,
		requests: { ...aRun().requests, total: 1003, mostAtOnce: 8 },
		...changes,
	});
}

export function aSet(runs: Run[], conditions: Partial<Conditions> = {}): RunSet {
	return { conditions: { ...CONDITIONS, ...conditions }, runs };
}
