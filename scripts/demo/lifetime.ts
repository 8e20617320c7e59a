export interface Lifetime {
	/** Registers what has to be ended; the last one registered is ended first. */
	onEnd(end: () => Promise<void> | void): void;
	/** Ends everything, once. */
	end(): Promise<void>;
	/** Resolves when Ctrl-C is pressed, the terminal is closed, or the process is asked to end. */
	readonly interrupted: Promise<NodeJS.Signals>;
}

/**
 * Keeps track of what the demo has started, so that nothing outlives it. A second Ctrl-C ends it at once; n8n's
 * processes are killed by an exit handler of their own even then.
 */
export function createLifetime(): Lifetime {
	const ends: Array<() => Promise<void> | void> = [];
	let ending: Promise<void> | undefined;
	const interrupted = new Promise<NodeJS.Signals>((resolve) => {
		let count = 0;
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
			process.on(signal, () => {
				count += 1;
				if (count > 1) process.exit(130);
				resolve(signal);
			});
		}
	});
	const endAll = async (): Promise<void> => {
		for (const end of ends.reverse()) {
			try {
				await end();
			} catch (error) {
				console.error(error);
			}
		}
	};
	return {
		onEnd: (end) => void ends.push(end),
		async end() {
			ending ??= endAll();
			await ending;
		},
		interrupted,
	};
}
