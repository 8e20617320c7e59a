import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import problems from '../shared/problems.cjs';
import { log, root } from './root.mjs';
import { tool } from './tools.mjs';

/** Everything the compiled package depends on. */
const INPUTS = [
	'nodes',
	'credentials',
	'icons',
	'package.json',
	'package-lock.json',
	'tsconfig.json',
	'tsconfig.build.json',
	'gulpfile.js',
];
const STAMP = join(root, 'node_modules', '.creator-hub-build');

/**
 * @param {string} path a file or folder that may be missing
 * @returns {Promise<string[]>} its files, in a stable order
 */
async function filesOf(path) {
	const found = await stat(path).catch(() => undefined);
	if (!found) return [];
	if (!found.isDirectory()) return [path];
	const entries = await readdir(path, { withFileTypes: true });
	const nested = await Promise.all(entries.map((entry) => filesOf(join(path, entry.name))));
	return nested.flat().sort();
}

/** Hash of the inputs by content, so that a checkout or `touch` does not cause a build. */
async function hashInputs() {
	const hash = createHash('sha256');
	for (const input of INPUTS) {
		for (const file of await filesOf(join(root, input))) {
			hash
				.update(`${relative(root, file)}\0`)
				.update(await readFile(file))
				.update('\0');
		}
	}
	return hash.digest('hex');
}

/** Fingerprint of dist by sizes and times: notices a deleted or half-written one. */
async function fingerprintOutput() {
	const hash = createHash('sha256');
	const files = await filesOf(join(root, 'dist'));
	for (const file of files) {
		const { size, mtimeMs } = await stat(file);
		hash.update(`${relative(root, file)} ${size} ${mtimeMs}\n`);
	}
	return `${files.length} ${hash.digest('hex')}`;
}

/**
 * Compiles the package into dist unless nothing changed since the last time.
 * @param {{ force: boolean, onStart?: (pid: number) => Promise<void> }} options
 */
export async function build({ force, onStart }) {
	const inputs = await hashInputs();
	const recorded = await readFile(STAMP, 'utf8').catch(() => '');
	if (!force && recorded === `${inputs}\n${await fingerprintOutput()}\n`) return;
	log('Building the package…');
	await rm(STAMP, { force: true });
	await rm(join(root, 'dist'), { recursive: true, force: true });
	const failed =
		(await tool('typescript', 'tsc', ['-p', 'tsconfig.build.json'], { onStart })) ||
		(await tool('gulp', 'gulp', ['--silent'], { onStart }));
	if (failed) throw new problems.Problem('The package does not compile; see the messages above.');
	await writeFile(STAMP, `${inputs}\n${await fingerprintOutput()}\n`);
}
