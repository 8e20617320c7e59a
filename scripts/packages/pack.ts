import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pack, type Packed } from '../n8n/package';
import { neededFiles } from './needed';
import {
	REFERSION_FOLDER,
	refersionManifest,
	type PackageManifest,
	type ProjectManifest,
} from './refersion';

interface ReadManifest extends ProjectManifest {
	name: string;
}

const readProject = async (root: string): Promise<ReadManifest> =>
	JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as ReadManifest;

/** @returns package.json of `n8n-nodes-refersion` as it is to be in the project */
export async function manifestText(root: string): Promise<string> {
	return `${JSON.stringify(refersionManifest(await readProject(root)), null, 2)}\n`;
}

/** A node's codex names the package it is in; all else stays as it is. */
const renamed = (codex: string, from: string, to: string): string =>
	codex.replaceAll(`"${from}.`, `"${to}.`);

async function compose(root: string, folder: string): Promise<void> {
	const project = await readProject(root);
	const manifest: PackageManifest = refersionManifest(project);
	const files = await neededFiles(root, manifest.n8n);
	for (const file of files) {
		await mkdir(dirname(join(folder, file)), { recursive: true });
		if (file.endsWith('.node.json')) {
			const codex = await readFile(join(root, file), 'utf8');
			await writeFile(join(folder, file), renamed(codex, project.name, manifest.name));
		} else {
			await copyFile(join(root, file), join(folder, file));
		}
	}
	await copyFile(join(root, 'LICENSE'), join(folder, 'LICENSE'));
	await copyFile(join(root, REFERSION_FOLDER, 'README.md'), join(folder, 'README.md'));
	await writeFile(join(folder, 'package.json'), await manifestText(root));
}

/**
 * Packs `n8n-nodes-refersion` from the compiled project, as it would be published.
 * @param root folder of the project, built
 * @param destination folder for the tarball; made if missing
 */
export async function packRefersion(root: string, destination: string): Promise<Packed> {
	const folder = await mkdtemp(join(tmpdir(), 'creator-hub-refersion-'));
	try {
		await compose(root, folder);
		return await pack(folder, destination);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
