import { readFile } from 'node:fs/promises';

/**
 * @returns how long the main thread of a process has been ready to run and had no core, in seconds: the second number in
 * `schedstat` (Linux, `Documentation/scheduler/sched-stats`), in nanoseconds. Null where the system cannot tell
 */
export async function readWaitSeconds(pid: number): Promise<number | null> {
	const [, waited] = await readFile(`/proc/${pid}/schedstat`, 'utf8').then(
		(line) => line.trim().split(' '),
		() => [],
	);
	return waited === undefined ? null : Number(waited) / 1e9;
}
