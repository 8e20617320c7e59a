import http from 'node:http';
import net from 'node:net';
import type { Duplex } from 'node:stream';

/** Where the proxy leads. */
export interface ProxyTarget {
	isKnown(host: string): boolean;
	/** Local TLS port that answers for all known hosts. */
	tlsPort(): number;
	/** A plain-http request for a known host. */
	onPlainRequest(request: http.IncomingMessage, response: http.ServerResponse): void;
	onRefused(host: string): void;
}

function refuse(socket: Duplex): void {
	socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}

/** Both sides live and die together: a reset on one is a reset on the other. */
function join(client: Duplex, upstream: net.Socket): void {
	const end = (): void => {
		client.destroy();
		upstream.destroy();
	};
	client.on('error', end);
	upstream.on('error', end);
	client.on('close', end);
	upstream.on('close', end);
	upstream.pipe(client);
	client.pipe(upstream);
}

function hostOf(authority: string): string {
	return URL.canParse(`http://${authority}`) ? new URL(`http://${authority}`).hostname : authority;
}

/**
 * An HTTP CONNECT proxy. Known hosts are led to the local TLS server whatever the port, all others are
 * refused with 403 and reported.
 */
export function createProxy(target: ProxyTarget): http.Server {
	const server = http.createServer((request, response) => {
		const host = URL.canParse(request.url ?? '') ? new URL(request.url ?? '').hostname : '';
		if (target.isKnown(host)) {
			target.onPlainRequest(request, response);
			return;
		}
		target.onRefused(host);
		response.writeHead(403, { connection: 'close' }).end();
	});
	server.on('connect', (request, client, head) => {
		client.on('error', () => client.destroy());
		const host = hostOf(request.url ?? '');
		if (!target.isKnown(host)) {
			target.onRefused(host);
			refuse(client);
			return;
		}
		const upstream = net.connect(target.tlsPort(), '127.0.0.1', () => {
			client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
			if (head.length > 0) upstream.write(head);
			join(client, upstream);
		});
		upstream.once('error', () => client.destroy());
	});
	return server;
}
