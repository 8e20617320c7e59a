import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { withLock } from '../shared/lock.cjs';
import { duration, npm } from '../shared/npm.cjs';
import { Problem, requireSpace } from '../shared/problems.cjs';
import { installFolder, NODE_PACKAGE } from './cache';
import { chosenVersion, type N8nVersion } from './versions.cjs';

export type Log = (line: string) => void;

export interface N8nInstallation {
	version: N8nVersion;
	/** Node executable n8n runs with */
	nodeBin: string;
	/** n8n's start script, to be run with `nodeBin` */
	n8nBin: string;
	/** folder of the installation in the cache */
	dir: string;
}

type OnStart = (pid: number) => Promise<void>;

interface Step {
	version: N8nVersion;
	dir: string;
	log: Log;
	onStart: OnStart;
}

const run = promisify(execFile);

/** Measured with 2.41.1: 2.9 GB for n8n, 0.2 GB for Node, the rest is npm's own cache. */
const NEEDED_BYTES = 4e9;

/** Compiled on this machine when no ready-made binary can be had; everything else of n8n is plain JavaScript. */
const NATIVE_MODULES = ['sqlite3', 'isolated-vm'];

function layout(
	dir: string,
): Omit<N8nInstallation, 'version'> & { nodeDir: string; n8nDir: string } {
	const nodeDir = join(dir, 'node', 'node_modules', NODE_PACKAGE);
	const n8nDir = join(dir, 'n8n');
	return {
		dir,
		nodeDir,
		n8nDir,
		nodeBin: join(nodeDir, 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
		n8nBin: join(n8nDir, 'node_modules', 'n8n', 'bin', 'n8n'),
	};
}

const readOptional = async (file: string): Promise<string> =>
	await readFile(file, 'utf8').catch(() => '');

const succeeds = async (command: Promise<unknown>): Promise<boolean> =>
	await command.then(
		() => true,
		() => false,
	);

/**
 * npm writes this record last, so a folder without it was cut off; npm itself would take half-extracted packages in such
 * a folder for whole ones.
 */
async function isComplete(folder: string, packageName: string, version: string): Promise<boolean> {
	const record = await readOptional(join(folder, 'node_modules', '.package-lock.json'));
	if (!record) return false;
	const manifest = await readOptional(join(folder, 'node_modules', packageName, 'package.json'));
	return manifest !== '' && JSON.parse(manifest).version === version;
}

interface PackageOptions {
	what: string;
	log: Log;
	onStart: OnStart;
	firstInPath?: string;
	overrides?: N8nVersion['overrides'];
}

/** Installs one package at an exact version into a folder of its own, without running any install script. */
async function installPackage(
	folder: string,
	packageName: string,
	version: string,
	{ overrides, ...options }: PackageOptions,
): Promise<void> {
	if (await isComplete(folder, packageName, version)) return;
	await rm(join(folder, 'node_modules'), { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await writeFile(
		join(folder, 'package.json'),
		JSON.stringify({ private: true, dependencies: { [packageName]: version }, overrides }),
	);
	await npm(
		[
			'install',
			'--ignore-scripts',
			'--no-audit',
			'--no-fund',
			'--prefer-offline',
			'--no-package-lock',
		],
		{ ...options, cwd: folder },
	);
}

async function installNode({ version: { node }, dir, log, onStart }: Step): Promise<void> {
	const { nodeBin } = layout(dir);
	const version = async (): Promise<string> => (await run(nodeBin, ['--version'])).stdout.trim();
	if ((await version().catch(() => '')) === `v${node}`) return;
	const what = `Installing Node.js ${node} for n8n`;
	log(`${what}…`);
	await installPackage(join(dir, 'node'), NODE_PACKAGE, node, { what, log, onStart });
	const found = await version().catch((error: unknown) => String(error));
	if (found !== `v${node}`) {
		throw new Problem(`${what} failed: it does not run on this machine (${found}).`);
	}
}

async function nativeModulesLoad(dir: string): Promise<boolean> {
	const { nodeBin, n8nDir } = layout(dir);
	const script = NATIVE_MODULES.map((name) => `require(${JSON.stringify(name)});`).join('');
	return await succeeds(run(nodeBin, ['-e', script], { cwd: n8nDir }));
}

async function buildNativeModules({ dir, log, onStart }: Step): Promise<void> {
	if (await nativeModulesLoad(dir)) return;
	const { nodeBin, nodeDir, n8nDir } = layout(dir);
	const what = 'Compiling sqlite3 and isolated-vm for n8n';
	log(`${what} (about a minute)…`);
	await npm(['rebuild', ...NATIVE_MODULES], {
		cwd: n8nDir,
		what,
		log,
		onStart,
		firstInPath: dirname(nodeBin),
		// The headers come with the Node package: node-gyp needs no download, and a nodedir set in the user's npmrc is overruled.
		env: { npm_config_nodedir: nodeDir, npm_config_ignore_scripts: 'false' },
	});
	if (!(await nativeModulesLoad(dir))) {
		throw new Problem(
			`${what} ended well, and yet they do not load. Delete ${n8nDir} and run the command again.`,
		);
	}
}

async function installEverything(step: Step): Promise<void> {
	const { dir, log, onStart } = step;
	const { number, overrides } = step.version;
	const { nodeBin, n8nDir } = layout(dir);
	const started = Date.now();
	await requireSpace(dir, NEEDED_BYTES, 'Installing n8n');
	log(`n8n ${number} is installed once, into ${dir} (3 GB; about 4 minutes).`);
	await installNode(step);
	if (!(await isComplete(n8nDir, 'n8n', number))) log(`Installing n8n ${number}…`);
	await installPackage(n8nDir, 'n8n', number, {
		what: `Installing n8n ${number}`,
		log,
		onStart,
		firstInPath: dirname(nodeBin),
		overrides,
	});
	await buildNativeModules(step);
	log(`n8n ${number} is installed (${duration(Date.now() - started)}).`);
}

/**
 * Makes sure that an n8n and its Node are in the cache folder. A second call takes milliseconds; two calls at the
 * same time wait for each other; a call that was killed is finished by the next one.
 * @param log told what happens, one line at a time
 * @param version the one the environment names, if left out
 * @throws {Problem} that says what to do: disk full, no network, no compiler
 */
export async function installN8n(
	log: Log,
	version: N8nVersion = chosenVersion(),
): Promise<N8nInstallation> {
	const dir = installFolder(version);
	const { nodeBin, n8nBin } = layout(dir);
	const done = join(dir, 'complete');
	const isDone = async (): Promise<boolean> => (await readOptional(done)) !== '';
	if (!(await isDone())) {
		await withLock(`${dir}.lock`, log, async ({ addChild }) => {
			if (await isDone()) return;
			await mkdir(dir, { recursive: true });
			await installEverything({ version, dir, log, onStart: addChild });
			await writeFile(done, `${new Date().toISOString()}\n`);
		});
	}
	return { version, nodeBin, n8nBin, dir };
}
