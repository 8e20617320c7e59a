import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatePassword, setUpOwner, type N8nApi } from '../../../scripts/n8n/api';
import { ROOT } from '../../../scripts/n8n/hub';
import { installN8n } from '../../../scripts/n8n/install';
import { createInstance, type Instance } from '../../../scripts/n8n/instance';
import { pack } from '../../../scripts/n8n/package';
import type { N8nVersion } from '../../../scripts/n8n/versions.cjs';
import { createWorld, serveWorld, type World } from '../../emulators';

/** An n8n as it is after its owner has signed up and installed the package: no credential, no workflow. */
export interface NewN8n {
	/** new accounts, with nothing in them */
	world: World;
	instance: Instance;
	api: N8nApi;
	close(): Promise<void>;
}

/** Starts such an n8n, in front of the emulated services. */
export async function startNewN8n(version: N8nVersion): Promise<NewN8n> {
	const installation = await installN8n((line) => console.log(line), version);
	const world = createWorld({ seed: 1 });
	const served = await serveWorld(world);
	const folder = await mkdtemp(join(tmpdir(), 'creator-hub-pack-'));
	let instance: Instance | undefined;
	const close = async (): Promise<void> => {
		await instance?.close();
		await served.close();
	};
	try {
		const { tarball } = await pack(ROOT, folder);
		instance = await createInstance({ installation, tarballs: [tarball], env: served.env });
		await instance.start();
		const owner = { email: 'owner@creator-hub.local', password: generatePassword() };
		return { world, instance, api: await setUpOwner(instance.url, owner, version), close };
	} catch (error) {
		await close();
		throw error;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
