import { execFile } from 'node:child_process';
import http from 'node:http';
import { promisify } from 'node:util';
import tls from 'node:tls';
import { createWorld, serveWorld, trustCa, type Served, type World } from '../../emulators';
import {
	connectAgent,
	MAILCHIMP,
	mailchimpClient,
	overTls,
	refersionClient,
	until,
	type ConnectAgent,
	type Send,
} from './support';

describe('a served world', () => {
	let world: World;
	let served: Served;
	let agent: ConnectAgent;
	let send: Send;

	beforeAll(async () => {
		world = createWorld();
		served = await serveWorld(world);
		agent = connectAgent(served);
		send = overTls(agent);
	});
	afterAll(async () => {
		agent.destroy();
		await served.close();
	});
	beforeEach(() => {
		world.reset();
		served.refusedHosts.splice(0);
	});

	it('answers under the real host names, certificate checked', async () => {
		world.linktree.setProfile('anna', { links: [] });
		world.refersion.addAffiliate({ id: 7, code: 'a3y7' });
		const ping = await mailchimpClient(world, send)('GET', '/ping');
		const list = await refersionClient(world, send)('/affiliate/list', { limit: '1', page: '1' });
		const page = await send('https://linktr.ee/anna');
		expect([ping.status, list.status, page.status]).toEqual([200, 200, 200]);
		expect(ping.json).toEqual({ health_status: "Everything's Chimpy!" });
		expect(list.json).toMatchObject({ total: 1, results: [{ id: 'a3y7' }] });
		expect(page.text).toContain('__NEXT_DATA__');
	});

	it('is not trusted by a client that does not know its CA', async () => {
		const strangers = connectAgent({ ...served, caPem: tls.rootCertificates[0] ?? '' });
		await expect(overTls(strangers)(`${MAILCHIMP}/ping`)).rejects.toThrow(/certificate/);
		strangers.destroy();
	});

	it('can be trusted by this process at run time, and distrusted again', async () => {
		const plain = connectAgent(served);
		Object.assign(plain.options, { ca: undefined });
		const undo = trustCa(served.caPem);
		await expect(overTls(plain)(`${MAILCHIMP}/ping`)).resolves.toMatchObject({ status: 401 });
		undo();
		await expect(overTls(plain)(`${MAILCHIMP}/ping`)).rejects.toThrow(/certificate/);
		plain.destroy();
	});

	it('refuses other hosts at the proxy and records them', async () => {
		await expect(send('https://us21.api.mailchimp.com.evil.example/3.0/ping')).rejects.toThrow(
			'the proxy answered 403',
		);
		await expect(send('https://us1.evil.example/')).rejects.toThrow('403');
		expect(served.refusedHosts).toEqual([
			'us21.api.mailchimp.com.evil.example',
			'us1.evil.example',
		]);
		expect(world.mailchimp.requests).toEqual([]);
	});

	it('answers plain http to Mailchimp with 426, and refuses it to other hosts', async () => {
		const { hostname, port } = new URL(served.proxyUrl);
		const status = (target: string): Promise<number | undefined> =>
			new Promise((resolve, reject) => {
				const { host } = new URL(target);
				http
					.get({ hostname, port, path: target, headers: { host }, agent: false }, (response) => {
						response.resume();
						resolve(response.statusCode);
					})
					.on('error', reject);
			});
		expect(await status('http://us21.api.mailchimp.com/3.0/ping')).toBe(426);
		expect(await status('http://tracker.example/')).toBe(403);
		expect(served.refusedHosts).toEqual(['tracker.example']);
	});

	it('refuses a request over a connection made for another host', async () => {
		const headers = { host: 'api.refersion.com' };
		expect((await send(`${MAILCHIMP}/ping`, { headers })).status).toBe(421);
		expect(world.refersion.requests).toEqual([]);
	});

	it('has a certificate for every data centre', async () => {
		const { status, json } = await send('https://us1.api.mailchimp.com/3.0/ping', {
			headers: { authorization: `Bearer ${world.mailchimp.apiKey}` },
		});
		expect({ status, title: json.title }).toEqual({ status: 401, title: 'API Key Invalid' });
	});

	it('is reached by a child process through nothing but its environment', async () => {
		const script = `
			const http = require('node:http'), tls = require('node:tls');
			const proxy = new URL(process.env.HTTPS_PROXY), host = 'linktr.ee';
			http.request({ host: proxy.hostname, port: proxy.port, method: 'CONNECT', path: host + ':443' })
				.on('connect', (_, socket) => {
					const secure = tls.connect({ socket, servername: host }, () =>
						secure.end('GET /robots.txt HTTP/1.1\\r\\nHost: linktr.ee\\r\\nConnection: close\\r\\n\\r\\n'));
					secure.pipe(process.stdout);
				}).end();`;
		const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], {
			env: { ...process.env, ...served.env },
		});
		expect(stdout).toContain('HTTP/1.1 200');
		expect(stdout).toContain('Sitemap:');
	});

	it('gives child processes what they need', () => {
		expect(served.env).toEqual({
			HTTPS_PROXY: served.proxyUrl,
			HTTP_PROXY: served.proxyUrl,
			NO_PROXY: '127.0.0.1,localhost,::1',
			NODE_EXTRA_CA_CERTS: served.caFile,
		});
	});

	it('serves 200 connections at once', async () => {
		const refersion = refersionClient(world, send);
		for (let index = 0; index < 200; index += 1) world.refersion.addAffiliate({ id: index + 1 });
		world.faults.set('refersion', { latencyMs: 50 });
		const answers = await Promise.all(
			world.refersion.affiliates().map(({ id }) => refersion('/affiliate/get', { id })),
		);
		expect(answers.map(({ json }) => json.id)).toEqual(answers.map((_, index) => index + 1));
	});

	it('reuses kept-alive connections', async () => {
		const keepAlive = connectAgent(served, true);
		const mailchimp = mailchimpClient(world, overTls(keepAlive));
		for (let index = 0; index < 3; index += 1) {
			expect((await mailchimp('GET', '/ping')).status).toBe(200);
		}
		expect(Object.values(keepAlive.freeSockets).flat()).toHaveLength(1);
		keepAlive.destroy();
	});

	it('counts requests in flight: the 11th is refused with 429', async () => {
		const release = world.faults.hold('mailchimp');
		const mailchimp = mailchimpClient(world, send);
		const pings = Array.from({ length: 15 }, () => mailchimp('GET', '/ping'));
		await until(() => world.mailchimp.requests.length === 15);
		release();
		const refused = (await Promise.all(pings)).filter(({ status }) => status === 429);
		expect(refused).toHaveLength(5);
		expect(refused[0]?.headers['content-type']).toContain('application/problem+json');
		expect(refused[0]?.headers['retry-after']).toBeUndefined();
		expect(world.mailchimp.count429).toBe(5);
		expect(world.mailchimp.maxSimultaneousReached).toBe(11);
	});

	it('holds the connection of a client that went away until its answer is made', async () => {
		const release = world.faults.hold('mailchimp');
		world.mailchimp.switches.connectionLimit = 1;
		const mailchimp = mailchimpClient(world, send);
		const client = new AbortController();
		const left = send(`${MAILCHIMP}/ping`, { signal: client.signal });
		await until(() => world.mailchimp.requests.length === 1);
		client.abort();
		await expect(left).rejects.toThrow('aborted');
		expect((await mailchimp('GET', '/ping')).status).toBe(429);
		release();
		await until(() => world.mailchimp.requests[0]?.finishedAt !== null);
		expect((await mailchimp('GET', '/ping')).status).toBe(200);
	});

	it('resets connections for real, before and after the write', async () => {
		const audience = world.mailchimp.addAudience({ id: 'a1' });
		const mailchimp = mailchimpClient(world, send);
		const body = { email_address: 'anna@creators.example', status: 'subscribed' };
		for (const [fault, members] of [
			['reset-before', 0],
			['reset-after', 1],
		] as const) {
			world.faults.failNext({ service: 'mailchimp', method: 'POST', fault });
			await expect(mailchimp('POST', '/lists/a1/members', body)).rejects.toMatchObject({
				code: 'ECONNRESET',
			});
			expect(audience.members.size).toBe(members);
		}
		expect(world.mailchimp.requests.map(({ status, fault }) => ({ status, fault }))).toEqual([
			{ status: null, fault: 'reset-before' },
			{ status: null, fault: 'reset-after' },
		]);
	});

	it('closes although clients keep connections open', async () => {
		const other = await serveWorld(createWorld());
		await fetch(`${other.controlUrl}/state`);
		await other.close();
		await expect(fetch(`${other.controlUrl}/state`)).rejects.toThrow('fetch failed');
	});
});
