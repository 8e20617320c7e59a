import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { readJson, Refusal, requireOwnPage, send, sendJson } from './http';
import type { SandboxActions } from './state';

const PAGE = join(__dirname, 'page');
const ICONS = join(__dirname, '..', '..', 'icons');

/** Every file the server gives out; nothing else can be asked for. */
const FILES: Record<string, { file: string; type: string }> = {
	'/': { file: join(PAGE, 'index.html'), type: 'text/html; charset=utf-8' },
	'/base.css': { file: join(PAGE, 'base.css'), type: 'text/css; charset=utf-8' },
	'/cards.css': { file: join(PAGE, 'cards.css'), type: 'text/css; charset=utf-8' },
	'/layout.css': { file: join(PAGE, 'layout.css'), type: 'text/css; charset=utf-8' },
	'/app.js': { file: join(PAGE, 'app.js'), type: 'text/javascript; charset=utf-8' },
	'/render.js': { file: join(PAGE, 'render.js'), type: 'text/javascript; charset=utf-8' },
	'/mails.js': { file: join(PAGE, 'mails.js'), type: 'text/javascript; charset=utf-8' },
	'/dom.js': { file: join(PAGE, 'dom.js'), type: 'text/javascript; charset=utf-8' },
	...Object.fromEntries(
		['refersion', 'mailchimp', 'linktree']
			.flatMap((service) => [`${service}.svg`, `${service}.dark.svg`])
			.map((name) => [`/icons/${name}`, { file: join(ICONS, name), type: 'image/svg+xml' }]),
	),
};

/** How soon a change shows on the page. */
const REFRESH_MS = 250;

const STATUSES = ['ACTIVE', 'DENIED', 'DISABLED', 'PENDING'];

function text(input: Record<string, unknown>, name: string, label: string): string {
	const value = input[name];
	if (typeof value !== 'string' || value.trim() === '')
		throw new Refusal(400, `${label} is missing`);
	return value.trim();
}

async function act(request: IncomingMessage, path: string, actions: SandboxActions): Promise<void> {
	const input = await readJson(request);
	if (path === '/api/affiliates') {
		const email = text(input, 'email', 'The e-mail address');
		if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
			throw new Refusal(400, 'That is not an e-mail address (for example ana@example.com)');
		}
		actions.addAffiliate({
			first_name: text(input, 'first_name', 'The first name'),
			last_name: text(input, 'last_name', 'The last name'),
			email,
		});
		return;
	}
	const [, id, what] = /^\/api\/affiliates\/(\d+)\/(status|page|webhook)$/.exec(path) ?? [];
	if (id === undefined) throw new Refusal(404, 'There is no such thing here');
	if (what === 'webhook') return actions.repeatWebhook(Number(id));
	if (what === 'page') return actions.setPage(Number(id), text(input, 'link', 'The link'));
	const status = text(input, 'status', 'The status');
	if (!STATUSES.includes(status)) throw new Refusal(400, `There is no status ${status}`);
	actions.setStatus(Number(id), status);
}

/** Server-sent events: the whole state, at once and whenever it has changed. */
function stream(request: IncomingMessage, response: ServerResponse, actions: SandboxActions): void {
	response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
	let last = '';
	const push = (): void => {
		const now = JSON.stringify(actions.state());
		if (now === last) return;
		last = now;
		response.write(`data: ${now}\n\n`);
	};
	push();
	const timer = setInterval(push, REFRESH_MS);
	request.once('close', () => clearInterval(timer));
}

async function answer(
	request: IncomingMessage,
	response: ServerResponse,
	port: number,
	actions: SandboxActions,
): Promise<void> {
	requireOwnPage(request, port);
	const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
	if (request.method === 'POST') {
		await act(request, pathname, actions);
		sendJson(response, 200, {});
		return;
	}
	if (request.method !== 'GET') throw new Refusal(405, 'Only GET and POST');
	if (pathname === '/api/stream') return stream(request, response, actions);
	if (pathname === '/api/state') return sendJson(response, 200, actions.state());
	const found = Object.hasOwn(FILES, pathname) ? FILES[pathname] : undefined;
	if (!found) throw new Refusal(404, 'There is no such page here');
	send(response, 200, found.type, await readFile(found.file));
}

/**
 * Serves the sandbox page on loopback.
 * @param port must be free
 * @returns address of the page, and a way to stop
 */
export async function servePage(
	port: number,
	actions: SandboxActions,
): Promise<{ url: string; close(): Promise<void> }> {
	const server = createServer((request, response) => {
		answer(request, response, port, actions).catch((error: unknown) => {
			const status = error instanceof Refusal ? error.status : 500;
			const message = error instanceof Error ? error.message : String(error);
			if (response.headersSent) response.end();
			else sendJson(response, status, { message });
		});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	return {
		url: `http://127.0.0.1:${port}`,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
