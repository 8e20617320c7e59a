import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import npmModule from '../shared/npm.cjs';
import problems from '../shared/problems.cjs';
import { log, root } from './root.mjs';

const { npm, duration } = npmModule;
const STAMP = join(root, 'node_modules', '.creator-hub');
const NEEDED_BYTES = 1.5e9;

/** @param {string} file */
const readOptional = (file) => readFile(file, 'utf8').catch(() => '');

/**
 * Whether node_modules holds what the lock file asks for, going by the record npm keeps of what it installed.
 * Covers a tree that was installed by hand (`npm ci`, `npm install`) and therefore has no stamp of ours.
 * @param {string} lockText
 */
async function installedByHand(lockText) {
	const record = await readOptional(join(root, 'node_modules', '.package-lock.json'));
	if (!record) return false;
	const wanted = JSON.parse(lockText).packages;
	const installed = JSON.parse(record).packages;
	return Object.entries(wanted).every(
		([path, { version, optional, devOptional, link }]) =>
			path === '' || optional || devOptional || link || installed[path]?.version === version,
	);
}

/**
 * Makes node_modules match package-lock.json; does nothing, and takes milliseconds, when it does already.
 * @param {(pid: number) => Promise<void>} onStart
 */
export async function ensureDependencies(onStart) {
	const lockText = await readFile(join(root, 'package-lock.json'), 'utf8');
	const hash = createHash('sha256').update(lockText).digest('hex');
	const stamp = `${hash} ${process.platform}-${process.arch}\n`;
	if ((await readOptional(STAMP)) === stamp) return;
	if (!(await installedByHand(lockText))) {
		const started = Date.now();
		await problems.requireSpace(root, NEEDED_BYTES, 'Installing the development tools');
		log('Installing the development tools (npm ci; about a minute the first time)…');
		await npm(['ci', '--no-audit', '--no-fund'], {
			cwd: root,
			what: 'Installing the development tools',
			log,
			onStart,
		});
		log(`Installed the development tools in ${duration(Date.now() - started)}.`);
	}
	await writeFile(STAMP, stamp);
}
