import { readFile, writeFile } from 'node:fs/promises';

/** Linux alone tells these things of another process; `proc(5)` describes the files. */
const isKnown = process.platform === 'linux';

/** Begins a new record of the most memory a process has: 5 in `clear_refs` sets `VmHWM` to what it has now. */
export async function resetPeakMemory(pid: number): Promise<void> {
	if (isKnown) await writeFile(`/proc/${pid}/clear_refs`, '5');
}

/**
 * @returns the most memory the process had from the system since `resetPeakMemory`, in bytes; null on another system
 * @throws when the process is gone
 */
export async function readPeakMemory(pid: number): Promise<number | null> {
	if (!isKnown) return null;
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
	if (kilobytes === undefined) throw new Error(`Process ${pid} has no memory any more.`);
	return Number(kilobytes) * 1024;
}

/** Ticks a second in `/proc/<pid>/stat`: USER_HZ, 100 on the processors that Node.js is built for (`time(7)`). */
const TICKS = 100;

/**
 * @returns the processor time that all threads of a process have used so far, in seconds; null on another system
 * @throws when the process is gone
 */
export async function readCpuSeconds(pid: number): Promise<number | null> {
	if (!isKnown) return null;
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
	// The name in brackets may have spaces in it. After it, the 12th and the 13th value are utime and stime.
	const values = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(values[11]) + Number(values[12])) / TICKS;
}

/**
 * @returns the variables a process was started with whose name begins so, as `NAME=value`; null on another system than
 * Linux
 */
export async function readVariables(pid: number, prefix: string): Promise<string[] | null> {
	if (!isKnown) return null;
	const environment = await readFile(`/proc/${pid}/environ`, 'utf8');
	return environment
		.split('\0')
		.filter((line) => line.startsWith(prefix))
		.sort();
}
