import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
	generatePassword,
	setUpOwner,
	type Execution,
	type N8nApi,
	type WorkflowJson,
} from '../../scripts/n8n/api';
import { ROOT } from '../../scripts/n8n/hub';
import { installN8n } from '../../scripts/n8n/install';
import { createInstance, type Instance } from '../../scripts/n8n/instance';
import { packageNodes, recordPackage } from '../../scripts/n8n/record';
import { chosenVersion, oldestVersion, type N8nVersion } from '../../scripts/n8n/versions.cjs';
import { packRefersion } from '../../scripts/packages/pack';
import type { PackageManifest } from '../../scripts/packages/refersion';
import { createWorld, serveWorld, type Served, type World } from '../emulators';
import { nodesThatRan, outputOf } from './support/rig';

// An n8n of its own is started.
jest.setTimeout(180_000);

const FOLDER = join(ROOT, 'packages', 'refersion');
const [TRIGGER, GET, MESSAGE] = ['Refersion Trigger', 'Get tracking link', 'Write the message'];

/** The editor gives one to a trigger that is pasted. */
const WEBHOOK_ID = randomUUID();

/** The workflow that a reader copies out of the README. */
async function exampleWorkflow(): Promise<WorkflowJson> {
	const [, json = ''] =
		/```json\n([\s\S]+?)\n```/.exec(await readFile(join(FOLDER, 'README.md'), 'utf8')) ?? [];
	return JSON.parse(json) as WorkflowJson;
}

let world: World;
let served: Served;
let instance: Instance;
let api: N8nApi;
let nodes: Array<{ name: string }>;

/** A new n8n with this package and no other. */
async function start(version: N8nVersion): Promise<void> {
	world = createWorld({ seed: 1 });
	served = await serveWorld(world);
	const installation = await installN8n((line) => console.log(line), version);
	const folder = await mkdtemp(join(tmpdir(), 'creator-hub-pack-'));
	const { tarball } = await packRefersion(ROOT, folder);
	instance = await createInstance({ installation, tarballs: [tarball], env: served.env });
	await rm(folder, { recursive: true, force: true });
	await instance.start();
	const email = 'owner@creator-hub.local';
	api = await setUpOwner(
		instance.url,
		{ email, password: generatePassword() },
		installation.version,
	);
	const manifest = JSON.parse(
		await readFile(join(FOLDER, 'package.json'), 'utf8'),
	) as PackageManifest;
	const loaded = await packageNodes({ url: instance.url, api, manifest });
	await recordPackage(installation, instance.userFolder, manifest, loaded);
	nodes = loaded;
}

/** Imports the example as the README says: a credential in its two nodes, a webhook in Refersion, active. */
async function setUpExample(): Promise<string> {
	const credential = await api.createCredential('refersionApi', 'Refersion', {
		...world.refersion.credentials,
	});
	const example = await exampleWorkflow();
	const isRefersion = (type: string): boolean => type.startsWith('n8n-nodes-refersion.');
	const id = await api.createWorkflow({
		...example,
		nodes: example.nodes.map((node) => ({
			...node,
			...(node.name === TRIGGER && { webhookId: WEBHOOK_ID }),
			...(isRefersion(node.type) && { credentials: { refersionApi: credential } }),
		})),
	});
	await api.activate(id);
	const path = `${WEBHOOK_ID}/webhook`;
	await instance.waitWebhook(path);
	world.refersion.dashboard.createWebhook({
		url: `${instance.url}/webhook/${path}`,
		topics: 'all',
	});
	return id;
}

/** Waits until an execution of the workflow is over. */
async function nextExecution(workflowId: string): Promise<Execution> {
	for (let tries = 0; tries < 200; tries += 1) {
		const [execution] = await api.executions({ workflowId, includeData: true });
		if (execution && execution.stoppedAt !== null) return execution;
		await sleep(200);
	}
	throw new Error(`No execution is over.\n${instance.tail(30)}`);
}

/** The n8n that was chosen, and the oldest one. */
const VERSIONS = [...new Set([chosenVersion(), oldestVersion()])];

describe.each(VERSIONS)('n8n $number', (version) => {
	beforeAll(async () => await start(version));

	afterAll(async () => {
		await instance?.close();
		await served?.close();
	});

	it('loads both nodes, and the package is listed as installed', async () => {
		expect(nodes.map(({ name }) => name).sort()).toEqual([
			'n8n-nodes-refersion.refersion',
			'n8n-nodes-refersion.refersionTrigger',
		]);
		const [listed, ...others] = Object(await api.rest('GET', '/community-packages'));
		expect(listed.packageName).toBe('n8n-nodes-refersion');
		// n8n 1 names it only if it is true.
		expect(listed.failedLoading ?? false).toBe(false);
		expect(others).toEqual([]);
	});

	it("gives both nodes their icons, from the package's own folder", async () => {
		const types = (await (
			await fetch(`${instance.url}/types/nodes.json`, { headers: { cookie: api.cookie } })
		).json()) as Array<{ name: string; iconUrl?: { light: string; dark: string } }>;
		for (const { name } of nodes) {
			const urls = types.find((type) => type.name === name)?.iconUrl;
			for (const url of [urls?.light, urls?.dark]) {
				const response = await fetch(`${instance.url}/${url}`);
				expect({
					name,
					url,
					status: response.status,
					text: (await response.text()).slice(0, 4),
				}).toEqual({
					name,
					url: expect.stringMatching(
						/^icons\/n8n-nodes-refersion\/dist\/icons\/refersion(\.dark)?\.svg$/,
					),
					status: 200,
					text: '<svg',
				});
			}
		}
	});

	it('runs the example of its README when somebody is approved', async () => {
		const workflowId = await setUpExample();
		const { id, code } = world.refersion.addAffiliate({
			first_name: 'Zoë',
			email: 'zoe@creators.example',
		});
		world.refersion.approve(id);
		const execution = await nextExecution(workflowId);
		expect(execution.status).toBe('success');
		expect(nodesThatRan(execution)).toEqual([TRIGGER, GET, MESSAGE]);
		const [{ link } = { link: undefined }] = outputOf(execution, GET);
		expect(link).toEqual(expect.stringContaining(code));
		expect(outputOf(execution, MESSAGE)).toEqual([
			{ to: 'zoe@creators.example', subject: 'Welcome, Zoë!', text: `Your link: ${String(link)}` },
		]);
	});

	it('refuses what is not signed by Refersion', async () => {
		const response = await fetch(`${instance.url}/webhook/${WEBHOOK_ID}/webhook`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'refersion-topic': 'AFFILIATE_STATUS_CHANGE' },
			body: JSON.stringify({ id: 1, status: 'ACTIVE' }),
		});
		expect(response.status).toBe(401);
	});

	it('has asked nobody but Refersion', () => {
		expect(served.refusedHosts).toEqual([]);
	});
});
