import { homedir } from 'node:os';
import { join } from 'node:path';
import type { N8nVersion } from './versions.cjs';

/** Package that holds the Node executable and its headers for this machine. */
export const NODE_PACKAGE = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

/**
 * The folder where n8n is kept between runs and between checkouts: `CREATOR_HUB_CACHE`, else the user's cache folder.
 * Exact versions are part of its name, so another version never finds half of this one.
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
	const base = env.CREATOR_HUB_CACHE || env.XDG_CACHE_HOME || join(homedir(), '.cache');
	return join(base, 'n8n-nodes-creator-hub');
}

/** @returns folder of that n8n and its Node inside the cache */
export function installFolder(
	{ number, node }: N8nVersion,
	env: NodeJS.ProcessEnv = process.env,
): string {
	return join(cacheFolder(env), `n8n-${number}-node-${node}-${process.platform}-${process.arch}`);
}
