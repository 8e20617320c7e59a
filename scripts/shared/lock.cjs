// @ts-check
'use strict';
const { readFileSync, unlinkSync } = require('node:fs');
const { mkdir, open, readFile, stat, unlink, utimes, writeFile } = require('node:fs/promises');
const { hostname } = require('node:os');
const { dirname } = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');

/**
 * @typedef {{ pid: number, host: string, children: number[] }} Owner
 * @typedef {{ addChild(pid: number): Promise<void> }} Held
 */

const HEARTBEAT_MS = 5_000;
const POLL_MS = 500;
/** An owner that gave no sign for so long, while we watched, is gone even if its process id lives on in another program. */
const SILENCE_MS = 60_000;
/** Children of a killed owner (npm, node-gyp) are given so long to end by themselves. */
const ORPHAN_MS = 15 * 60_000;

/**
 * By property, not by class: under Jest an error of Node's own modules is no instance of the test's `Error`.
 * @param {unknown} error
 * @param {string} code
 */
function hasCode(error, code) {
	return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}

/** @param {number} pid */
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// There is such a process, and it belongs to somebody else.
		return hasCode(error, 'EPERM');
	}
}

/**
 * @param {string} file
 * @returns {Promise<{ owner: Owner | undefined, touched: number } | undefined>} undefined when there is no lock
 */
async function look(file) {
	try {
		const [text, { mtimeMs }] = [await readFile(file, 'utf8'), await stat(file)];
		/** @type {Owner | undefined} */
		let owner;
		try {
			owner = JSON.parse(text);
		} catch {
			// Being written this moment, or cut off by a crash: judged by its age.
		}
		return { owner, touched: mtimeMs };
	} catch (error) {
		if (hasCode(error, 'ENOENT')) return undefined;
		throw error;
	}
}

/**
 * @param {string} file
 * @param {string} content
 * @returns {Promise<boolean>} false when the file exists already
 */
async function createExclusively(file, content) {
	try {
		const handle = await open(file, 'wx');
		try {
			await handle.writeFile(content);
		} finally {
			await handle.close();
		}
		return true;
	} catch (error) {
		if (hasCode(error, 'EEXIST')) return false;
		throw error;
	}
}

/**
 * @param {{ owner: Owner | undefined, touched: number }} seen
 * @param {number} watchedMs how long this process has seen the same unchanged lock (a laptop may have slept meanwhile)
 */
function isStale({ owner, touched }, watchedMs) {
	const silentMs = Date.now() - touched;
	if (!owner) return silentMs > 10_000;
	if (owner.host !== hostname()) return watchedMs > SILENCE_MS;
	if (isAlive(owner.pid)) return watchedMs > SILENCE_MS && silentMs > SILENCE_MS;
	return silentMs > ORPHAN_MS || !owner.children.some(isAlive);
}

/**
 * Removes a stale lock. A second, short-lived lock makes sure that of several waiting processes only one does so, and
 * that none removes the lock which another has just taken.
 * @param {string} file
 * @param {number} touched the lock that was judged: a younger one is left alone
 */
async function removeStale(file, touched) {
	const guard = `${file}.takeover`;
	if (!(await createExclusively(guard, String(process.pid)))) {
		const left = await stat(guard).catch(() => undefined);
		if (left && Date.now() - left.mtimeMs > 10_000) await unlink(guard).catch(() => undefined);
		return;
	}
	try {
		const now = await look(file);
		if (now && now.touched === touched) await unlink(file);
	} finally {
		await unlink(guard).catch(() => undefined);
	}
}

/**
 * @param {string} file
 * @param {Owner} owner
 * @param {(line: string) => void} log
 */
async function acquire(file, owner, log) {
	await mkdir(dirname(file), { recursive: true });
	let told = false;
	let since = Date.now();
	let last = 0;
	while (!(await createExclusively(file, JSON.stringify(owner)))) {
		const seen = await look(file);
		if (!seen) continue;
		if (seen.touched !== last) [last, since] = [seen.touched, Date.now()];
		if (isStale(seen, Date.now() - since)) {
			await removeStale(file, seen.touched);
			continue;
		}
		if (!told) {
			log(
				`Another run (process ${seen.owner?.pid ?? 'unknown'}) is doing this already; waiting for it…`,
			);
			told = true;
		}
		await sleep(POLL_MS);
	}
}

/**
 * Runs `work` while holding a lock file, so that two runs of the same command never install or build over each other.
 * The lock of a process that was killed is taken over, once the children it had started have ended too.
 * @template T
 * @param {string} file
 * @param {(line: string) => void} log told once when another run has to be waited for
 * @param {(held: Held) => Promise<T>} work
 * @returns {Promise<T>} what `work` returned
 */
async function withLock(file, log, work) {
	/** @type {Owner} */
	const owner = { pid: process.pid, host: hostname(), children: [] };
	await acquire(file, owner, log);
	const release = () => {
		try {
			if (JSON.parse(readFileSync(file, 'utf8')).pid === process.pid) unlinkSync(file);
		} catch {
			// Gone already.
		}
	};
	process.once('exit', release);
	const heartbeat = setInterval(() => {
		const now = new Date();
		utimes(file, now, now).catch(() => undefined);
	}, HEARTBEAT_MS);
	heartbeat.unref();
	try {
		return await work({
			async addChild(pid) {
				owner.children.push(pid);
				await writeFile(file, JSON.stringify(owner));
			},
		});
	} finally {
		clearInterval(heartbeat);
		process.removeListener('exit', release);
		release();
	}
}

module.exports = { withLock };
