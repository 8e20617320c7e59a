import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../../../scripts/n8n/hub';
import { pack, type Packed } from '../../../../scripts/n8n/package';
import { packRefersion } from '../../../../scripts/packages/pack';

export { ROOT };

export const run = promisify(execFile);

export interface Unpacked extends Packed {
	/** where it is unpacked */
	folder: string;
}

/** The packages as they would be published, by name. They are packed from `dist`, which must be built. */
export interface Packages {
	hub: Unpacked;
	refersion: Unpacked;
	close(): Promise<void>;
}

async function unpack(packed: Packed, folder: string): Promise<Unpacked> {
	await mkdir(folder);
	await run('tar', ['-xzf', packed.tarball, '-C', folder, '--strip-components=1']);
	return { ...packed, folder };
}

export async function packBoth(): Promise<Packages> {
	const folder = await mkdtemp(join(tmpdir(), 'creator-hub-packages-'));
	const [hub, refersion] = await Promise.all([pack(ROOT, folder), packRefersion(ROOT, folder)]);
	return {
		hub: await unpack(hub, join(folder, 'hub')),
		refersion: await unpack(refersion, join(folder, 'refersion')),
		close: async () => await rm(folder, { recursive: true, force: true }),
	};
}
