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
	RECEIVERS,
	type Pair,
	type Receiver,
	type WebhookConditions,
	type WebhookResult,
	type WebhookRun,
} from './results';
import { PATH, receiverWorkflow } from './workflows';

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
		for (const receiver of RECEIVERS) {
			const workflowId = await hub.api.createWorkflow(receiverWorkflow(receiver, credential));
			await hub.api.activate(workflowId);
			await hub.instance.waitWebhook(PATH[receiver]);
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
	receiver: Receiver,
	webhook: WebhookRequest,
	{ requests, connections }: WebhookConditions,
): Promise<WebhookRun> {
	const url = `${hub.instance.url}/webhook/${PATH[receiver]}`;
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

/**
 * Sends signed webhooks to the Refersion Trigger and to n8n's Webhook node, in pairs of runs one after the other; who is
 * first alternates. The first pair warms up and does not count.
 */
export async function measureWebhooks(
	pairs: number,
	say: Say,
	requests = REQUESTS,
): Promise<WebhookResult> {
	const startedAt = new Date().toISOString();
	const { hub, webhook, close } = await startReceivers(say);
	try {
		const conditions: WebhookConditions = {
			requests,
			connections: CONNECTIONS,
			bodyBytes: Buffer.byteLength(webhook.body),
		};
		const measured: Pair[] = [];
		for (let index = 0; index <= pairs; index += 1) {
			const first: Receiver = index % 2 === 0 ? 'trigger' : 'webhook';
			const runs = new Map<Receiver, WebhookRun>();
			for (const receiver of first === 'trigger' ? RECEIVERS : [...RECEIVERS].reverse()) {
				runs.set(receiver, await runOnce(hub, receiver, webhook, conditions));
			}
			const [trigger, plain] = RECEIVERS.map((receiver) => runs.get(receiver));
			if (!trigger || !plain) throw new Error('A run is missing.');
			if (index === 0) continue;
			measured.push({ first, trigger: round(trigger), webhook: round(plain) });
			say(
				`    pair ${index}: ${trigger.rate.toFixed(1)} and ${plain.rate.toFixed(1)} a second, ratio ${(trigger.rate / plain.rate).toFixed(3)}`,
			);
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
