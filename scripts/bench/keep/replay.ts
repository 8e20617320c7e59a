import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';

/** A request as n8n sent it, with its keys, and the status it was answered with. */
export interface Replayed {
	method: string;
	url: string;
	headers: Record<string, string>;
	body: string | null;
	status: number | null;
}

/**
 * Sends requests one after the other, from a Node.js that does nothing else, and reads the answers without looking at
 * them.
 *
 * @param nodeBin the Node.js that n8n runs on
 * @param env proxy and CA, as n8n has them
 * @returns seconds from the first request to the end of the last answer
 * @throws when an answer has another status than n8n got
 */
export async function bareLoop(
	nodeBin: string,
	env: Record<string, string>,
	requests: readonly Replayed[],
): Promise<number> {
	// Node.js takes a proxy for fetch from the environment only when it is told to (Node.js 24, `NODE_USE_ENV_PROXY`).
	const child = spawn(nodeBin, [join(__dirname, 'bareLoop.ts')], {
		env: { ...env, NODE_USE_ENV_PROXY: '1' },
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	child.stdin.end(JSON.stringify(requests));
	const seconds = Number(await text(child.stdout));
	if (!(seconds > 0)) throw new Error('The bare loop has ended without a time.');
	return seconds;
}
