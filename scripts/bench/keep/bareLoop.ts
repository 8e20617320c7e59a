import type { Replayed } from './replay';

/** Run as it is by Node.js 24, which takes the types out; so there is nothing in here but fetch. */
async function main(): Promise<void> {
	let input = '';
	for await (const chunk of process.stdin.setEncoding('utf8')) input += String(chunk);
	const requests: Replayed[] = JSON.parse(input);
	const started = performance.now();
	for (const { method, url, headers, body, status } of requests) {
		const response = await fetch(url, { method, headers, body });
		await response.arrayBuffer();
		if (response.status !== status) {
			throw new Error(`${method} ${url} was answered ${response.status} and not ${status}.`);
		}
	}
	console.log((performance.now() - started) / 1000);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
