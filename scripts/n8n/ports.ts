import { createServer } from 'node:net';
import { Problem } from '../shared/problems.cjs';

const HOST = '127.0.0.1';

/** @returns the port that was listened on, or undefined when it is taken (or not allowed) */
async function tryPort(port: number): Promise<number | undefined> {
	return await new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(undefined));
		server.listen({ port, host: HOST, exclusive: true }, () => {
			const address = server.address();
			const found = address !== null && typeof address === 'object' ? address.port : undefined;
			server.close(() => resolve(found));
		});
	});
}

/** @returns that many different free loopback ports */
export async function freePorts(count: number): Promise<number[]> {
	const found = new Set<number>();
	while (found.size < count) {
		const port = await tryPort(0);
		if (port === undefined) throw new Problem('No free port could be found on 127.0.0.1.');
		found.add(port);
	}
	return [...found];
}

/** @returns `first` or the next free port after it (of the next 50), leaving out those in `taken` */
export async function nextFreePort(first: number, taken: number[] = []): Promise<number> {
	for (let port = first; port < first + 50; port += 1) {
		if (!taken.includes(port) && (await tryPort(port)) !== undefined) return port;
	}
	throw new Problem(
		`The ports ${first} to ${first + 49} of 127.0.0.1 are all taken. Stop what uses them, or choose another one.`,
	);
}

/**
 * @param port asked for by name
 * @param what named in the message, with the flag that chooses another port
 * @throws {Problem} when something else listens there
 */
export async function requirePort(port: number, what: string): Promise<void> {
	if ((await tryPort(port)) !== undefined) return;
	throw new Problem(
		`Port ${port} of 127.0.0.1 is taken by another program, so ${what} cannot listen there. Stop that program, or choose another port.`,
	);
}
