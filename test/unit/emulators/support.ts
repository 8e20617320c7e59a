import http from 'node:http';
import https from 'node:https';
import tls from 'node:tls';
import type { Duplex } from 'node:stream';
import type { Served, World } from '../../emulators';

export interface Answer {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	text: string;
	/** The parsed body; `{}` when it is not a JSON object, so that a test can look into it. */
	json: Record<string, unknown>;
}

export interface SendOptions {
	method?: string;
	headers?: Record<string, string>;
	/** An object is sent as JSON, a text as it is. */
	body?: unknown;
	signal?: AbortSignal;
}

export type Send = (url: string, options?: SendOptions) => Promise<Answer>;

function parsed(text: string): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(text);
		return Object(value) === value ? Object(value) : {};
	} catch {
		return {};
	}
}

function payloadOf({ body, headers }: SendOptions): {
	payload: string | undefined;
	headers: Record<string, string>;
} {
	const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
	const json = { 'content-type': 'application/json' };
	return { payload, headers: { ...(payload !== undefined && json), ...headers } };
}

/** Sends to a world in process. */
export function inProcess(world: World): Send {
	return async (url, options = {}) => {
		const { payload, headers } = payloadOf(options);
		const { method = 'GET' } = options;
		const response = await world.fetch(
			new Request(url, { method, headers, body: payload ?? null }),
		);
		const text = await response.text();
		const received: Record<string, string> = {};
		response.headers.forEach((value, name) => {
			received[name] = value;
		});
		return {
			status: response.status,
			headers: received,
			text,
			json: parsed(text),
		};
	};
}

export const MAILCHIMP = 'https://us21.api.mailchimp.com/3.0';

/** A Mailchimp client: paths below `/3.0`, the demo key unless headers say otherwise. */
export function mailchimpClient(world: World, send: Send = inProcess(world)) {
	return (method: string, path: string, body?: unknown): Promise<Answer> => {
		const authorization = `Bearer ${world.mailchimp.apiKey}`;
		return send(`${MAILCHIMP}${path}`, { method, body, headers: { authorization } });
	};
}

export function refersionKeys({ refersion }: World): Record<string, string> {
	return {
		'refersion-public-key': refersion.credentials.publicKey,
		'refersion-secret-key': refersion.credentials.secretKey,
	};
}

/** A Refersion client: paths below `/v2`, always POST. */
export function refersionClient(world: World, send: Send = inProcess(world)) {
	return (path: string, body: unknown = {}): Promise<Answer> =>
		send(`https://api.refersion.com/v2${path}`, {
			method: 'POST',
			body,
			headers: refersionKeys(world),
		});
}

/** An agent that reaches https hosts through a CONNECT proxy; Node's own has no proxy support. */
export class ConnectAgent extends https.Agent {
	constructor(
		private readonly proxy: URL,
		options: https.AgentOptions,
	) {
		super(options);
	}

	override createConnection(
		options: https.RequestOptions,
		callback?: (error: Error | null, stream: Duplex) => void,
	): undefined {
		const host = String(options.host);
		const connect = http.request({
			host: this.proxy.hostname,
			port: this.proxy.port,
			method: 'CONNECT',
			path: `${host}:${Number(options.port ?? 443)}`,
			agent: false,
		});
		const fail = (error: Error): void => callback?.(error, connect.socket as Duplex);
		connect.once('error', fail);
		connect.once('connect', (response, socket) => {
			if (response.statusCode !== 200) {
				socket.destroy();
				fail(new Error(`the proxy answered ${String(response.statusCode)}`));
				return;
			}
			callback?.(null, tls.connect({ socket, servername: host, ca: options.ca }));
		});
		connect.end();
		return undefined;
	}
}

export function connectAgent({ proxyUrl, caPem }: Served, keepAlive = false): ConnectAgent {
	return new ConnectAgent(new URL(proxyUrl), { keepAlive, ca: caPem });
}

/**
 * Leads programs that know neither proxies nor agents nor certificates to the world, through Node's global
 * https agent. Such as ask for `agent: false` get a new agent of the global one's class, which Node makes
 * without arguments: hence a class that knows proxy and CA by itself.
 *
 * @returns puts the usual agent back
 */
export function replaceGlobalAgent({ proxyUrl, caPem }: Served): () => void {
	class ProxyAgent extends ConnectAgent {
		constructor() {
			super(new URL(proxyUrl), { ca: caPem });
		}
	}
	const usual = https.globalAgent;
	https.globalAgent = new ProxyAgent();
	return () => {
		https.globalAgent = usual;
	};
}

function collect(response: http.IncomingMessage): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		response.on('data', (chunk: Buffer) => chunks.push(chunk));
		response.on('error', reject);
		response.on('end', () => {
			const text = Buffer.concat(chunks).toString('utf8');
			const { statusCode: status = 0, headers } = response;
			resolve({ status, headers, text, json: parsed(text) });
		});
	});
}

/** Sends over real TLS through the world's proxy. */
export function overTls(agent: https.Agent): Send {
	return (url, options = {}) =>
		new Promise((resolve, reject) => {
			const { payload, headers } = payloadOf(options);
			const { method = 'GET', signal } = options;
			const outgoing = https.request(url, { method, agent, headers, signal }, (response) => {
				collect(response).then(resolve, reject);
			});
			outgoing.on('error', reject);
			outgoing.end(payload);
		});
}

/** A loopback server that answers webhooks and keeps what it got. */
export interface Receiver {
	url: string;
	received: Array<{ headers: http.IncomingHttpHeaders; body: string }>;
	/** Status of the next answers; 200 when the list is empty. */
	statuses: number[];
	close(): Promise<void>;
}

export async function createReceiver(): Promise<Receiver> {
	const received: Receiver['received'] = [];
	const statuses: number[] = [];
	const server = http.createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
			response.writeHead(statuses.shift() ?? 200).end();
		});
	});
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('no port');
	return {
		url: `http://127.0.0.1:${address.port}/webhook`,
		received,
		statuses,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

/** Waits until something holds, looking every few milliseconds; fails after ten seconds. */
export async function until(holds: () => boolean): Promise<void> {
	const deadline = Date.now() + 10_000;
	while (!holds()) {
		if (Date.now() > deadline) throw new Error(`waited in vain for ${holds.toString()}`);
		await new Promise((resolve) => {
			setTimeout(resolve, 5);
		});
	}
}
