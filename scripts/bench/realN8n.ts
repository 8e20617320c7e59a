import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT, startHub, type Hub, type HubOptions } from '../n8n/hub';
import { installN8n } from '../n8n/install';
import { pack } from '../n8n/package';

/** How long executions may take after the last request that started one. */
const IDLE_DEADLINE_MS = 120_000;

/** A real n8n for measurements, with this package as it is in `dist`; nobody else uses it. */
export interface BenchN8n {
	hub: Hub;
	/** Ends n8n and deletes all that was made for it. */
	close: () => Promise<void>;
}

/** @param say told what is downloaded, the first time */
export async function startBenchN8n(
	options: Omit<HubOptions, 'installation' | 'tarball'>,
	say: (line: string) => void,
): Promise<BenchN8n> {
	const installation = await installN8n(say);
	const folder = await mkdtemp(join(tmpdir(), 'creator-hub-bench-'));
	const removeFolder = async (): Promise<void> =>
		await rm(folder, { recursive: true, force: true });
	try {
		const { tarball } = await pack(ROOT, folder);
		const hub = await startHub({ ...options, installation, tarball });
		const close = async (): Promise<void> => {
			await hub.close();
			await removeFolder();
		};
		return { hub, close };
	} catch (error) {
		await removeFolder();
		throw error;
	}
}

/**
 * Waits until n8n has nothing to do, so that a run does not pay for the one before.
 *
 * @throws Error after two minutes
 */
export async function untilIdle({ api }: Hub): Promise<void> {
	const deadline = Date.now() + IDLE_DEADLINE_MS;
	while ((await api.executions({ status: 'running' })).length > 0) {
		if (Date.now() > deadline) throw new Error('n8n does not get done with its executions.');
		await sleep(200);
	}
}
