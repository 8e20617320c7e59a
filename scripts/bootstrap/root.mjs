import { createHash } from 'node:crypto';
import { userInfo, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of this checkout. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * The lock of this checkout. It is kept outside, because `npm ci` empties node_modules and anything else in the tree
 * would show up in git.
 */
export const treeLock = join(
	tmpdir(),
	`creator-hub-${userInfo().uid}-${createHash('sha256').update(root).digest('hex').slice(0, 16)}.lock`,
);

/** @param {string} line */
export const log = (line) => console.log(line);
