// @ts-check
'use strict';
const { existsSync } = require('node:fs');
const { statfs } = require('node:fs/promises');
const { dirname, resolve } = require('node:path');

/**
 * A failure the person at the terminal can do something about. Its message is shown alone, without a stack trace.
 */
class Problem extends Error {
	/** @param {string} message What happened and what to do, in whole sentences. */
	constructor(message) {
		super(message);
		this.name = 'Problem';
	}
}

/** @type {Array<{ pattern: RegExp, advice: string }>} The first pattern that matches wins, so specific ones come first. */
const KNOWN = [
	{
		pattern: /ENOSPC|no space left on device/i,
		advice:
			'The disk is full. Free some space (n8n needs about 4 GB), or set CREATOR_HUB_CACHE to a folder on a larger disk, and run the command again.',
	},
	{
		pattern:
			/gyp ERR! find Python|not found: make|gyp ERR! find VS|(g\+\+|clang\+\+|c\+\+|\bcc|make): (command )?not found|No such file or directory: '?(g\+\+|cc|make)|xcode-select: error/i,
		advice: compilerAdvice(),
	},
	{
		pattern: /SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER|UNABLE_TO_VERIFY_LEAF|CERT_HAS_EXPIRED/i,
		advice:
			"npm does not trust the certificate it was shown, which is usual behind a company proxy. Ask for the proxy's CA file and set it: npm config set cafile <file>.",
	},
	{
		pattern:
			/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ECONNRESET|EIDLETIMEOUT/i,
		advice:
			'npm cannot reach its registry. Check the network (and HTTPS_PROXY, if you are behind a proxy) and run the command again: it goes on where it stopped.',
	},
	{
		pattern: /\bE40[13]\b|code E407/i,
		advice: 'The npm registry refused the request. Check the registry and log-in in your .npmrc.',
	},
	{
		pattern: /\bEACCES\b|\bEPERM\b|\bEROFS\b/i,
		advice:
			'A file could not be written. Check that the folder belongs to you, or set CREATOR_HUB_CACHE to a folder that does.',
	},
	{ pattern: /gyp ERR!/i, advice: compilerAdvice() },
];

function compilerAdvice() {
	const how =
		process.platform === 'darwin'
			? 'xcode-select --install'
			: process.platform === 'win32'
				? 'install "Desktop development with C++" of Visual Studio Build Tools, and Python 3'
				: 'on Debian or Ubuntu: sudo apt-get install python3 make g++';
	return `Two parts of n8n (sqlite3, isolated-vm) are compiled on this machine, and the compiler or Python is missing or failed. Install them (${how}) and run the command again.`;
}

/**
 * Finds what a failed npm run is known to mean.
 * @param {string} output stdout and stderr of npm
 * @returns {string | undefined} advice for the person, or undefined when the failure is not a known one
 */
function explain(output) {
	return KNOWN.find(({ pattern }) => pattern.test(output))?.advice;
}

/**
 * Stops before a long download that would fill the disk.
 * @param {string} directory where files will be written; need not exist yet
 * @param {number} bytes how much is needed
 * @param {string} what named in the message
 * @throws {Problem} when less is free
 */
async function requireSpace(directory, bytes, what) {
	let place = resolve(directory);
	while (!existsSync(place) && dirname(place) !== place) place = dirname(place);
	const { bavail, bsize } = await statfs(place);
	const free = bavail * bsize;
	if (free >= bytes) return;
	const gigabytes = (/** @type {number} */ n) => `${(n / 1e9).toFixed(1)} GB`;
	throw new Problem(
		`${what} needs about ${gigabytes(bytes)} of disk space in ${directory}, and ${gigabytes(free)} are free. Free some space, or set CREATOR_HUB_CACHE to a folder on a larger disk, and run the command again.`,
	);
}

module.exports = { Problem, explain, requireSpace };
