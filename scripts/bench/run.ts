import os from 'node:os';
import { join } from 'node:path';
import { checkContacts, checkMails, wantedContacts } from './checks';
import { createScenario } from './contacts';
import type { Conditions, EmulatorCommands } from './emulator';
import type { EngineCommands, EngineResult, EngineTask } from './engine';
import { readEnvironment } from './environment';
import { FLOW, type FlowId } from './flows';
import { startChild, type Child } from './ipc';
import type { MemoryUse } from './memoryUse';
import type { Run } from './results';

export type Emulator = Child<EmulatorCommands>;

export const startEmulator = (): Emulator =>
	startChild<EmulatorCommands>(join(__dirname, 'emulator.ts'));

const PROGRESS_MS = 15_000;

const megabytes = (bytes: number): number => Math.round(bytes / 1e5) / 10;

export function inMegabytes(use: MemoryUse): MemoryUse {
	return {
		rssBefore: megabytes(use.rssBefore),
		rssPeak: megabytes(use.rssPeak),
		heapBefore: megabytes(use.heapBefore),
		heapPeak: megabytes(use.heapPeak),
	};
}

/** Tells now and then how far a long run has come; the returned function ends that. */
function watch(emulator: Emulator, say: (line: string) => void): () => void {
	const started = Date.now();
	const timer = setInterval(() => {
		void emulator.call('progress', null).then(
			(requests) =>
				say(`    … ${requests} requests after ${Math.round((Date.now() - started) / 1000)} s`),
			() => undefined,
		);
	}, PROGRESS_MS);
	return () => clearInterval(timer);
}

/**
 * Runs n8n's engine in a new process against the emulator.
 *
 * @param conditions what the emulator is set to before
 */
export async function runEngine(
	emulator: Emulator,
	conditions: Conditions,
	task: Pick<EngineTask, 'flow' | 'continueOnError' | 'weigh'>,
	say: (line: string) => void,
): Promise<EngineResult> {
	const { env, audienceId, apiKey } = await emulator.call('prepare', conditions);
	const engine = startChild<EngineCommands>(join(__dirname, 'engine.ts'), {
		env,
		nodeOptions: ['--expose-gc'],
	});
	const endWatch = watch(emulator, say);
	try {
		const { contacts, seed } = conditions;
		return await engine.call('run', { ...task, contacts, seed, audienceId, apiKey });
	} finally {
		endWatch();
		await engine.close();
	}
}

/** Measures one flow; what became of the contacts is asked of the emulator, not of the nodes. */
export async function measure(
	emulator: Emulator,
	conditions: Conditions,
	{ flow, continueOnError }: { flow: FlowId; continueOnError: boolean },
	say: (line: string) => void = () => undefined,
): Promise<Run> {
	const startedAt = new Date().toISOString();
	const loadBefore = Math.round((os.loadavg()[0] ?? 0) * 100) / 100;
	const task = { flow, continueOnError, weigh: false };
	const result = await runEngine(emulator, conditions, task, say);
	const after = await emulator.call('aftermath', null);
	const wanted = wantedContacts(
		createScenario(conditions.contacts, conditions.seed),
		FLOW[flow].startsJourneys,
	);
	return {
		flow,
		continueOnError,
		startedAt,
		environment: readEnvironment(),
		loadBefore,
		seconds: Math.round(result.seconds * 1000) / 1000,
		cpuSeconds: Math.round(result.cpuSeconds * 1000) / 1000,
		requests: after.requests,
		memory: inMegabytes(result.memory),
		contacts: checkContacts(wanted, after.contacts),
		mails: checkMails(wanted, after.mails),
		errorItems: result.errorItems,
		error: result.error,
	};
}
