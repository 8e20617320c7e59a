import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readOptions } from '../../scripts/demo/options';
import { freePorts, nextFreePort, requirePort } from '../../scripts/n8n/ports';
import { withLock } from '../../scripts/shared/lock.cjs';
import { explain, Problem, requireSpace } from '../../scripts/shared/problems.cjs';

const LOCK_MODULE = join(__dirname, '..', '..', 'scripts', 'shared', 'lock.cjs');
const quiet = (): void => undefined;

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'creator-hub-tools-'));
});

afterEach(async () => {
	await rm(folder, { recursive: true, force: true });
});

/** A process that takes the lock, says so, and holds it until it is killed. */
async function holdInAnotherProcess(lock: string): Promise<{ pid: number; kill(): Promise<void> }> {
	const script = `require(${JSON.stringify(LOCK_MODULE)}).withLock(${JSON.stringify(lock)}, () => {}, () => {
		console.log('held');
		return new Promise((resolve) => setTimeout(resolve, 60_000));
	});`;
	const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
	await once(child.stdout, 'data');
	return {
		pid: child.pid ?? 0,
		async kill() {
			child.kill('SIGKILL');
			await once(child, 'exit');
		},
	};
}

describe('lock', () => {
	it('lets one work at a time and returns what the work returned', async () => {
		const lock = join(folder, 'lock');
		let inside = 0;
		let most = 0;
		const work = async (): Promise<number> => {
			inside += 1;
			most = Math.max(most, inside);
			await sleep(30);
			inside -= 1;
			return 7;
		};
		const results = await Promise.all([1, 2, 3].map(async () => await withLock(lock, quiet, work)));
		expect(results).toEqual([7, 7, 7]);
		expect(most).toBe(1);
		expect(existsSync(lock)).toBe(false);
	});

	it('waits for another process, and takes over when that was killed', async () => {
		const lock = join(folder, 'lock');
		const other = await holdInAnotherProcess(lock);
		const told: string[] = [];
		let entered = false;
		const waiting = withLock(
			lock,
			(line) => told.push(line),
			async () => {
				entered = true;
				await Promise.resolve();
			},
		);
		await sleep(1_200);
		expect(entered).toBe(false);
		expect(told).toHaveLength(1);
		expect(told[0]).toContain(String(other.pid));
		await other.kill();
		await waiting;
		expect(entered).toBe(true);
	});

	it('does not take over while a child of the killed process still works', async () => {
		const lock = join(folder, 'lock');
		const other = await holdInAnotherProcess(lock);
		const orphan = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
		const owner: unknown = JSON.parse(await readFile(lock, 'utf8'));
		await writeFile(lock, JSON.stringify({ ...Object(owner), children: [orphan.pid] }));
		await other.kill();
		let entered = false;
		const waiting = withLock(lock, quiet, async () => {
			entered = true;
			await Promise.resolve();
		});
		await sleep(1_200);
		expect(entered).toBe(false);
		orphan.kill('SIGKILL');
		await waiting;
		expect(entered).toBe(true);
	});

	it('is released when the work throws', async () => {
		const lock = join(folder, 'lock');
		const failing = withLock(lock, quiet, async () => await Promise.reject(new Error('no')));
		await expect(failing).rejects.toThrow('no');
		expect(existsSync(lock)).toBe(false);
	});
});

describe('advice on failures', () => {
	it.each([
		['npm error code ENOSPC', 'disk is full'],
		['npm error code ENOTFOUND\nnpm error network request failed', 'cannot reach its registry'],
		['npm error code EAI_AGAIN', 'cannot reach its registry'],
		['npm error connect ECONNREFUSED 127.0.0.1:1', 'cannot reach its registry'],
		['npm error code SELF_SIGNED_CERT_IN_CHAIN', 'certificate'],
		[
			'gyp ERR! find Python You need to install the latest version of Python.',
			'compiled on this machine',
		],
		['gyp ERR! stack Error: not found: make', 'compiled on this machine'],
		['/bin/sh: 1: g++: not found\ngyp ERR! build error', 'compiled on this machine'],
		['npm error code EACCES', 'folder belongs to you'],
	])('%s', (output, advice) => {
		expect(explain(output)).toContain(advice);
	});

	it('gives none for a failure it does not know', () => {
		expect(explain('npm error something else')).toBeUndefined();
	});

	it('asks for disk space before it is too late, in a folder that need not exist', async () => {
		await requireSpace(join(folder, 'a', 'b'), 1, 'This');
		const asked = requireSpace(join(folder, 'a', 'b'), 1e18, 'Installing n8n');
		await expect(asked).rejects.toThrow(Problem);
		await expect(asked).rejects.toThrow(/Installing n8n needs about .* GB/);
	});
});

describe('ports', () => {
	it('finds free ones, passes over taken ones and names a taken one', async () => {
		const server = createServer();
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		const address = server.address();
		const taken = address !== null && typeof address === 'object' ? address.port : 0;
		expect(taken).toBeGreaterThan(0);
		expect(await nextFreePort(taken)).toBeGreaterThan(taken);
		await expect(requirePort(taken, 'the sandbox page')).rejects.toThrow(
			`Port ${taken} of 127.0.0.1 is taken`,
		);
		server.close();
		await once(server, 'close');
		await requirePort(taken, 'the sandbox page');
		const ports = await freePorts(3);
		expect(new Set(ports).size).toBe(3);
	});
});

describe('options of the demo', () => {
	it('reads them', () => {
		expect(readOptions(['--once', '--port', '6000', '--no-browser'])).toEqual({
			once: true,
			port: 6000,
			n8nPort: undefined,
			browser: false,
			help: false,
		});
	});

	it.each([[['--port']], [['--port', 'x']], [['--port', '80']], [['--on']]])(
		'refuses %j',
		(args) => {
			expect(() => readOptions(args)).toThrow(Problem);
		},
	);
});
