import { Agent } from 'node:http';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { createWorld } from '../../../test/emulators';
import { chosenVersion } from '../../n8n/versions.cjs';
import type { Execution } from '../../n8n/api';
import type { Hub } from '../../n8n/hub';
import { checkContacts, wantedContacts } from '../checks';
import { createScenario } from '../contacts';
import type { Conditions } from '../emulator';
import { readEnvironment } from '../environment';
import { startBenchN8n, untilIdle } from '../realN8n';
import { startEmulator, type Emulator } from '../run';
import { post } from '../webhooks/load';
import { readCpuSeconds, readPeakMemory, readVariables, resetPeakMemory } from './process';
import {
	WORKLOADS,
	type N8nConditions,
	type N8nResult,
	type N8nRound,
	type N8nRun,
	type Workload,
} from './results';
import { EXPRESSION_COUNT, MEASURED, workloadWorkflow } from './workflows';

/** Time Mailchimp takes for a request in this part, in milliseconds. */
export const N8N_LATENCY_MS = 20;
/** Each workflow runs once with so many contacts before, so that the first round pays for no loading. */
const WARM_UP_CONTACTS = 100;
const POLL_MS = 1_000;
/** How long n8n may take to store an execution. */
const STORED_DEADLINE_MS = 120_000;

/**
 * The default of n8n 2.41.1 (`@n8n/config`, expression-engine.config.js). The n8n of this project's tests sets it to true,
 * which is undone here, so that the engine runs as in an n8n without settings.
 */
const DEFAULT_ENGINE = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'false' };

type Say = (line: string) => void;

interface Stage {
	hub: Hub;
	emulator: Emulator;
}

/** Waits until n8n has stored the one execution of a workflow. */
async function untilOver({ api }: Hub, workflowId: string): Promise<void> {
	const deadline = Date.now() + STORED_DEADLINE_MS;
	while (!(await api.executions({ workflowId })).some(({ stoppedAt }) => stoppedAt !== null)) {
		if (Date.now() > deadline) throw new Error('n8n does not get done with an execution.');
		await sleep(POLL_MS);
	}
}

/** @returns the one execution of a workflow with the data of every node */
async function executionOf({ api }: Hub, workflowId: string): Promise<Execution> {
	const [execution] = await api.executions({ workflowId, includeData: true });
	if (!execution) throw new Error('The execution is gone.');
	return execution;
}

function timesOf(
	{ status, startedAt, stoppedAt, data }: Execution,
	items: number,
): Pick<N8nRun, 'nodeSeconds' | 'executionSeconds'> {
	const { error, runData = {} } = data?.resultData ?? {};
	const run = runData[MEASURED]?.[0];
	const count = run?.data?.main?.[0]?.length;
	if (status !== 'success' || run?.executionTime === undefined || count !== items) {
		const cause = error?.message ?? `${count ?? 'no'} items of ${items} came out`;
		throw new Error(`An execution ended as "${status}": ${cause}`);
	}
	return {
		nodeSeconds: run.executionTime / 1000,
		executionSeconds: (Date.parse(String(stoppedAt)) - Date.parse(startedAt)) / 1000,
	};
}

/** Runs one workflow once, in a new workflow and with the emulated Mailchimp as it was at the beginning. */
async function runOnce(
	{ hub, emulator }: Stage,
	workload: Workload,
	conditions: Conditions,
	path: string,
): Promise<{ run: N8nRun; contactsRight: number }> {
	const { audienceId } = await emulator.call('prepare', conditions);
	const scenario = createScenario(conditions.contacts, conditions.seed);
	const credential = hub.credentials['mailchimpAudienceApi'];
	if (!credential) throw new Error('There is no credential for Mailchimp.');
	const workflow = workloadWorkflow(workload, path, { audienceId, credential });
	const workflowId = await hub.api.createWorkflow(workflow);
	await hub.api.activate(workflowId);
	await hub.instance.waitWebhook(path);
	await untilIdle(hub);
	const { pid } = hub.instance;
	await resetPeakMemory(pid);
	const cpuBefore = await readCpuSeconds(pid);
	// n8n answers when the execution is over. It is not asked in between: expressions keep it from answering for minutes.
	const agent = new Agent();
	const headers = { 'content-type': 'application/json' };
	const body = JSON.stringify(scenario.items);
	const status = await post(`${hub.instance.url}/webhook/${path}`, agent, { headers, body });
	agent.destroy();
	if (status !== 200) throw new Error(`n8n answered ${status} to the items.`);
	await untilOver(hub, workflowId);
	const cpuAfter = await readCpuSeconds(pid);
	const peak = await readPeakMemory(pid);
	const times = timesOf(await executionOf(hub, workflowId), conditions.contacts);
	await hub.api.deactivate(workflowId);
	const { contacts, requests } = await emulator.call('aftermath', null);
	return {
		run: {
			...times,
			cpuSeconds:
				cpuBefore === null || cpuAfter === null
					? null
					: Math.round((cpuAfter - cpuBefore) * 100) / 100,
			peakMemory: peak === null ? null : Math.round(peak / 1e6),
			requests: requests.total,
		},
		contactsRight: checkContacts(wantedContacts(scenario, false), contacts).right,
	};
}

