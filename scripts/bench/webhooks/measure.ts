import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createWorld } from '../../../test/emulators';
import { AUDIENCE } from '../../demo/seed';
import { N8N_VERSION, NODE_VERSION } from '../../n8n/cache';
import { ROOT, startHub, type Hub } from '../../n8n/hub';
import { installN8n } from '../../n8n/install';
import { pack } from '../../n8n/package';
import { readEnvironment } from '../environment';
import { sendLoad, type WebhookRequest } from './load';
import {
	percentile,
	REARS,
	RECEIVERS,
	type Pair,
	type Rear,
	type Receiver,
	type WebhookConditions,
	type WebhookResult,
	type WebhookRun,
} from './results';
import { pathOf, receiverWorkflow } from './workflows';

const REQUESTS = 300;
const CONNECTIONS = 10;

/** How long a run's executions may take after its last answer. */
const IDLE_DEADLINE_MS = 120_000;

type Say = (line: string) => void;

/** An n8n with both receivers active; nobody else uses it. */
async function startReceivers(
	say: Say,
): Promise<{ hub: Hub; webhook: WebhookRequest; close: () => Promise<void> }> {
	const world = createWorld();
	const { id } = world.refersion.addAffiliate({ status: 'ACTIVE' });
	const webhook = world.refersion.signedRequest(
		'AFFILIATE_STATUS_CHANGE',
		world.refersion.affiliatePayload(id),
	);
	const installation = await installN8n(say);
	const folder = await mkdtemp(join(tmpdir(), 'creator-hub-bench-'));
	const { tarball } = await pack(ROOT, folder);
	const hub = await startHub({
		installation,
		tarball,
		env: {},
		refersion: { ...world.refersion.credentials },
		mailchimp: { apiKey: world.mailchimp.apiKey },
		audience: AUDIENCE,
	});
	const close = async (): Promise<void> => {
		await hub.close();
		await rm(folder, { recursive: true, force: true });
	};
	try {
		const credential = hub.credentials.refersionApi;
		if (!credential) throw new Error('There is no Refersion credential.');
		for (const [receiver, rear] of RECEIVERS.flatMap((each) =>
			REARS.map((rear) => [each, rear] as const),
		)) {
			const workflow = receiverWorkflow(receiver, rear, credential);
			await hub.api.activate(await hub.api.createWorkflow(workflow));
			await hub.instance.waitWebhook(pathOf(receiver, rear));
		}
		return { hub, webhook, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** Waits until n8n has nothing to do, so that a run does not pay for the one before. */
async function untilIdle({ api }: Hub): Promise<void> {
	const deadline = Date.now() + IDLE_DEADLINE_MS;
	while ((await api.executions({ status: 'running' })).length > 0) {
		if (Date.now() > deadline) throw new Error('n8n does not get done with its executions.');
		await sleep(200);
	}
}

async function runOnce(
	hub: Hub,
	path: string,
	webhook: WebhookRequest,
	{ requests, connections }: WebhookConditions,
): Promise<WebhookRun> {
	const url = `${hub.instance.url}/webhook/${path}`;
	const load = await sendLoad(url, webhook, { requests, connections });
	await untilIdle(hub);
	if (load.accepted === 0) throw new Error(`n8n accepted none of the requests to ${url}.`);
	return {
		accepted: load.accepted,
		others: load.others,
		rate: load.accepted / load.seconds,
		p50: percentile(load.latenciesMs, 0.5),
		p99: percentile(load.latenciesMs, 0.99),
	};
}

const round = (run: WebhookRun): WebhookRun => ({
	...run,
	rate: Math.round(run.rate * 100) / 100,
	p50: Math.round(run.p50 * 10) / 10,
	p99: Math.round(run.p99 * 10) / 10,
});

/** One pair of runs. */
async function runPair(
	hub: Hub,
	{ rear, first }: { rear: Rear; first: Receiver },
	webhook: WebhookRequest,
	conditions: WebhookConditions,
): Promise<Pair> {
	const run = async (receiver: Receiver): Promise<WebhookRun> =>
		round(await runOnce(hub, pathOf(receiver, rear), webhook, conditions));
	if (first === 'trigger')
		return { first, trigger: await run('trigger'), webhook: await run('webhook') };
	return { first, webhook: await run('webhook'), trigger: await run('trigger') };
}

/**
 * Sends signed webhooks to the Refersion Trigger and to n8n's Webhook node, in pairs of runs one after the other; who is
 * first alternates. The first pair warms up and does not count.
 *
 * @param pairs that count, for each of the two things that stand behind the trigger
 * @param requests in each run
 */
export async function measureWebhooks(
	pairs: number,
	say: Say,
	requests = REQUESTS,
): Promise<WebhookResult> {
	const startedAt = new Date().toISOString();
	const { hub, webhook, close } = await startReceivers(say);
	try {
		const bodyBytes = Buffer.byteLength(webhook.body);
		const conditions: WebhookConditions = { requests, connections: CONNECTIONS, bodyBytes };
		const measured: Record<Rear, Pair[]> = { bare: [], credential: [] };
		for (let index = 0; index <= pairs; index += 1) {
			const first: Receiver = index % 2 === 0 ? 'trigger' : 'webhook';
			for (const rear of REARS) {
				const pair = await runPair(hub, { rear, first }, webhook, conditions);
				if (index === 0) continue;
				measured[rear].push(pair);
				const [ours, theirs] = [pair.trigger.rate, pair.webhook.rate];
				say(
					`    pair ${index}, ${rear}: ${ours.toFixed(1)} and ${theirs.toFixed(1)} a second, ratio ${(ours / theirs).toFixed(3)}`,
				);
			}
		}
		return {
			conditions,
			startedAt,
			environment: readEnvironment(),
			n8n: { version: N8N_VERSION, node: NODE_VERSION },
			pairs: measured,
		};
	} finally {
		await close();
	}
}
