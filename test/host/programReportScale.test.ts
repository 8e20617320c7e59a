import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startStage, type Stage } from '../../scripts/bench/keep/stage';
import { readWaitSeconds } from '../../scripts/bench/keep/wait';
import { withLookNow, type Keeping } from '../../scripts/bench/keep/workflow';
import { readPeakMemory, resetPeakMemory } from '../../scripts/bench/n8n/process';
import { untilIdle } from '../../scripts/bench/realN8n';
import { post } from '../../scripts/bench/webhooks/load';
import { AUDIENCE } from '../../scripts/demo/seed';
import { ROOT } from '../../scripts/n8n/hub';
import { configureTemplate, readTemplate } from '../../scripts/n8n/template';

const CREATORS = 30_000;
const SALES = 10_000;
const READING = ['Get approved affiliates', 'Get contacts', 'Get sales', 'Get offers'];
const MOST_SECONDS = 3;
const MOST_MEGABYTES = 350;
/** How long n8n may take to store an execution of this size. */
const STORED_MS = 120_000;

const say = (line: string): void => console.log(line);

let stage: Stage;

beforeAll(async () => {
	stage = await startStage(say, true);
	await stage.scene.call('prepare', { creators: CREATORS, others: 0, latencyMs: 0, seed: 1 });
	await stage.scene.call('addSales', SALES);
});

afterAll(async () => {
	await stage?.close();
});

/** Runs the report as its schedule does. @returns the workflow, when n8n has answered that it is over */
async function run(path: string, keeping: Keeping): Promise<string> {
	const { hub } = stage;
	const file = await readTemplate(join(ROOT, 'workflows', 'program-report.json'));
	const settings = { audience: AUDIENCE, credentials: hub.credentials };
	const template = configureTemplate(file, settings);
	// n8n wants such a node to be used by the webhook that started, which is another one here.
	const nodes = template.nodes.filter(({ name }) => name !== 'Show the page');
	const connections = { ...template.connections };
	delete connections['For whom?'];
	const workflow = withLookNow({ ...template, nodes, connections }, path, keeping);
	const workflowId = await hub.api.createWorkflow(workflow);
	await hub.api.activate(workflowId);
	await hub.instance.waitWebhook(path);
	await untilIdle(hub);
	await resetPeakMemory(hub.instance.pid);
	const agent = new Agent();
	const headers = { 'content-type': 'application/json' };
	const url = `${hub.instance.url}/webhook/${path}`;
	const status = await post(url, agent, { headers, body: '{}' });
	agent.destroy();
	expect(status).toBe(200);
	return workflowId;
}

async function stored(workflowId: string) {
	for (let waited = 0; waited < STORED_MS; waited += 500) {
		const execution = await stage.database.execution(workflowId, 0);
		if (execution) return execution;
		await sleep(500);
	}
	throw new Error('n8n does not store the execution.');
}

it('reports 30,000 creators with little memory', async () => {
	await run('report-as-it-is', 'asItIs');
	const peak = await readPeakMemory(stage.hub.instance.pid);
	await untilIdle(stage.hub);
	if (peak === null || stage.rest === null) return;
	const aboveRest = Math.round((peak - stage.rest) / 1e6);
	say(`${aboveRest} MB above rest`);
	expect(aboveRest).toBeLessThanOrEqual(MOST_MEGABYTES);
});

it('reports 30,000 creators in three seconds besides the reading', async () => {
	const { pid } = stage.hub.instance;
	const before = await readWaitSeconds(pid);
	const workflowId = await run('report-stored', 'all');
	const waited = ((await readWaitSeconds(pid)) ?? 0) - (before ?? 0);
	const { status, seconds, nodeSeconds, firstItem } = await stored(workflowId);
	expect(status).toBe('success');
	expect(String(firstItem('Report')?.text)).toContain(
		`Approved: 30,000, Contact: 30,000, Opened: ${SALES.toLocaleString('en')}`,
	);
	const reading = READING.reduce((all, name) => all + (nodeSeconds[name] ?? NaN), 0);
	const beyond = seconds - reading;
	say(`${seconds} s, of which reading ${reading} s; waited ${waited.toFixed(1)} s for a core`);
	say(JSON.stringify(nodeSeconds));
	if (beyond > MOST_SECONDS && waited > 0.1 * seconds) {
		console.warn(`NOT JUDGED: THE MACHINE IS BUSY. ${beyond.toFixed(1)} s besides the reading.`);
		return;
	}
	expect(beyond).toBeLessThanOrEqual(MOST_SECONDS);
});
