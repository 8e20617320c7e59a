/** Memory of a process, in bytes. */
export interface MemoryUse {
	/** Memory the process has from the system: before the run, with the items, and the most in the run. */
	rssBefore: number;
	rssPeak: number;
	/** Heap in use: before the run, and the most that was seen, with garbage unless it was weighed. */
	heapBefore: number;
	heapPeak: number;
}

export interface MemoryWatch {
	end(): MemoryUse;
}

const SAMPLE_MS = 100;
/** Collecting all garbage takes long with many items, and would otherwise be most of the run. */
const REST = 10;

function collect(): void {
	if (!globalThis.gc) throw new Error('Start Node with --expose-gc.');
	globalThis.gc();
}

/** The most memory the process ever had, as the system recorded it (in kilobytes, says Node). */
const recordedPeak = (): number => process.resourceUsage().maxRSS * 1024;

/**
 * Watches the memory of this process from now on.
 *
 * @param weigh whether garbage is collected before each look
 */
export function watchMemory(weigh: boolean): MemoryWatch {
	collect();
	const { rss: rssBefore, heapUsed: heapBefore } = process.memoryUsage();
	const recordedBefore = recordedPeak();
	let rssPeak = rssBefore;
	let heapPeak = heapBefore;
	const look = (): void => {
		if (weigh) collect();
		const { rss, heapUsed } = process.memoryUsage();
		rssPeak = Math.max(rssPeak, rss);
		heapPeak = Math.max(heapPeak, heapUsed);
	};
	let timer: NodeJS.Timeout;
	const lookAgain = (): void => {
		const started = performance.now();
		look();
		timer = setTimeout(lookAgain, Math.max(SAMPLE_MS, REST * (performance.now() - started)));
	};
	lookAgain();
	return {
		end() {
			clearTimeout(timer);
			look();
			// The record also knows peaks between two looks; one from before the run says nothing about it.
			const recorded = recordedPeak();
			if (recorded > recordedBefore) rssPeak = Math.max(rssPeak, recorded);
			return { rssBefore, rssPeak, heapBefore, heapPeak };
		},
	};
}
