import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventOptions } from '../../../nodes/Refersion/events/properties';
import { resources } from '../../../nodes/Refersion/actions';
import { neededFiles } from '../../../scripts/packages/needed';
import { manifestText } from '../../../scripts/packages/pack';
import type { PackageManifest } from '../../../scripts/packages/refersion';
import { packBoth, ROOT, type Packages, type Unpacked } from './support/packed';

const FOLDER = join(ROOT, 'packages', 'refersion');

let packages: Packages;
let packed: Unpacked;
let manifest: PackageManifest;

const inside = async (path: string): Promise<string> =>
	await readFile(join(packed.folder, path), 'utf8');

beforeAll(async () => {
	packages = await packBoth();
	packed = packages.refersion;
	manifest = JSON.parse(await inside('package.json')) as PackageManifest;
});

afterAll(async () => await packages?.close());

describe('what n8n-nodes-refersion holds', () => {
	it('is the node, its trigger, their credential and what they need of what is shared', () => {
		const strange = packed.files.filter(
			(file) =>
				!/^dist\/nodes\/(Refersion|shared)\/.+\.js$/.test(file) &&
				!/^dist\/nodes\/Refersion\/__schema__\/.+\.json$/.test(file),
		);
		expect(strange).toEqual([
			'LICENSE',
			'README.md',
			'dist/credentials/RefersionApi.credentials.js',
			'dist/icons/refersion.dark.svg',
			'dist/icons/refersion.svg',
			'dist/nodes/Refersion/Refersion.node.json',
			'dist/nodes/Refersion/RefersionTrigger.node.json',
			'package.json',
		]);
		expect(packed.files).toEqual(
			expect.arrayContaining([...manifest.n8n.nodes, ...manifest.n8n.credentials]),
		);
		expect(packed.unpackedSize).toBeLessThan(500_000);
	});

	it('has no polling, which the trigger does not need', () => {
		expect(packed.files.filter((file) => /polling/i.test(file))).toEqual([]);
	});

	it('calls no other service, and names no node or credential of another', async () => {
		for (const file of packed.files.filter((each) => each.endsWith('.js'))) {
			expect(`${file}: ${await inside(file)}`).not.toMatch(
				/mailchimp|linktr\.?ee|bigcommerce\.com|bigCommerceApi|creatorProgram/,
			);
		}
	});

	it('is the code of the whole package, byte by byte', async () => {
		const code = packed.files.filter(
			(file) => file.startsWith('dist/') && !file.endsWith('.node.json'),
		);
		for (const file of code) {
			expect(await readFile(join(packed.folder, file))).toEqual(
				await readFile(join(packages.hub.folder, file)),
			);
		}
	});

	it('has all that its code asks for', async () => {
		expect(await neededFiles(packed.folder, manifest.n8n)).toEqual(
			packed.files.filter((file) => file.startsWith('dist/')),
		);
	});

	it('is found under its own name', async () => {
		for (const name of ['Refersion', 'RefersionTrigger']) {
			const codex = JSON.parse(await inside(`dist/nodes/Refersion/${name}.node.json`)) as {
				node: string;
			};
			const type = name.replace('R', 'r');
			expect(codex.node).toBe(`n8n-nodes-refersion.${type}`);
		}
	});
});

describe('its package.json', () => {
	it('is the one that is kept in the project, so that the scanner finds it there', async () => {
		const kept = await readFile(join(FOLDER, 'package.json'), 'utf8');
		expect(kept).toBe(await manifestText(ROOT));
		expect(JSON.parse(kept)).toEqual(manifest);
	});

	it('has what a verified package must have, and no dependency', () => {
		expect(manifest).toMatchObject({
			name: 'n8n-nodes-refersion',
			license: 'MIT',
			keywords: expect.arrayContaining(['n8n-community-node-package']),
			repository: { directory: 'packages/refersion' },
			n8n: { n8nNodesApiVersion: 1, strict: true },
			peerDependencies: { 'n8n-workflow': '*' },
		});
		const { nodes } = manifest.n8n;
		expect(nodes.filter((file) => file.endsWith('Trigger.node.js'))).toHaveLength(1);
		expect(nodes.filter((file) => !file.endsWith('Trigger.node.js'))).toHaveLength(1);
		for (const key of ['dependencies', 'optionalDependencies', 'overrides', 'scripts']) {
			expect(manifest).not.toHaveProperty(key);
		}
	});
});

describe('its README', () => {
	it('names each operation, and none besides', async () => {
		const readme = await inside('README.md');
		const rows = readme
			.split('## Operations')[1]
			?.split('\n## ')[0]
			?.matchAll(/^\| ([^|]+?) +\| (.+?) +\|$/gm);
		const named = [...(rows ?? [])]
			.slice(2)
			.map(([, resource, operations = '']) => [
				resource,
				operations.replaceAll(' (GraphQL)', '').split(', '),
			]);
		expect(named).toEqual(
			resources.map(({ option, operations }) => [
				option.name,
				operations.map((operation) => operation.option.name),
			]),
		);
	});

	it('names each event of the trigger', async () => {
		const [, text = ''] =
			/\*\*Events of the trigger\*\*: ([^.]+)\./.exec(await inside('README.md')) ?? [];
		expect(text.replaceAll('\n', ' ').split(', ')).toEqual(eventOptions.map(({ name }) => name));
	});

	it('leads out of the package with whole addresses only', async () => {
		const links = [...(await inside('README.md')).matchAll(/\]\(([^)]+)\)/g)].map(
			([, to = '']) => to,
		);
		expect(links.length).toBeGreaterThan(5);
		expect(links.filter((to) => !/^(https:\/\/|#)/.test(to))).toEqual([]);
	});
});

it('what has not been built is not packed', async () => {
	await expect(
		neededFiles(ROOT, { nodes: ['dist/nodes/Refersion/NoSuch.node.js'], credentials: [] }),
	).rejects.toThrow('dist/nodes/Refersion/NoSuch.node.js is missing. Run "npm run build" first.');
});
