import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { WorkflowJson } from '../../scripts/n8n/api';
import { ROOT } from '../../scripts/n8n/hub';
import { readTemplate } from '../../scripts/n8n/template';
import { waitFor } from '../../scripts/demo/wait';
import { outputOf, shareRig, type Rig } from './support/rig';

let rig: Rig;

beforeAll(async () => {
	rig = await shareRig();
});

afterAll(async () => {
	await rig?.close();
});

beforeEach(async () => {
	await rig.fresh();
});

/** The template with nobody to send a mail, and with its executions kept. */
async function importTemplate(): Promise<string> {
	const file = await readTemplate(join(ROOT, 'workflows', 'tell-when-it-fails.json'));
	const nodes = file.nodes.map((node) =>
		node.name === 'Send a mail'
			? { ...node, type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} }
			: node,
	);
	const id = await rig.hub.api.createWorkflow({
		...file,
		nodes,
		settings: { ...file.settings, saveDataSuccessExecution: 'all' },
	});
	await rig.hub.api.activate(id);
	return id;
}

/** A workflow that fails whenever its webhook is called. */
async function importFailing(errorWorkflow: string): Promise<{ id: string; path: string }> {
	const path = randomUUID();
	const node = (name: string, type: string, parameters: Record<string, unknown>) => ({
		id: randomUUID(),
		name,
		type: `n8n-nodes-base.${type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
	});
	const workflow: WorkflowJson = {
		name: 'One that fails',
		nodes: [
			{ ...node('Webhook', 'webhook', { path, httpMethod: 'GET' }), webhookId: path },
			node('Stop', 'stopAndError', { errorMessage: 'Nothing for 3 people: {"secret":"x"}' }),
		],
		connections: { Webhook: { main: [[{ node: 'Stop', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1', errorWorkflow },
	};
	const id = await rig.hub.api.createWorkflow(workflow);
	await rig.hub.api.activate(id);
	return { id, path };
}

it('n8n starts it when another workflow fails, and it tells the same failure once', async () => {
	const { api, instance } = rig.hub;
	const teller = await importTemplate();
	const failing = await importFailing(teller);
	for (let times = 1; times <= 2; times += 1) {
		// n8n takes a webhook into use a moment after the workflow was activated.
		await waitFor(
			async () => ((await fetch(`${instance.url}/webhook/${failing.path}`)).ok ? true : undefined),
			Date.now() + 60_000,
			'the webhook',
		);
		// n8n keeps what a run has remembered at its end, so that the second one comes after the first.
		await waitFor(
			async () => {
				const started = await api.executions({ workflowId: teller });
				const over = started.filter(({ stoppedAt }) => stoppedAt !== null);
				return over.length === times ? over : undefined;
			},
			Date.now() + 60_000,
			'the error workflow',
		);
	}
	const told = await api.executions({ workflowId: teller, includeData: true });
	const failed = await api.executions({ workflowId: failing.id });
	expect(told.map(({ mode, status }) => [mode, status])).toEqual([
		['error', 'success'],
		['error', 'success'],
	]);
	const described = told.map((execution) => outputOf(execution, 'Describe')[0]);
	expect(described.map((item) => item?.tell)).toEqual([false, true]);
	expect(described[1]).toMatchObject({
		subject: 'Failed: One that fails',
		workflow_id: failing.id,
		node: 'Stop',
		what_happened: 'Nothing for 3 people: …',
		execution_url: expect.stringMatching(
			new RegExp(`/workflow/${failing.id}/executions/${failed.at(-1)?.id}$`),
		),
	});
	expect(told.map((execution) => outputOf(execution, 'Send a mail').length)).toEqual([0, 1]);
});
