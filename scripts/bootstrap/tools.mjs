import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './root.mjs';

/**
 * @typedef {object} RunOptions
 * @property {(pid: number) => Promise<void>} [onStart]
 * @property {boolean} [besideOthers] whether something else writes to the terminal too: then it gets none of its own, so
 *   that it draws no progress over the other's lines
 * @property {string[]} [nodeOptions] for the Node in which a tool runs
 */

/**
 * Starts a tool of node_modules with this very Node and passes its output through.
 * @param {string} packageName
 * @param {string} command name of the package's executable
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>} exit code
 */
export async function tool(packageName, command, args, options) {
	const folder = join(root, 'node_modules', packageName);
	const { bin } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
	const entry = join(folder, typeof bin === 'string' ? bin : bin[command]);
	return await run(process.execPath, [...(options?.nodeOptions ?? []), entry, ...args], options);
}

/**
 * Runs a TypeScript file of this tree in one Node process, so that signals reach it directly.
 * @param {string} file path from the root of the tree
 * @param {string[]} args
 * @returns {Promise<number>} exit code
 */
export async function script(file, args) {
	return await run(process.execPath, ['--require', 'tsx/cjs', join(root, file), ...args]);
}

/**
 * @param {string} executable
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>} exit code
 */
async function run(executable, args, { onStart, besideOthers = false } = {}) {
	const output = besideOthers ? 'pipe' : 'inherit';
	const child = spawn(executable, args, { cwd: root, stdio: ['inherit', output, output] });
	child.stdout?.pipe(process.stdout, { end: false });
	child.stderr?.pipe(process.stderr, { end: false });
	// Ctrl-C reaches the child by itself; this process only waits for it. A plain kill is passed on.
	const ignore = () => undefined;
	const pass = () => child.kill('SIGTERM');
	process.on('SIGINT', ignore);
	process.on('SIGTERM', pass);
	try {
		if (onStart && child.pid) await onStart(child.pid);
		return await new Promise((resolve, reject) => {
			child.once('error', reject);
			child.once('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)));
		});
	} finally {
		process.removeListener('SIGINT', ignore);
		process.removeListener('SIGTERM', pass);
	}
}
