import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowJson } from '../../scripts/n8n/api';
import { ROOT } from '../../scripts/n8n/hub';
import { configureTemplate, enableTrigger, readTemplate } from '../../scripts/n8n/template';
import { AUDIENCE, shareRig, type Rig } from './support/rig';

const FOLDER = join(ROOT, 'workflows');
const TEMPLATES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

let rig: Rig;
let credentials: Rig['hub']['credentials'];

beforeAll(async () => {
	rig = await shareRig();
	const { hub, world } = rig;
	await hub.api.deactivate(hub.workflowId);
	const { storeHash, accessToken } = world.bigcommerce.account;
	const store = { storeHash, accessToken };
	const bigCommerceApi = await hub.api.createCredential('bigCommerceApi', 'Store', store);
	const server = { host: '127.0.0.1', port: '25', user: '', password: '' };
	const smtp = await hub.api.createCredential('smtp', 'Mail', server);
	credentials = { ...hub.credentials, bigCommerceApi, smtp };
});

afterAll(async () => {
	await rig?.close();
});

/** Whether something in it starts it by itself. */
const starts = ({ nodes }: WorkflowJson): boolean =>
	nodes.some(
		({ type, disabled }) =>
			/Trigger$|webhook$/.test(type) && !/manualTrigger$/.test(type) && disabled !== true,
	);

/** The template as n8n's command line and API take it, which make up no address for a webhook. */
function withoutEditor(template: WorkflowJson, file: WorkflowJson): WorkflowJson {
	const nodes = template.nodes.map(({ webhookId, ...node }, index) => ({
		...node,
		parameters: webhookId === undefined ? node.parameters : (file.nodes[index]?.parameters ?? {}),
	}));
	return { ...template, nodes };
}

/** What the addresses of its webhooks are made from. Without any of it n8n takes the workflow's own id. */
const addressesOf = ({ nodes }: WorkflowJson): string[] =>
	nodes.flatMap(({ webhookId, parameters: { path } }) => {
		const named = typeof path === 'string' && path !== '' ? path : webhookId;
		return named === undefined ? [] : [named];
	});

/** With a mail server and addresses, without which n8n 2 publishes nothing that sends mails. */
function withMail(template: WorkflowJson): WorkflowJson {
	const { smtp } = credentials;
	if (!smtp) throw new Error('There is no mail server.');
	const addresses = { fromEmail: 'n8n@shop.example', toEmail: 'marketing@shop.example' };
	const nodes = template.nodes.map((node) =>
		node.type === 'n8n-nodes-base.emailSend'
			? { ...node, credentials: { smtp }, parameters: { ...node.parameters, ...addresses } }
			: node,
	);
	return { ...template, nodes };
}

describe.each([
	{ by: 'the editor', change: (template: WorkflowJson) => template },
	{ by: 'the command line', change: withoutEditor },
])('imported twice, as $by does', ({ change }) => {
	it.each(TEMPLATES)(
		'%s: both copies are published, each with an address of its own',
		async (name) => {
			const { api } = rig.hub;
			const file = await readTemplate(join(FOLDER, name));
			const copies: string[] = [];
			const addresses: string[] = [];
			for (let copy = 1; copy <= 2; copy += 1) {
				const settings = { audience: AUDIENCE, credentials };
				const configured = change(configureTemplate(file, settings), file);
				const template = withMail(enableTrigger(configured));
				const id = await api.createWorkflow(template);
				copies.push(id);
				if (starts(template)) await api.activate(id);
				addresses.push(...addressesOf((await api.rest('GET', `/workflows/${id}`)) as WorkflowJson));
			}
			// n8n refuses a second one with the same address, but not before it has registered the first, in the background.
			expect(addresses).toEqual([...new Set(addresses)]);
			for (const id of copies) await api.deactivate(id);
		},
	);
});
