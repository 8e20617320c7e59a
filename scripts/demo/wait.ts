import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again until there is an answer.
 * @param ask answers undefined while there is none yet
 * @param deadline in milliseconds since 1970
 * @param what named in the error: "the welcome mail"
 * @throws when the deadline passes first
 */
export async function waitFor<T>(
	ask: () => Promise<T | undefined> | T | undefined,
	deadline: number,
	what: string,
): Promise<T> {
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}.`);
		await sleep(100);
	}
}
