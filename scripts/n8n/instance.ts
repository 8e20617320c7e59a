import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { n8nEnvironment } from './environment';
import type { N8nInstallation } from './install';
import { installPackage } from './package';
import { freePorts } from './ports';
import { startProcess, type N8nProcess } from './process';

export interface InstanceOptions {
	installation: N8nInstallation;
	/** packed packages to install, as from n8n's settings page */
	tarballs?: string[];
	/** added to n8n's environment: the emulators' proxy and CA, switches of n8n */
	env?: Record<string, string>;
	/** port of editor, API and webhooks, or of a worker's health check; a free one if left out */
	port?: number;
	/** n8n's command with its flags; `start`, everything in one process, if left out */
	command?: string[];
	/** one of its own if left out; processes with one database need the same */
	encryptionKey?: string;
}

/** An n8n of its own: folder, database, key and ports belong to it alone, and are gone after `close`. */
export interface Instance {
	/** without a slash at the end */
	readonly url: string;
	readonly userFolder: string;
	/** process id of the present or last run; 0 before the first */
	readonly pid: number;
	/** Starts n8n and waits until it answers. @returns milliseconds that took */
	start(): Promise<number>;
	/** Ends n8n; its data stays, and `start` goes on with it. SIGKILL stands for a crash. */
	stop(signal?: NodeJS.Signals): Promise<void>;
	/** whether n8n's process is alive */
	readonly running: boolean;
	/**
	 * Waits until a production webhook is registered, which happens shortly after activation and after a start. Asks with
	 * GET, which n8n refuses with different words for a path it knows, so that no execution is made.
	 * @param path after `/webhook/`
	 */
	waitWebhook(path: string): Promise<void>;
	/** the last lines n8n printed */
	tail(lines?: number): string;
	/** Ends n8n and deletes its folder. */
	close(): Promise<void>;
}

const READY_DEADLINE_MS = 120_000;
const WEBHOOK_DEADLINE_MS = 30_000;
const STOP_DEADLINE_MS = 15_000;

const isOk = async (url: string): Promise<boolean> =>
	await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
		(response) => response.ok,
		() => false,
	);

/** n8n 1 says that it is ready before the editor's calls are. Only a process with an editor has them. */
const isReady = async (url: string, hasEditor: boolean): Promise<boolean> =>
	(await isOk(`${url}/healthz/readiness`)) && (!hasEditor || (await isOk(`${url}/rest/settings`)));

async function waitReady(url: string, n8n: N8nProcess, hasEditor: boolean): Promise<void> {
	const deadline = Date.now() + READY_DEADLINE_MS;
	while (!(await isReady(url, hasEditor))) {
		if (!n8n.running) throw new Error(`n8n ended while it was starting:\n${n8n.tail()}`);
		if (Date.now() > deadline) {
			throw new Error(`n8n did not answer within ${READY_DEADLINE_MS / 1000} s:\n${n8n.tail()}`);
		}
		await sleep(100);
	}
}

async function waitWebhook(address: string): Promise<void> {
	const deadline = Date.now() + WEBHOOK_DEADLINE_MS;
	for (;;) {
		const response = await fetch(address);
		const text = await response.text();
		if (response.status !== 404 || text.includes('is not registered for GET')) return;
		if (Date.now() > deadline) throw new Error(`n8n has not registered ${address}: ${text}`);
		await sleep(50);
	}
}

/** Asks n8n to end, and insists when it takes too long over it. */
async function stopProcess(n8n: N8nProcess, signal: NodeJS.Signals): Promise<void> {
	const insist = setTimeout(() => void n8n.kill('SIGKILL'), STOP_DEADLINE_MS);
	await n8n.kill(signal);
	clearTimeout(insist);
}

export const generateEncryptionKey = (): string => randomBytes(24).toString('hex');

/** Prepares an n8n in a temporary folder; nothing runs before `start`. */
export async function createInstance(options: InstanceOptions): Promise<Instance> {
	const { installation, tarballs = [], env = {}, command = ['start'] } = options;
	const userFolder = await mkdtemp(join(tmpdir(), 'creator-hub-n8n-'));
	const [free, brokerPort] = await freePorts(2);
	const port = options.port ?? free;
	if (port === undefined || brokerPort === undefined) throw new Error('No free port.');
	const url = `http://127.0.0.1:${port}`;
	for (const tarball of tarballs) await installPackage(userFolder, tarball);
	const environment = n8nEnvironment({
		userFolder,
		encryptionKey: options.encryptionKey ?? generateEncryptionKey(),
		port,
		brokerPort,
		extra: { ...installation.version.env, ...env },
	});
	let n8n: N8nProcess | undefined;

	return {
		url,
		userFolder,
		async start() {
			const started = Date.now();
			if (n8n?.running) throw new Error('n8n is running already.');
			n8n = startProcess(
				installation.nodeBin,
				[installation.n8nBin, ...command],
				environment,
				userFolder,
			);
			await waitReady(url, n8n, command[0] === 'start');
			return Date.now() - started;
		},
		async stop(signal = 'SIGTERM') {
			if (n8n) await stopProcess(n8n, signal);
		},
		get running() {
			return n8n?.running ?? false;
		},
		get pid() {
			return n8n?.pid ?? 0;
		},
		waitWebhook: async (path) => await waitWebhook(`${url}/webhook/${path}`),
		tail: (lines) => n8n?.tail(lines) ?? '',
		async close() {
			if (n8n) await stopProcess(n8n, 'SIGTERM');
			await rm(userFolder, { recursive: true, force: true, maxRetries: 5 });
		},
	};
}
