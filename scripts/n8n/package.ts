import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { npm } from '../shared/npm.cjs';

const run = promisify(execFile);

interface Manifest {
	name: string;
	version: string;
	devDependencies?: unknown;
	peerDependencies?: unknown;
	optionalDependencies?: unknown;
	dependencies?: Record<string, string>;
}

export interface Packed {
	/** the .tgz file, as it would be published */
	tarball: string;
	/** paths inside the package */
	files: string[];
	/** bytes when unpacked */
	unpackedSize: number;
}

const readManifest = async (file: string): Promise<Manifest> =>
	JSON.parse(await readFile(file, 'utf8')) as Manifest;

/**
 * Packs a package as it would be published. It must have been built.
 * @param root folder with its package.json
 * @param destination folder for the tarball; made if missing
 */
export async function pack(root: string, destination: string): Promise<Packed> {
	await mkdir(destination, { recursive: true });
	const output = await npm(
		['pack', '--json', '--ignore-scripts', '--pack-destination', destination],
		{ cwd: root, what: 'Packing the package', log: () => undefined },
	);
	const parsed = JSON.parse(output) as Packing[] | Record<string, Packing>;
	// npm 11 answers with a list; later versions with an object by package name.
	const [packing] = Object.values(parsed);
	if (!packing) throw new Error(`npm pack answered: ${output}`);
	return {
		tarball: join(destination, packing.filename.replace('@', '').replace('/', '-')),
		files: packing.files.map(({ path }) => path).sort(),
		unpackedSize: packing.unpackedSize,
	};
}

interface Packing {
	filename: string;
	files: Array<{ path: string }>;
	unpackedSize: number;
}

/**
 * Puts a packed package where n8n puts the community packages that are installed from its settings page, in the same
 * steps as n8n 2.41's own installer (community-packages.service.js, downloadPackage): unpack into
 * .n8n/nodes/node_modules/<name>, drop development, peer and optional dependencies from its manifest, install the rest,
 * and note the version in .n8n/nodes/package.json. Only the download is left out; and as the package has no run-time
 * dependencies there is nothing to install, which is checked.
 * @param userFolder N8N_USER_FOLDER of the instance
 */
export async function installPackage(userFolder: string, tarball: string): Promise<void> {
	const downloads = join(userFolder, '.n8n', 'nodes');
	const { stdout } = await run('tar', ['-xzOf', tarball, 'package/package.json']);
	const manifest = JSON.parse(stdout) as Manifest;
	if (Object.keys(manifest.dependencies ?? {}).length > 0) {
		throw new Error(
			`${manifest.name} has run-time dependencies, which a verified n8n package must not have.`,
		);
	}
	const target = join(downloads, 'node_modules', manifest.name);
	await rm(target, { recursive: true, force: true });
	await mkdir(target, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
	const kept: Manifest = { ...manifest };
	delete kept.devDependencies;
	delete kept.peerDependencies;
	delete kept.optionalDependencies;
	await writeFile(join(target, 'package.json'), JSON.stringify(kept, null, 2));

	const ledgerFile = join(downloads, 'package.json');
	const ledger = await readManifest(ledgerFile).catch(() => undefined);
	const dependencies = { ...ledger?.dependencies, [manifest.name]: manifest.version };
	await writeFile(
		ledgerFile,
		JSON.stringify({ name: 'installed-nodes', private: true, dependencies }, null, 2),
	);
}
