import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { N8nApi } from './api';
import type { N8nInstallation } from './install';

const run = promisify(execFile);

interface NodeTypeSummary {
	name: string;
	displayName: string;
	version: number | number[];
}

/** Run by n8n's own Node, which has SQLite built in; the Node of this tree may be too old for it. */
const INSERT = `
const { DatabaseSync } = require('node:sqlite');
const { file, manifest, nodes } = JSON.parse(process.argv[1]);
const database = new DatabaseSync(file, { timeout: 5000 });
database.prepare("INSERT OR REPLACE INTO installed_packages (packageName, installedVersion, authorName, authorEmail, createdAt, updatedAt) VALUES (?, ?, ?, ?, datetime('now'), datetime('now'))")
	.run(manifest.name, manifest.version, manifest.author.name, manifest.author.email);
const insert = database.prepare('INSERT OR REPLACE INTO installed_nodes (name, type, latestVersion, package) VALUES (?, ?, ?, ?)');
for (const node of nodes) insert.run(node.displayName, node.name, node.version, manifest.name);
database.close();
`;

interface PackageNode {
	name: string;
	displayName: string;
	version: number | undefined;
}

export interface LoadedPackage {
	url: string;
	api: N8nApi;
	/** package.json of the installed package */
	manifest: { name: string; version: string; author: { name: string; email: string } };
}

/**
 * @returns the nodes of the package that n8n has loaded
 * @throws when there is none
 */
export async function packageNodes({ url, api, manifest }: LoadedPackage): Promise<PackageNode[]> {
	const response = await fetch(`${url}/types/nodes.json`, { headers: { cookie: api.cookie } });
	const types = (await response.json()) as NodeTypeSummary[];
	const names = new Set(types.map(({ name }) => name));
	// n8n adds a second type "<name>Tool" for each node an AI agent may use; its own records leave them out.
	const isAdded = (name: string): boolean =>
		name.endsWith('Tool') && names.has(name.slice(0, -'Tool'.length));
	const nodes = types
		.filter(({ name }) => name.startsWith(`${manifest.name}.`) && !isAdded(name))
		.map(({ name, displayName, version }) => ({
			name,
			displayName,
			version: [version].flat().at(-1),
		}));
	if (nodes.length === 0) throw new Error(`n8n has loaded no node of ${manifest.name}.`);
	return nodes;
}

/**
 * Adds the records n8n's own installer makes of an installed package (installed_packages, installed_nodes). Nodes load
 * without them; with them the package is listed under Settings > Community nodes. n8n's API cannot make them offline,
 * because it asks the npm registry for the package first.
 * @param userFolder of an n8n with SQLite
 */
export async function recordPackage(
	{ nodeBin }: N8nInstallation,
	userFolder: string,
	manifest: LoadedPackage['manifest'],
	nodes: PackageNode[],
): Promise<void> {
	const input = { file: join(userFolder, '.n8n', 'database.sqlite'), manifest, nodes };
	await run(nodeBin, ['-e', INSERT, JSON.stringify(input)]);
}
