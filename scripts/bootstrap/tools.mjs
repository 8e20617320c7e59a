import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './root.mjs';

/**
 * Starts a tool of node_modules with this very Node and passes its output through.
 * @param {string} packageName
 * @param {string} command name of the package's executable
 * @param {string[]} args
 * @param {(pid: number) => Promise<void>} [onStart]
 * @returns {Promise<number>} exit code
 */
export async function tool(packageName, command, args, onStart) {
	const folder = join(root, 'node_modules', packageName);
	const { bin } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
	const entry = join(folder, typeof bin === 'string' ? bin : bin[command]);
	return await run(process.execPath, [entry, ...args], onStart);
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
 * @param {(pid: number) => Promise<void>} [onStart]
 * @returns {Promise<number>} exit code
 */
async function run(executable, args, onStart) {
	const child = spawn(executable, args, { cwd: root, stdio: 'inherit' });
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
