import { Agent } from 'node:http';
import os from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AUDIENCE } from '../../demo/seed';
import { N8N_VERSION, NODE_VERSION } from '../../n8n/cache';
import type { Hub } from '../../n8n/hub';
import { installN8n } from '../../n8n/install';
import { readEnvironment } from '../environment';
import { startChild, type Child } from '../ipc';
import { readCpuSeconds, readPeakMemory, readVariables, resetPeakMemory } from '../n8n/process';
import { startBenchN8n, untilIdle } from '../realN8n';
import { post } from '../webhooks/load';
import { databaseOf, type Database, type StoredExecution } from './database';
import { bareLoop } from './replay';
import type { KeepConditions, KeepLook, KeepResult, KeepScene } from './results';
import type { SceneCommands } from './scene';
import { readWaitSeconds } from './wait';
import { lookWorkflow } from './workflow';

/** Time either service takes for a request in this part, in milliseconds. */
export const KEEP_LATENCY_MS = 20;
/**
 * The default of n8n 2.41.1 (`@n8n/config`, expression-engine.config.js). The n8n of this project's tests sets it to
 * true, which is undone here, so that the engine runs as in an n8n without settings.
 */
const DEFAULT_ENGINE = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'false' };
const PATH = 'look-now';
/** How often the requests of a look are sent again by a script; the fastest counts. */
const BARE_LOOPS = 2;
/** n8n 2.41.1 gives back some 250 MB of its start when it has had nothing to do for a quarter of a minute. */
const REST_MS = 20_000;
const POLL_MS = 500;
/** How long n8n may take to store an execution. */
const STORED_DEADLINE_MS = 300_000;

type Say = (line: string) => void;

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
 */
export async function startStage(say: Say): Promise<Stage> {
	const { nodeBin } = await installN8n(say);
	const scene = startChild<SceneCommands>(join(__dirname, 'scene.ts'));
	try {
		const { env, refersion, mailchimp } = await scene.call('connect', null);
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

const inMegabytes = (bytes: number): number => Math.round(bytes / 1e6);
const inHundredths = (value: number): number => Math.round(value * 100) / 100;

/** @returns what is more now, or null where the system cannot tell */
const since = (before: number | null, after: number | null): number | null =>
	before === null || after === null ? null : inHundredths(after - before);

/** Waits until n8n has stored a look. */
async function untilStored(
	{ database, hub }: Stage,
	workflowId: string,
	taken: number,
): Promise<StoredExecution> {
	const deadline = Date.now() + STORED_DEADLINE_MS;
	for (;;) {
		const execution = await database.execution(workflowId, taken);
		if (execution) return execution;
		if (Date.now() > deadline) {
			throw new Error(`n8n does not store an execution.\n${hub.instance.tail(20)}`);
		}
		await sleep(POLL_MS);
	}
}

/**
 * Has a workflow look at everybody once.
 *
 * @param taken looks of this workflow so far
 * @throws when the look does not end well
 */
async function measureLook(stage: Stage, workflowId: string, taken: number): Promise<KeepLook> {
	const { hub, scene, database, nodeBin, env, rest } = stage;
	const { pid, url } = hub.instance;
	await untilIdle(hub);
	await scene.call('takeRequests', null);
	const sizeBefore = await database.size();
	await resetPeakMemory(pid);
	const [cpuBefore, waitBefore] = [await readCpuSeconds(pid), await readWaitSeconds(pid)];
	const agent = new Agent();
	const headers = { 'content-type': 'application/json' };
	const status = await post(`${url}/webhook/${PATH}`, agent, { headers, body: '{}' });
	agent.destroy();
	const execution = await untilStored(stage, workflowId, taken);
	const [cpuAfter, waitAfter] = [await readCpuSeconds(pid), await readWaitSeconds(pid)];
	const peak = await readPeakMemory(pid);
	const summary = execution.firstItem('Summary');
	if (status !== 200 || execution.status !== 'success') {
		throw new Error(
			`A look was answered ${status} and ended as "${execution.status}": ${String(summary?.text)}`,
		);
	}
	const { counts: requests, list } = await scene.call('takeRequests', null);
	const bareLoops: number[] = [];
	for (let index = 0; index < BARE_LOOPS; index += 1) {
		bareLoops.push(inHundredths(await bareLoop(nodeBin, env, list)));
	}
	await scene.call('takeRequests', null);
	return {
		seconds: execution.seconds,
		nodeSeconds: execution.nodeSeconds,
		waitedSeconds: since(waitBefore, waitAfter),
		cpuSeconds: since(cpuBefore, cpuAfter),
		peakMemory: peak === null ? null : inMegabytes(peak),
		aboveRest: peak === null || rest === null ? null : inMegabytes(peak - rest),
		requests,
		right: Number(Object(summary?.counts).right),
		dataBytes: execution.dataBytes,
		databaseBytes: (await database.size()) - sizeBefore,
		bareLoops,
	};
}

const loadNow = (): number => inHundredths(os.loadavg()[0] ?? 0);

function sayLook(look: KeepLook, say: Say): void {
	const { seconds, requests, bareLoops, peakMemory, aboveRest, dataBytes, databaseBytes } = look;
	say(
		`    ${seconds} s (bare loop ${bareLoops.join(' and ')} s; waited ${look.waitedSeconds ?? '?'} s for a core), processor ${look.cpuSeconds ?? '?'} s, ${requests.refersion} + ${requests.mailchimp} requests, peak ${peakMemory ?? '?'} MB, ${aboveRest ?? '?'} MB above rest, ${dataBytes} bytes of data, database ${databaseBytes} bytes more`,
	);
	const nodes = Object.entries(look.nodeSeconds).map(([name, each]) => `${name} ${each} s`);
	say(`    ${nodes.join(', ')}`);
}

/**
 * Looks at a programme in which all is right, as the template's schedule does.
 *
 * @param stage whose n8n has no other workflow
 * @param looks one after the other, in the same n8n
 */
export async function measureScene(
	stage: Stage,
	conditions: KeepConditions,
	looks: number,
	say: Say,
): Promise<KeepScene> {
	const startedAt = new Date().toISOString();
	const loadBefore = loadNow();
	const { hub, scene, rest } = stage;
	await scene.call('prepare', conditions);
	const { credentials } = hub;
	const workflow = await lookWorkflow({ audience: AUDIENCE, credentials }, PATH);
	const workflowId = await hub.api.createWorkflow(workflow);
	await hub.api.activate(workflowId);
	await hub.instance.waitWebhook(PATH);
	await untilIdle(hub);
	const measured: KeepLook[] = [];
	for (let taken = 0; taken < looks; taken += 1) {
		const look = await measureLook(stage, workflowId, taken);
		sayLook(look, say);
		measured.push(look);
	}
	await hub.api.deleteWorkflows();
	return {
		conditions,
		startedAt,
		loadBefore,
		restMemory: rest === null ? null : inMegabytes(rest),
		looks: measured,
	};
}

/**
 * One programme in an n8n of its own, so that it is at rest before the first look.
 *
 * @param looks one after the other
 */
export async function measureKeep(
	conditions: KeepConditions,
	looks: number,
	say: Say,
): Promise<KeepResult> {
	const stage = await startStage(say);
	try {
		const scene = await measureScene(stage, conditions, looks, say);
		const { expressionEngine } = stage;
		return {
			environment: readEnvironment(),
			n8n: { version: N8N_VERSION, node: NODE_VERSION, expressionEngine },
			scenes: [scene],
		};
	} finally {
		await stage.close();
	}
}
