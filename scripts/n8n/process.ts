import { spawn, spawnSync, type ChildProcess } from 'node:child_process';

const KEPT_LINES = 2_000;

/** One run of n8n: the process with the children it starts (task runner), and what it printed. */
export interface N8nProcess {
	readonly pid: number;
	/** false as soon as the process has ended, by itself or not */
	readonly running: boolean;
	/** the last lines printed, newest last */
	tail(lines?: number): string;
	/** Sends a signal to n8n and its children and waits until n8n is gone. */
	kill(signal: NodeJS.Signals): Promise<void>;
}

/** Signals the process group; on Windows, which has none, the process tree is ended. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	if (process.platform === 'win32') {
		spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
		return;
	}
	try {
		process.kill(-child.pid, signal);
	} catch {
		// Nothing left of the group.
	}
}

/**
 * Starts n8n in a process group of its own, so that its task runner ends with it whatever the signal was, and so that
 * Ctrl-C reaches the caller first. Nothing of the group outlives this process, except when this process is killed with
 * SIGKILL.
 */
export function startProcess(
	command: string,
	args: string[],
	env: Record<string, string>,
	cwd: string,
): N8nProcess {
	const child = spawn(command, args, {
		env,
		cwd,
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: process.platform !== 'win32',
	});
	const lines: string[] = [];
	let partial = '';
	const keep = (chunk: Buffer): void => {
		const parts = (partial + chunk.toString('utf8')).split('\n');
		partial = parts.pop() ?? '';
		lines.push(...parts);
		if (lines.length > KEPT_LINES) lines.splice(0, lines.length - KEPT_LINES);
	};
	child.stdout.on('data', keep);
	child.stderr.on('data', keep);

	const onExit = (): void => signalGroup(child, 'SIGKILL');
	process.once('exit', onExit);
	let running = true;
	const ended = new Promise<void>((resolve) => {
		const finish = (): void => {
			running = false;
			process.removeListener('exit', onExit);
			// A task runner whose n8n was killed would wait for it to come back.
			signalGroup(child, 'SIGKILL');
			resolve();
		};
		child.once('error', (error) => {
			lines.push(String(error));
			finish();
		});
		child.once('exit', finish);
	});

	return {
		pid: child.pid ?? 0,
		get running() {
			return running;
		},
		tail: (count = 40) =>
			[...lines, partial]
				.filter((line) => line !== '')
				.slice(-count)
				.join('\n'),
		async kill(signal) {
			if (running) signalGroup(child, signal);
			await ended;
		},
	};
}
