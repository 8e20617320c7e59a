// @ts-check
'use strict';
const { spawn } = require('node:child_process');
const { delimiter } = require('node:path');
const { Problem, explain } = require('./problems.cjs');

const STILL_BUSY_MS = 20_000;

/** @param {number} ms */
function duration(ms) {
	const seconds = Math.round(ms / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * What a person needs of the output of a failed npm: the reason stands at the beginning of its error lines, compilers'
 * messages at the end.
 * @param {string} output
 */
function essence(output) {
	const lines = output
		.split('\n')
		.filter((line) => line.trim() !== '' && !/^npm (warn|notice)/.test(line));
	if (lines.length <= 24) return lines.join('\n');
	return [...lines.slice(0, 12), '…', ...lines.slice(-12)].join('\n');
}

/**
 * The environment for an npm that works on another folder than the one `npm run` was started in.
 * @param {NodeJS.ProcessEnv} extra
 * @param {string | undefined} firstInPath a folder whose `node` npm is to use
 * @returns {NodeJS.ProcessEnv}
 */
function npmEnvironment(extra, firstInPath) {
	/** @type {NodeJS.ProcessEnv} */
	const env = {};
	for (const [name, value] of Object.entries(process.env)) {
		// What `npm run` tells its scripts about the package in hand must not reach an npm that works elsewhere.
		if (
			/^npm_(package|lifecycle)_|^npm_config_(local_prefix|ignore_scripts)$|^npm_command$/i.test(
				name,
			)
		)
			continue;
		env[name] = value;
	}
	if (firstInPath) {
		const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
		env[key] = [firstInPath, env[key] ?? ''].join(delimiter);
	}
	return {
		// npm's own pauses (10 s, then 60 s) would leave a person without a network waiting for over a minute.
		npm_config_fetch_retry_mintimeout: '2000',
		npm_config_fetch_retry_maxtimeout: '10000',
		...env,
		...extra,
	};
}

/**
 * Runs npm and keeps its output to itself unless it fails.
 * @param {string[]} args
 * @param {{ cwd: string, what: string, log: (line: string) => void, env?: NodeJS.ProcessEnv, firstInPath?: string, onStart?: (pid: number) => Promise<void> }} options
 *   `what` is named in the messages ("Installing n8n"); a line is logged now and then while npm is busy
 * @returns {Promise<string>} npm's stdout
 * @throws {Problem} with advice for known failures, else with the end of npm's output
 */
async function npm(args, { cwd, what, log, env = {}, firstInPath, onStart }) {
	const started = Date.now();
	const child = spawn('npm', args, {
		cwd,
		env: npmEnvironment(env, firstInPath),
		stdio: ['ignore', 'pipe', 'pipe'],
		// npm is a .cmd file on Windows, which only a shell can start.
		shell: process.platform === 'win32',
	});
	let stdout = '';
	let output = '';
	child.stdout.on('data', (/** @type {Buffer} */ chunk) => {
		stdout += chunk;
		output += chunk;
	});
	child.stderr.on('data', (/** @type {Buffer} */ chunk) => {
		output += chunk;
	});
	const stop = () => child.kill('SIGTERM');
	process.once('exit', stop);
	const busy = setInterval(
		() => log(`  … ${what}: still busy after ${duration(Date.now() - started)}`),
		STILL_BUSY_MS,
	);
	try {
		/** @type {Promise<number | null>} */
		const ended = new Promise((resolve, reject) => {
			child.once('error', reject);
			child.once('close', resolve);
		});
		ended.catch(() => undefined);
		if (onStart && child.pid) await onStart(child.pid);
		const code = await ended;
		if (code === 0) return stdout;
		const tail = essence(output);
		const advice = explain(output) ?? 'The reason stands in the last lines of npm above.';
		throw new Problem(
			`${what} failed (npm ${args[0]} ended with ${code ?? 'a signal'}).\n\n${tail}\n\n${advice}`,
		);
	} catch (error) {
		if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') {
			throw new Problem(
				`${what} failed: npm was not found in PATH. It comes with Node.js; install Node.js 20 or newer.`,
			);
		}
		throw error;
	} finally {
		clearInterval(busy);
		process.removeListener('exit', stop);
	}
}

module.exports = { npm, duration };
