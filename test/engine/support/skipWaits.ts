import { performance } from 'node:perf_hooks';

/** How often it is seen whether there is something to do, in milliseconds. */
const LOOK_MS = 2;

/** So many looks in a row find nothing done: what is on its way through a socket of this process has come by then. */
const QUIET_LOOKS = 2;

/**
 * So long nothing is done where a connection is open: the kernel holds a small piece back until the one before it is
 * acknowledged, which takes up to 40 ms (Nagle's algorithm, delayed acknowledgements). In milliseconds.
 */
const HELD_BACK_MS = 60;

/**
 * A look that comes later than this shows that others have the machine, and then the kernel and this process have not had
 * the time that has gone by: it counts for this much. In milliseconds.
 */
const COUNTED_MS = 2 * LOOK_MS;

/** A look finds this much done at most when nothing is: waking up takes a little by itself. In milliseconds. */
const NOTHING_MS = 0.3;

/** Work that others do for this process: of the file system, of compression, of child processes. */
const ELSEWHERE = /^(FS|Zlib|Process|GetAddrInfo)/;

/** The timers of Node that go on as they are. */
const REAL: FakeTimersConfig['doNotFake'] = [
	'hrtime',
	'nextTick',
	'performance',
	'queueMicrotask',
	'setImmediate',
	'clearImmediate',
	'setInterval',
	'clearInterval',
];

/**
 * Makes the tests of a file wait for nothing: when the whole process only waits for the next `setTimeout`, of a node
 * between two tries, of a service with latency, of a test, the clock is put forward to it. All that is done takes the
 * time that it takes, on the clock too, and timers come in their order: what holds for deadlines, budgets and intervals
 * holds as it does when one waits. The clock only moves between two turns of the event loop.
 *
 * Node's own time limits (a request's, `AbortSignal.timeout`), `node:timers/promises` and other processes keep to the
 * real time: a test that is about these must not use it.
 */
export function skipWaits(): void {
	let next: NodeJS.Timeout | undefined;
	beforeAll(() => {
		const { Intl, setTimeout: later } = globalThis;
		jest.useFakeTimers({ now: Date.now(), doNotFake: REAL });
		// The one that goes by the clock takes longer, and all who use it here tell it the time.
		Object.assign(globalThis, { Intl });
		let at = performance.now();
		let loop = performance.eventLoopUtilization();
		let quiet = 0;
		let quietMs = 0;
		let before = cameIn();
		const look = (): void => {
			const { active } = performance.eventLoopUtilization(loop);
			// On a busy machine a look may come between two pieces of an answer, each of which takes next to nothing.
			const came = cameIn();
			const now = performance.now();
			const isQuiet = active < NOTHING_MS && came === before;
			quiet = isQuiet ? quiet + 1 : 0;
			quietMs = isQuiet ? quietMs + Math.min(now - at, COUNTED_MS) : 0;
			before = came;
			jest.advanceTimersByTime(now - at);
			at = now;
			const enough = quietMs >= (isConnected() ? HELD_BACK_MS : 0);
			if (quiet >= QUIET_LOOKS && enough && jest.getTimerCount() > 0 && !isAwaited()) {
				quiet = 0;
				quietMs = 0;
				jest.advanceTimersToNextTimer();
			}
			loop = performance.eventLoopUtilization();
			next = later(look, LOOK_MS);
		};
		next = later(look, LOOK_MS);
	});
	afterAll(() => {
		jest.useRealTimers();
		clearTimeout(next);
	});
}

/** How many times something has come through a socket or the like; Node knows it from 20.18 on, and always 0 before. */
function cameIn(): number {
	const { uvMetricsInfo: metrics }: Partial<typeof performance.nodeTiming> = performance.nodeTiming;
	return metrics?.events ?? 0;
}

/** Whether a connection is open; servers that listen do not count. */
const isConnected = (): boolean => process.getActiveResourcesInfo().includes('TCPSocketWrap');

const isAwaited = (): boolean =>
	process.getActiveResourcesInfo().some((name) => ELSEWHERE.test(name));
