import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../scripts/n8n/hub';
import { pack } from '../../scripts/n8n/package';
import { contactOf } from '../../scripts/demo/contacts';
import { nodeNameOf, readSchemas } from '../../scripts/schemas/files';
import { AUDIENCE, startRig, type Rig } from './support/rig';

interface Manifest {
	dependencies?: unknown;
	n8n: { nodes: string[]; credentials: string[] };
}

const manifest = async (): Promise<Manifest> =>
	JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as Manifest;

describe('the packed package', () => {
	let files: string[];
	let unpackedSize: number;

	beforeAll(async () => {
		const folder = await mkdtemp(join(tmpdir(), 'creator-hub-pack-'));
		({ files, unpackedSize } = await pack(ROOT, folder));
		await rm(folder, { recursive: true, force: true });
	});

	it('holds only what n8n needs', () => {
		const beside = files.filter((file) => !file.startsWith('dist/'));
		expect(beside).toEqual(['LICENSE', 'README.md', 'package.json']);
		const strange = files.filter(
			(file) =>
				file.startsWith('dist/') &&
				!/^dist\/((nodes|credentials)\/.+\.(js|d\.ts|node\.json)|icons\/[\w.-]+\.svg)$/.test(
					file,
				) &&
				!/^dist\/nodes\/\w+\/__schema__\/v1\.0\.0\/\w+\/\w+\.json$/.test(file),
		);
		expect(strange).toEqual([]);
		expect(unpackedSize).toBeLessThan(2_000_000);
	});

	it('holds every node, credential and icon it names, and depends on nothing', async () => {
		const { n8n, dependencies } = await manifest();
		expect(n8n.nodes.length).toBeGreaterThan(0);
		expect(n8n.credentials.length).toBeGreaterThan(0);
		expect(files).toEqual(expect.arrayContaining([...n8n.nodes, ...n8n.credentials]));
		expect(files.filter((file) => file.endsWith('.svg')).length).toBeGreaterThan(0);
		expect(dependencies).toBeUndefined();
	});

	it('holds the output schema of every operation', () => {
		const schemas = [...readSchemas(ROOT).keys()].map((path) => `dist/${path}`);
		expect(schemas.length).toBeGreaterThan(50);
		expect(files).toEqual(expect.arrayContaining(schemas));
	});
});

describe('a real n8n', () => {
	let rig: Rig;

	beforeAll(async () => {
		rig = await startRig();
	});

	afterAll(async () => {
		await rig?.close();
	});

	it('loads every node and lists the package as installed', async () => {
		const { n8n } = await manifest();
		expect(rig.hub.nodeTypes).toHaveLength(n8n.nodes.length);
		const [listed, ...others] = Object(await rig.hub.api.rest('GET', '/community-packages'));
		expect(listed.packageName).toBe('n8n-nodes-creator-hub');
		// n8n 1 names it only if it is true.
		expect(listed.failedLoading ?? false).toBe(false);
		expect(others).toEqual([]);
	});

	it('serves the output schemas, as its editor asks for them', async () => {
		const { n8n } = await manifest();
		const nodes = n8n.nodes.filter((file) => !file.endsWith('Trigger.node.js'));
		const served = new Map<string, unknown>();
		const wanted = new Map<string, unknown>();
		for (const [path, text] of readSchemas(ROOT)) {
			const [, folder = '', , version = '', resource = '', operation = ''] = path.split('/');
			const file = nodes.find((each) => each.startsWith(`dist/nodes/${folder}/`));
			const type = `n8n-nodes-creator-hub.${nodeNameOf(file ?? '')}`;
			// n8n's editor, getSchemaPreview: the type, the version without "v", and what is chosen in the node.
			const asked = `${type}/${version.slice(1)}/${resource}/${operation}`;
			const answer = await fetch(`${rig.hub.instance.url}/schemas/${asked}`);
			served.set(path, answer.ok ? await answer.json() : answer.status);
			wanted.set(path, JSON.parse(text));
		}
		expect(served).toEqual(wanted);
	});

	it('goes on working after a restart, and after a crash', async () => {
		const { world, hub } = rig;
		for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
			await hub.instance.stop(signal);
			expect(hub.instance.running).toBe(false);
			// Half a minute is usual for a machine that does other things as well.
			expect(await hub.instance.start()).toBeLessThan(90_000);
			await hub.instance.waitWebhook(hub.webhookPath);
			await rig.fresh();
			const email = `after-${signal.toLowerCase()}@creators.example`;
			world.refersion.addAffiliate({ email, status: 'ACTIVE' });
			const [execution] = await rig.executions(1);
			expect(execution?.status).toBe('success');
			expect(contactOf(world, AUDIENCE.id, email)?.status).toBe('subscribed');
			expect(world.outbox.to(email)).toHaveLength(1);
		}
	});

	it('has asked nobody but the services of the workflow', () => {
		expect(rig.served.refusedHosts).toEqual([]);
	});
});