/** One run of each, beginning with another one each time, so that none has the better place. */
async function runRound(
	stage: Stage,
	conditions: Conditions,
	index: number,
	say: Say,
): Promise<N8nRound> {
	const shift = index % WORKLOADS.length;
	const done = new Map<Workload, Awaited<ReturnType<typeof runOnce>>>();
	for (const workload of [...WORKLOADS.slice(shift), ...WORKLOADS.slice(0, shift)]) {
		const path = `bench-${workload}-${conditions.contacts}-${index}`.toLowerCase();
		const each = await runOnce(stage, workload, conditions, path);
		const { nodeSeconds, executionSeconds, cpuSeconds, peakMemory, requests } = each.run;
		say(
			`    ${path}: node ${nodeSeconds} s, execution ${executionSeconds} s, processor ${cpuSeconds ?? '?'} s, peak ${peakMemory ?? '?'} MB, ${requests} requests`,
		);
		done.set(workload, each);
	}
	const take = (workload: Workload): Awaited<ReturnType<typeof runOnce>> => {
		const found = done.get(workload);
		if (!found) throw new Error(`A run of ${workload} is missing.`);
		return found;
	};
	const { run: contacts, contactsRight } = take('contacts');
	return {
		contacts,
		editFields: take('editFields').run,
		noOperation: take('noOperation').run,
		contactsRight,
	};
}

/**
 * Runs the same items through *Create or Update*, through n8n's Edit Fields with as many expressions, and through a node
 * that does nothing, in a real n8n with the expression engine it has by default.
 *
 * @param contacts how many items a run has; all of them are one request to n8n, which takes 16 MiB unless told otherwise
 * @param rounds of one run each
 */
export async function measureN8n(
	{ contacts, rounds, seed }: { contacts: number; rounds: number; seed: number },
	say: Say,
): Promise<N8nResult> {
	const startedAt = new Date().toISOString();
	const loadBefore = Math.round((os.loadavg()[0] ?? 0) * 100) / 100;
	const conditions: N8nConditions = {
		contacts,
		seed,
		latencyMs: N8N_LATENCY_MS,
		expressions: EXPRESSION_COUNT,
	};
	const work: Conditions = { contacts, seed, latencyMs: N8N_LATENCY_MS, faults: {} };
	const emulator = startEmulator();
	try {
		const { audienceId, apiKey, env } = await emulator.call('prepare', work);
		const { hub, close } = await startBenchN8n(
			{
				env: { ...env, ...DEFAULT_ENGINE },
				refersion: { ...createWorld().refersion.credentials },
				mailchimp: { apiKey },
				audience: { id: audienceId, name: 'Creators' },
			},
			say,
		);
		try {
			const { pid } = hub.instance;
			const expressionEngine = await readVariables(pid, 'N8N_EXPRESSION_ENGINE');
			say(`    n8n's expression engine: ${expressionEngine?.join(', ') ?? 'unknown switches'}`);
			const stage = { hub, emulator };
			await runRound(stage, { ...work, contacts: WARM_UP_CONTACTS }, 0, () => undefined);
			const measured: N8nRound[] = [];
			for (let index = 1; index <= rounds; index += 1) {
				measured.push(await runRound(stage, work, index, say));
			}
			return {
				conditions,
				startedAt,
				environment: readEnvironment(),
				loadBefore,
				n8n: { version: chosenVersion().number, node: chosenVersion().node, expressionEngine },
				rounds: measured,
			};
		} finally {
			await close();
		}
	} finally {
		await emulator.close();
	}
}
