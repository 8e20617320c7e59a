import { setTimeout as sleep } from 'node:timers/promises';
import type { Hub } from '../../../../scripts/n8n/hub';
import type { Instance } from '../../../../scripts/n8n/instance';

/** The processes that die at each of the kills of a run. */
export type Rounds = Instance[][];

/** The processes of an n8n that are killed and started again. */
export interface Victims {
	/** Ends the processes of a round with SIGKILL. */
	kill(round: number): Promise<void>;
	/** Starts whatever is dead, and waits until it is ready and the workflow can be called. */
	revive(): Promise<void>;
	/** whether webhooks find somebody at the moment */
	readonly isOpen: boolean;
	/** ids of the processes killed so far */
	readonly killed: number[];
	/** how often n8n had switched the workflow off by itself because of the crashes */
	readonly switchedOff: number;
}

/** n8n with everything in one process, killed each time. */
export const oneProcess = ({ processes: { main } }: Hub): Rounds => [[main], [main], [main]];

/** Every process of a queue mode dies at least once, the main process and the one for webhooks too. */
export function queueProcesses({ processes: { main, webhooks, workers } }: Hub): Rounds {
	const [one, other] = workers;
	if (!one || !other) throw new Error('There are fewer than two workers.');
	return [[one], [other, main], [webhooks, one]];
}

/** @param rounds which processes die at which kill */
export function createVictims(hub: Hub, rounds: Rounds): Victims {
	const { main, webhooks, workers } = hub.processes;
	const all = [...new Set([main, webhooks, ...workers])];
	const killed: number[] = [];
	let switchedOff = 0;

	/** n8n can switch a workflow off after several crashes, if N8N_WORKFLOW_AUTODEACTIVATION_ENABLED is set. */
	async function switchOn(): Promise<void> {
		const workflow = await hub.api.rest('GET', `/workflows/${hub.workflowId}`);
		if (Object(workflow).active === true) return;
		switchedOff += 1;
		await hub.api.activate(hub.workflowId);
	}

	return {
		killed,
		get isOpen() {
			return webhooks.running;
		},
		get switchedOff() {
			return switchedOff;
		},
		async kill(round) {
			const dying = (rounds[round] ?? []).filter(({ running }) => running);
			killed.push(...dying.map(({ pid }) => pid));
			await Promise.all(dying.map(async (instance) => await instance.stop('SIGKILL')));
		},
		async revive() {
			const dead = all.filter(({ running }) => !running);
			await Promise.all(dead.map(async (instance) => await instance.start()));
			await switchOn();
			await webhooks.waitWebhook(hub.webhookPath);
		},
	};
}

/**
 * Waits until something is under way, so that a kill that follows meets n8n at work.
 * @param isBusy asked again and again
 * @throws when nothing is under way for 20 s
 */
export async function untilBusy(isBusy: () => boolean): Promise<void> {
	const deadline = Date.now() + 20_000;
	while (!isBusy()) {
		if (Date.now() > deadline)
			throw new Error('n8n has nothing to do, so a kill would show nothing.');
		await sleep(5);
	}
}
