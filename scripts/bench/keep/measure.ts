import { Agent } from 'node:http';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { AUDIENCE } from '../../demo/seed';
import { chosenVersion } from '../../n8n/versions.cjs';
import { readEnvironment } from '../environment';
import { readCpuSeconds, readPeakMemory, resetPeakMemory } from '../n8n/process';
import { untilIdle } from '../realN8n';
import { post } from '../webhooks/load';
import type { StoredExecution } from './database';
import { bareLoop } from './replay';
import type { KeepConditions, KeepLook, KeepResult, KeepScene } from './results';
import { startStage, type Say, type Stage } from './stage';
import { readWaitSeconds } from './wait';
import { lookWorkflow, type Keeping } from './workflow';

/** Time either service takes for a request in this part, in milliseconds. */
export const KEEP_LATENCY_MS = 20;
const PATH = 'look-now';
const AS_IT_IS_PATH = 'look-now-as-it-is';
/** How often the requests of a look are sent again by a script; the fastest counts. */
const BARE_LOOPS = 2;
const POLL_MS = 500;
/** How long n8n may take to store an execution. */
const STORED_DEADLINE_MS = 300_000;

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

/** Imports the template, with a webhook that starts a look. @returns id of the active workflow */
async function importLook({ hub }: Stage, path: string, keeping: Keeping): Promise<string> {
	const settings = { audience: AUDIENCE, credentials: hub.credentials };
	const workflowId = await hub.api.createWorkflow(await lookWorkflow(settings, path, keeping));
	await hub.api.activate(workflowId);
	await hub.instance.waitWebhook(path);
	await untilIdle(hub);
	return workflowId;
}

/** Starts a look and waits for its end. @returns status of n8n's answer */
async function lookNow({ hub }: Stage, path: string): Promise<number> {
	const agent = new Agent();
	const headers = { 'content-type': 'application/json' };
	const url = `${hub.instance.url}/webhook/${path}`;
	const status = await post(url, agent, { headers, body: '{}' });
	agent.destroy();
	return status;
}

/**
 * @returns what a look leaves in n8n's database with the template's own settings, in bytes
 * @throws when n8n does not answer that the look is over
 */
async function measureLeft(stage: Stage): Promise<number> {
	const { hub, database } = stage;
	await importLook(stage, AS_IT_IS_PATH, 'asItIs');
	const before = await database.size();
	const status = await lookNow(stage, AS_IT_IS_PATH);
	if (status !== 200) throw new Error(`A look was answered ${status}.`);
	await untilIdle(hub);
	return (await database.size()) - before;
}

/**
 * Has a workflow look at everybody once.
 *
 * @param taken looks of this workflow so far
 * @throws when the look does not end well
 */
async function measureLook(stage: Stage, workflowId: string, taken: number): Promise<KeepLook> {
	const { hub, scene, database, nodeBin, env, rest } = stage;
	const { pid } = hub.instance;
	await untilIdle(hub);
	await scene.call('takeRequests', null);
	const sizeBefore = await database.size();
	await resetPeakMemory(pid);
	const [cpuBefore, waitBefore] = [await readCpuSeconds(pid), await readWaitSeconds(pid)];
	const status = await lookNow(stage, PATH);
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
	const workflowId = await importLook(stage, PATH, 'all');
	const measured: KeepLook[] = [];
	for (let taken = 0; taken < looks; taken += 1) {
		const look = await measureLook(stage, workflowId, taken);
		sayLook(look, say);
		measured.push(look);
	}
	const leftBytes = await measureLeft(stage);
	say(`    with the template's own settings the database is ${leftBytes} bytes more`);
	await hub.api.deleteWorkflows();
	return {
		conditions,
		startedAt,
		loadBefore,
		restMemory: rest === null ? null : inMegabytes(rest),
		looks: measured,
		leftBytes,
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
			n8n: { version: chosenVersion().number, node: chosenVersion().node, expressionEngine },
			scenes: [scene],
		};
	} finally {
		await stage.close();
	}
}
