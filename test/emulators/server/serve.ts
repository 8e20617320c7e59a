import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { createControlApp } from '../control';
import { ConnectionReset } from '../faults';
import type { World } from '../world';
import { createCertificates } from './certificates';
import { createProxy } from './proxy';

export interface ServeOptions {
	/** Ports, free ones by default. */
	proxyPort?: number;
	controlPort?: number;
}

/** A world behind real sockets. */
export interface Served {
	proxyUrl: string;
	/** PEM file of the CA, removed by `close`. */
	caFile: string;
	caPem: string;
	controlUrl: string;
	/** Hosts that clients asked the proxy for and that belong to no emulated service. */
	refusedHosts: string[];
	/** Environment for child processes that are to reach the emulators. */
	env: Record<string, string>;
	close(): Promise<void>;
}

/** A server whose sockets are known, so that closing does not wait for idle clients. */
interface Tracked {
	port: number;
	close(): Promise<void>;
}

async function listen(server: Server, port: number): Promise<Tracked> {
	const sockets = new Set<Socket>();
	server.on('connection', (socket: Socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen({ port, host: '127.0.0.1', backlog: 1024 }, resolve);
	});
	return {
		port: (server.address() as AddressInfo).port,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				for (const socket of sockets) socket.destroy();
			}),
	};
}

/** A request over a connection that was made for another host, as a real server would refuse it. */
function isMisdirected(request: Request, { incoming }: HttpBindings): boolean {
	const { socket } = incoming;
	return socket instanceof TLSSocket && socket.servername !== new URL(request.url).hostname;
}

/** The world as a Node request listener; an injected reset destroys the client's socket. */
function worldListener(world: World): http.RequestListener {
	const listener = getRequestListener(
		async (request, env) => {
			if (isMisdirected(request, env as HttpBindings)) return new Response(null, { status: 421 });
			try {
				return await world.fetch(request);
			} catch (error) {
				if (!(error instanceof ConnectionReset)) throw error;
				const { incoming } = env as HttpBindings;
				incoming.socket.destroy();
				return RESPONSE_ALREADY_SENT;
			}
		},
		{
			overrideGlobalObjects: false,
			errorHandler: (error) =>
				new Response(error instanceof Error ? (error.stack ?? error.message) : String(error), {
					status: 500,
				}),
		},
	);
	return (request, response) => void listener(request, response);
}

/**
 * Serves a world on 127.0.0.1: one TLS server for all host names, a CONNECT proxy in front of it that
 * refuses every other host, and the control API.
 */
export async function serveWorld(world: World, options: ServeOptions = {}): Promise<Served> {
	const { caPem, cert, key } = await createCertificates();
	const directory = await mkdtemp(join(tmpdir(), 'creator-hub-emulators-'));
	const caFile = join(directory, 'ca.pem');
	await writeFile(caFile, caPem);

	const refusedHosts: string[] = [];
	const listener = worldListener(world);
	const tls = await listen(
		https.createServer({ key, cert, keepAliveTimeout: 60_000 }, listener),
		0,
	);
	const proxy = await listen(
		createProxy({
			isKnown: (host) => world.serviceOf(host) !== undefined,
			tlsPort: () => tls.port,
			onPlainRequest: listener,
			onRefused: (host) => void refusedHosts.push(host),
		}),
		options.proxyPort ?? 0,
	);
	const controlListener = getRequestListener(createControlApp(world, refusedHosts).fetch, {
		overrideGlobalObjects: false,
	});
	const control = await listen(
		http.createServer((request, response) => void controlListener(request, response)),
		options.controlPort ?? 0,
	);

	const proxyUrl = `http://127.0.0.1:${proxy.port}`;
	return {
		proxyUrl,
		caFile,
		caPem,
		controlUrl: `http://127.0.0.1:${control.port}`,
		refusedHosts,
		env: {
			HTTPS_PROXY: proxyUrl,
			HTTP_PROXY: proxyUrl,
			NO_PROXY: '127.0.0.1,localhost,::1',
			NODE_EXTRA_CA_CERTS: caFile,
		},
		async close() {
			await Promise.all([proxy.close(), tls.close(), control.close()]);
			await rm(directory, { recursive: true, force: true });
		},
	};
}
