import { createWorld, type World } from '../../emulators';
import { inProcess, MAILCHIMP, mailchimpClient, type Send } from './support';

describe('Mailchimp API: access, errors, limits', () => {
	let world: World;
	let send: Send;
	let call: ReturnType<typeof mailchimpClient>;

	beforeEach(() => {
		world = createWorld();
		send = inProcess(world);
		call = mailchimpClient(world);
	});

	const ping = (authorization?: string, url = `${MAILCHIMP}/ping`) =>
		send(url, { headers: authorization === undefined ? {} : { authorization } });

	describe('keys', () => {
		it('are <32 hex>-<data centre>', () => {
			expect(world.mailchimp.apiKey).toMatch(/^[0-9a-f]{32}-us21$/);
		});

		it('are taken as Basic, Bearer and "apikey"', async () => {
			const key = world.mailchimp.apiKey;
			const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
			for (const header of [
				basic(`any:${key}`),
				basic(`:${key}`),
				`Bearer ${key}`,
				`apikey ${key}`,
			]) {
				expect((await ping(header)).json).toEqual({ health_status: "Everything's Chimpy!" });
			}
		});

		it('missing or wrong: 401 problem', async () => {
			const missing = await ping();
			expect(missing.status).toBe(401);
			expect(missing.headers['content-type']).toContain('application/problem+json');
			expect(missing.json).toMatchObject({ title: 'API Key Missing', status: 401 });
			expect(Object.keys(missing.json)).toEqual(['type', 'title', 'status', 'detail', 'instance']);
			const wrong = await ping(`Bearer ${'0'.repeat(32)}-us21`);
			expect(wrong.json).toMatchObject({ title: 'API Key Invalid', status: 401 });
		});

		it.each([401, 403] as const)('on another data centre: %i', async (wrongDataCentre) => {
			world.mailchimp.switches.wrongDataCentre = wrongDataCentre;
			const url = 'https://us1.api.mailchimp.com/3.0/ping';
			const { status, json } = await ping(`Bearer ${world.mailchimp.apiKey}`, url);
			expect(status).toBe(wrongDataCentre);
			expect(json.detail).toContain('wrong datacenter');
		});

		it.each([true, false])('hostWithoutDataCentre %s', async (hostWithoutDataCentre) => {
			world.mailchimp.switches.hostWithoutDataCentre = hostWithoutDataCentre;
			const answer = ping(`Bearer ${world.mailchimp.apiKey}`, 'https://api.mailchimp.com/3.0/ping');
			if (hostWithoutDataCentre) await expect(answer).resolves.toMatchObject({ status: 200 });
			else await expect(answer).rejects.toThrow('fetch failed');
		});
	});

	it('is https only', async () => {
		expect((await ping('Bearer x', 'http://us21.api.mailchimp.com/3.0/ping')).status).toBe(426);
	});

	it('answers an unknown host as fetch does, and records it', async () => {
		await expect(send('https://us1.api.mailchimp.com.evil.example/')).rejects.toMatchObject({
			cause: { code: 'ENOTFOUND' },
		});
		expect(world.refusedHosts).toEqual(['us1.api.mailchimp.com.evil.example']);
	});

	it('has standard headers, the request id being the instance of errors', async () => {
		const ok = await call('GET', '/ping');
		expect(ok.headers).toMatchObject({ server: 'openresty' });
		expect(ok.headers.link).toContain('rel="describedBy"');
		const missing = await call('GET', '/lists/nope');
		expect(missing.status).toBe(404);
		expect(missing.json.instance).toBe(missing.headers['x-request-id']);
	});

	it('knows its routes and their methods', async () => {
		expect((await call('GET', '/nope')).status).toBe(404);
		const wrong = await call('DELETE', '/ping');
		expect(wrong.status).toBe(405);
		expect(wrong.headers.allow).toBe('GET');
	});

	it('gives errors on request with X-Trigger-Error', async () => {
		const headers = {
			authorization: `Bearer ${world.mailchimp.apiKey}`,
			'x-trigger-error': 'APIKeyMissing',
		};
		const { json } = await send(`${MAILCHIMP}/ping`, { headers });
		expect(json).toMatchObject({ status: 401, title: 'API Key Missing' });
	});

	describe('ten connections', () => {
		const many = (count: number) =>
			Promise.all(Array.from({ length: count }, () => call('GET', '/ping')));

		it('for the whole account, whatever the key', async () => {
			world.mailchimp.account.furtherKeys.push(`${'f'.repeat(32)}-us21`);
			world.faults.set('mailchimp', { latencyMs: 20 });
			const other = Array.from({ length: 10 }, () => ping(`Bearer ${'f'.repeat(32)}-us21`));
			const eleventh = await call('GET', '/ping');
			expect(eleventh.json).toMatchObject({
				status: 429,
				title: 'TooManyRequests',
				detail: 'You have exceeded the limit of 10 simultaneous connections.',
			});
			expect(eleventh.headers).not.toHaveProperty('retry-after');
			expect((await Promise.all(other)).map(({ status }) => status)).toEqual(Array(10).fill(200));
			expect((await call('GET', '/ping')).status).toBe(200);
		});

		it('over the limit may be a 403 without a body', async () => {
			world.mailchimp.switches.overLimit = '403-no-body';
			world.faults.set('mailchimp', { latencyMs: 20 });
			const refused = (await many(12)).filter(({ status }) => status !== 200);
			expect(refused.map(({ status, text }) => ({ status, text }))).toEqual([
				{ status: 403, text: '' },
				{ status: 403, text: '' },
			]);
			expect(world.mailchimp.maxSimultaneousReached).toBe(11);
			expect(world.mailchimp.count429).toBe(2);
		});

		it('ten are fine, again and again', async () => {
			world.faults.set('mailchimp', { latencyMs: 5 });
			for (let round = 0; round < 3; round += 1) {
				expect((await many(10)).every(({ status }) => status === 200)).toBe(true);
			}
			expect(world.mailchimp.count429).toBe(0);
			expect(world.mailchimp.maxSimultaneousReached).toBe(10);
		});
	});

	it('logs requests without secrets, and forgets them on request', async () => {
		await call('POST', '/lists/nope/members?skip_merge_validation=true', { email_address: 'x' });
		expect(world.mailchimp.requests).toMatchObject([
			{
				method: 'POST',
				host: 'us21.api.mailchimp.com',
				path: '/3.0/lists/nope/members',
				query: { skip_merge_validation: 'true' },
				status: 404,
				fault: null,
				headers: { authorization: '[redacted]', 'content-type': 'application/json' },
				body: { email_address: 'x' },
			},
		]);
		expect(JSON.stringify(world.mailchimp.requests)).not.toContain(world.mailchimp.apiKey);
		const [record] = world.mailchimp.requests;
		expect(record?.finishedAt).toBeGreaterThanOrEqual(record?.startedAt ?? Infinity);
		world.mailchimp.clearRequests();
		expect(world.mailchimp.requests).toEqual([]);
	});
});
