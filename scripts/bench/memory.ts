import type { Conditions } from './emulator';
import type { EngineTask } from './engine';
import { readEnvironment } from './environment';
import { checkContacts, wantedContacts } from './checks';
import { createScenario } from './contacts';
import type { MemoryResult, MemoryRun } from './results';
import { inMegabytes, runEngine, type Emulator } from './run';

/** Runs a workflow twice: as it is, and with garbage collected again and again. */
async function weigh(
	emulator: Emulator,
	conditions: Conditions,
	flow: EngineTask['flow'],
	say: (line: string) => void,
): Promise<MemoryRun> {
	const once = async (weighing: boolean) => {
		const task = { flow, continueOnError: true, weigh: weighing };
		const { seconds, memory, error } = await runEngine(emulator, conditions, task, say);
		if (error !== null) throw new Error(`The run of ${flow} stopped: ${error}`);
		return { seconds, ...inMegabytes(memory) };
	};
	const weighed = await once(true);
	const plain = await once(false);
	return {
		seconds: Math.round(plain.seconds * 1000) / 1000,
		rssPeak: plain.rssPeak,
		heapPeak: plain.heapPeak,
		weighed: weighed.heapPeak,
	};
}

/**
 * Compares the memory of a bulk run with that of a No-Op node that holds the same items.
 *
 * @throws Error when a run stops before its end
 */
export async function measureMemory(
	emulator: Emulator,
	conditions: Conditions,
	say: (line: string) => void = () => undefined,
): Promise<MemoryResult> {
	const startedAt = new Date().toISOString();
	const noOp = await weigh(emulator, conditions, 'no-op', say);
	const ours = await weigh(emulator, conditions, 'ours-bulk', say);
	const { contacts, requests } = await emulator.call('aftermath', null);
	const wanted = wantedContacts(createScenario(conditions.contacts, conditions.seed), false);
	return {
		contacts: conditions.contacts,
		latencyMs: conditions.latencyMs,
		startedAt,
		environment: readEnvironment(),
		noOp,
		ours: {
			...ours,
			requests: requests.total,
			contactsRight: checkContacts(wanted, contacts).right,
		},
	};
}
