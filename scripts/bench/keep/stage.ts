import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AUDIENCE } from '../../demo/seed';
import type { Hub } from '../../n8n/hub';
import { installN8n } from '../../n8n/install';
import { startChild, type Child } from '../ipc';
import { readPeakMemory, readVariables, resetPeakMemory } from '../n8n/process';
import { startBenchN8n } from '../realN8n';
import { databaseOf, type Database } from './database';
import type { SceneCommands } from './scene';

/**
 * The default of n8n 2.41.1 (`@n8n/config`, expression-engine.config.js). The n8n of this project's tests sets it to
 * true, which is undone here, so that the engine runs as in an n8n without settings.
 */
const DEFAULT_ENGINE = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'false' };
/** n8n 2.41.1 gives back some 250 MB of its start when it has had nothing to do for a quarter of a minute. */
const REST_MS = 20_000;

export type Say = (line: string) => void;

/** A real n8n with nothing in it, before the emulated services. */
export interface Stage {
	hub: Hub;
	scene: Child<SceneCommands>;
	database: Database;
	nodeBin: string;
	/** proxy and CA of the services */
	env: Record<string, string>;
	/** memory of n8n's process before its first look, in bytes; null where the system cannot tell */
	rest: number | null;
	/** switches of the expression engine; null where the system cannot tell */
	expressionEngine: string[] | null;
	close(): Promise<void>;
}

/** @returns memory of n8n's process as it is, in bytes; begins a new record of its peak */
async function memoryNow(pid: number): Promise<number | null> {
	await resetPeakMemory(pid);
	return await readPeakMemory(pid);
}

/**
 * Starts such an n8n and waits until it is at rest, some twenty seconds more.
 *
 * @param say told what is downloaded, the first time
 * @param withGraphql whether the Refersion account has the GraphQL token
 */
export async function startStage(say: Say, withGraphql = false): Promise<Stage> {
	const { nodeBin } = await installN8n(say);
	const scene = startChild<SceneCommands>(join(__dirname, 'scene.ts'));
	try {
		const { env, refersion, mailchimp } = await scene.call('connect', withGraphql);
		const { hub, close } = await startBenchN8n(
			{ env: { ...env, ...DEFAULT_ENGINE }, refersion, mailchimp, audience: AUDIENCE },
			say,
		);
		const closeAll = async (): Promise<void> => {
			await close();
			await scene.close();
		};
		try {
			// Whatever a new n8n is given would look at everybody on its own.
			await hub.api.deleteWorkflows();
			const { userFolder, pid } = hub.instance;
			await sleep(REST_MS);
			return {
				hub,
				scene,
				database: databaseOf(nodeBin, userFolder),
				nodeBin,
				env,
				rest: await memoryNow(pid),
				expressionEngine: await readVariables(pid, 'N8N_EXPRESSION_ENGINE'),
				close: closeAll,
			};
		} catch (error) {
			await close();
			throw error;
		}
	} catch (error) {
		await scene.close();
		throw error;
	}
}
