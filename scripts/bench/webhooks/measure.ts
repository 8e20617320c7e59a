import { createWorld } from '../../../test/emulators';
import { AUDIENCE } from '../../demo/seed';
import { chosenVersion } from '../../n8n/versions.cjs';
import type { Hub } from '../../n8n/hub';
import { readEnvironment } from '../environment';
import { startBenchN8n, untilIdle, type BenchN8n } from '../realN8n';
import { sendLoad, type WebhookRequest } from './load';
import {
	percentile,
	RECEIVERS,
	type Receiver,
	type Round,
	type WebhookConditions,
	type WebhookResult,
	type WebhookRun,
} from './results';
import { AUTH_HEADER, PATH, receiverWorkflow } from './workflows';

const REQUESTS = 300;
const CONNECTIONS = 10;

type Say = (line: string) => void;

/** An n8n with all receivers active; nobody else uses it. */
async function startReceivers(say: Say): Promise<BenchN8n & { webhook: WebhookRequest }> {
	const world = createWorld();
	const { id } = world.refersion.addAffiliate({ status: 'ACTIVE' });
	const webhook = world.refersion.signedRequest(
		'AFFILIATE_STATUS_CHANGE',
		world.refersion.affiliatePayload(id),
	);
	const { hub, close } = await startBenchN8n(
		{
			env: {},
			refersion: { ...world.refersion.credentials },
			mailchimp: { apiKey: world.mailchimp.apiKey },
			audience: AUDIENCE,
		},
		say,
	);
	try {
		const httpHeaderAuth = await hub.api.createCredential('httpHeaderAuth', 'Header', AUTH_HEADER);
		for (const receiver of RECEIVERS) {
			const workflow = receiverWorkflow(receiver, { ...hub.credentials, httpHeaderAuth });
			await hub.api.activate(await hub.api.createWorkflow(workflow));
			await hub.instance.waitWebhook(PATH[receiver]);
		}
		return { hub, webhook, close };
	} catch (error) {
		await close();
		throw error;
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

/** One run of each, beginning with another one each time, so that none has the better place. */
async function runRound(
	index: number,
	run: (receiver: Receiver) => Promise<WebhookRun>,
): Promise<Round> {
	const shift = index % RECEIVERS.length;
	const runs = new Map<Receiver, WebhookRun>();
	for (const receiver of [...RECEIVERS.slice(shift), ...RECEIVERS.slice(0, shift)]) {
		runs.set(receiver, round(await run(receiver)));
	}
	const take = (receiver: Receiver): WebhookRun => {
		const found = runs.get(receiver);
		if (!found) throw new Error(`A run of ${receiver} is missing.`);
		return found;
	};
	return {
		trigger: take('trigger'),
		webhook: take('webhook'),
		webhookWithAuth: take('webhookWithAuth'),
	};
}

/**
 * Sends signed webhooks to the Refersion Trigger and to n8n's Webhook node in turns. The first round warms up and does not
 * count.
 *
 * @param rounds that count
 * @param requests in each run
 */
export async function measureWebhooks(
	rounds: number,
	say: Say,
	requests = REQUESTS,
): Promise<WebhookResult> {
	const startedAt = new Date().toISOString();
	const { hub, webhook, close } = await startReceivers(say);
	try {
		const bodyBytes = Buffer.byteLength(webhook.body);
		const conditions: WebhookConditions = { requests, connections: CONNECTIONS, bodyBytes };
		const headers = { ...webhook.headers, [AUTH_HEADER.name]: AUTH_HEADER.value };
		const measured: Round[] = [];
		for (let index = 0; index <= rounds; index += 1) {
			const each = await runRound(
				index,
				async (receiver) => await runOnce(hub, receiver, { ...webhook, headers }, conditions),
			);
			if (index === 0) continue;
			measured.push(each);
			const rates = RECEIVERS.map((receiver) => each[receiver].rate.toFixed(1));
			say(`    round ${index}: ${rates.join(', ')} a second`);
		}
		return {
			conditions,
			startedAt,
			environment: readEnvironment(),
			n8n: { version: chosenVersion().number, node: chosenVersion().node },
			rounds: measured,
		};
	} finally {
		await close();
	}
}
