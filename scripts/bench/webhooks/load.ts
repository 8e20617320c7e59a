import { Agent, request } from 'node:http';

export interface WebhookRequest {
	headers: Record<string, string>;
	body: string;
}

/** What a sender saw of one run. */
export interface Load {
	/** answered 200 */
	accepted: number;
	/** answered otherwise, or not at all */
	others: number;
	/** from the first request to the last answer */
	seconds: number;
	/** of each accepted request, from sending it to the end of the answer, in milliseconds */
	latenciesMs: number[];
}

/** Waits as long as the answer takes. @returns the status, or 0 without an answer */
export async function post(
	url: string,
	agent: Agent,
	{ headers, body }: WebhookRequest,
): Promise<number> {
	return await new Promise((resolve) => {
		const sent = request(
			url,
			{
				agent,
				method: 'POST',
				headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
			},
			(response) => {
				response.resume();
				response.on('end', () => resolve(response.statusCode ?? 0));
				response.on('error', () => resolve(0));
			},
		);
		sent.on('error', () => resolve(0));
		sent.end(body);
	});
}

/**
 * Sends the same request again and again over connections that are kept open, each as soon as its answer is there.
 *
 * @param requests how many in all
 * @param connections how many are under way at the same time
 */
export async function sendLoad(
	url: string,
	webhook: WebhookRequest,
	{ requests, connections }: { requests: number; connections: number },
): Promise<Load> {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	const latenciesMs: number[] = [];
	let left = requests;
	let others = 0;
	const sendOn = async (): Promise<void> => {
		while (left > 0) {
			left -= 1;
			const sentAt = performance.now();
			const status = await post(url, agent, webhook);
			if (status === 200) latenciesMs.push(performance.now() - sentAt);
			else others += 1;
		}
	};
	const started = performance.now();
	try {
		await Promise.all(Array.from({ length: connections }, sendOn));
		const seconds = (performance.now() - started) / 1000;
		return { accepted: latenciesMs.length, others, seconds, latenciesMs };
	} finally {
		agent.destroy();
	}
}
