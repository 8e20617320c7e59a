import { homedir } from 'node:os';
import { join } from 'node:path';

/** The n8n the package is tried and tested with. Later 2.41 versions do not install: a dependency of theirs is missing. */
export const N8N_VERSION = '2.41.1';

/** n8n 2.41 needs Node 24 or newer. One exact version for everybody, whatever Node runs this tree. */
export const NODE_VERSION = '24.21.0';

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

/** @returns folder of the pinned n8n and Node inside the cache */
export function installFolder(env: NodeJS.ProcessEnv = process.env): string {
	return join(
		cacheFolder(env),
		`n8n-${N8N_VERSION}-node-${NODE_VERSION}-${process.platform}-${process.arch}`,
	);
}
