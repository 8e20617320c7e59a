import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packBoth, ROOT, run, type Packages } from './support/packed';

// ESLint reads every file of both packages, with all of n8n's rules.
jest.setTimeout(240_000);

interface Found {
	root: string | null;
	source: { passed: boolean; message?: string; details?: string };
	tarball: { passed: boolean; message?: string; details?: string };
}

async function scan(sources: string, folders: Record<string, string>) {
	const script = join(__dirname, 'support', 'scan.mjs');
	const { stdout } = await run(
		process.execPath,
		[script, sources, ...Object.entries(folders).flat()],
		{
			cwd: ROOT,
			// With Jest's own value n8n's rules take every file for one of their own test cases (eslint-plugin-n8n-nodes-base).
			env: { ...process.env, NODE_ENV: 'production' },
			maxBuffer: 100e6,
		},
	);
	return JSON.parse(stdout) as Record<string, Found>;
}

let packages: Packages;

beforeAll(async () => {
	packages = await packBoth();
});

afterAll(async () => await packages?.close());

it("n8n's scanner has nothing against either package, in its sources and as published", async () => {
	const { hub, refersion } = packages;
	const passed = { passed: true };
	expect(
		await scan(ROOT, {
			'n8n-nodes-creator-hub': hub.folder,
			'n8n-nodes-refersion': refersion.folder,
		}),
	).toEqual({
		'n8n-nodes-creator-hub': { root: ROOT, source: passed, tarball: passed },
		'n8n-nodes-refersion': {
			root: join(ROOT, 'packages', 'refersion'),
			source: passed,
			tarball: passed,
		},
	});
});

it('would find a dependency, a rule switched off by a comment, and a timer', async () => {
	const sources = await mkdtemp(join(tmpdir(), 'creator-hub-scan-'));
	const { folder } = packages.refersion;
	const manifest = await readFile(join(folder, 'package.json'), 'utf8');
	const wrong = { ...JSON.parse(manifest), dependencies: { axios: '1.0.0' } };
	await writeFile(join(sources, 'package.json'), JSON.stringify(wrong, null, 2));
	await writeFile(join(sources, 'x.js'), '/* eslint-disable */\nsetTimeout(() => 1, 1);\n');
	const found = (await scan(sources, { 'n8n-nodes-refersion': sources }))['n8n-nodes-refersion'];
	await rm(sources, { recursive: true });
	expect(found?.source.details).toContain('no-runtime-dependencies');
	expect(found?.tarball.details).toContain('no-restricted-globals');
});
