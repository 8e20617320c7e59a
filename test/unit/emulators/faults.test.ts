import { ConnectionReset, createWorld, type FaultKind, type World } from '../../emulators';
import { mailchimpClient, refersionClient } from './support';

const BODY = { email_address: 'anna@creators.example', status: 'subscribed' };

describe('faults and latency', () => {
	let world: World;
	let call: ReturnType<typeof mailchimpClient>;

	beforeEach(() => {
		world = createWorld({ seed: 7 });
		call = mailchimpClient(world);
		world.mailchimp.addAudience({ id: 'a1' });
	});

	const members = (): number => world.mailchimp.audience('a1').members.size;
	const create = () => call('POST', '/lists/a1/members', BODY);

	it.each([
		['429', 429, 'application/problem+json'],
		['502-html', 502, 'text/html'],
		['403-no-body', 403, undefined],
	] as const)('%s: the next request only, and nothing is written', async (fault, status, type) => {
		world.faults.failNext({ fault });
		const answer = await create();
		expect(answer.status).toBe(status);
		expect(answer.headers['content-type']?.toString().split(';')[0]).toBe(type);
		expect(answer.text === '').toBe(fault === '403-no-body');
		expect(members()).toBe(0);
		expect((await create()).status).toBe(200);
		expect(world.mailchimp.requests.map((each) => each.fault)).toEqual([fault, null]);
	});

	it.each([
		['reset-before', 0],
		['reset-after', 1],
	] as const)('%s: throws like fetch; %i written', async (fault, written) => {
		world.faults.failNext({ fault });
		const error: unknown = await create().catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(ConnectionReset);
		expect(error).toMatchObject({ message: 'fetch failed', cause: { code: 'ECONNRESET' } });
		expect(members()).toBe(written);
	});

	it('stall: answers late, the write is done', async () => {
		world.faults.failNext({ fault: 'stall', stallMs: 300 });
		const answer = create();
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(members()).toBe(1);
		expect(world.mailchimp.requests[0]?.status).toBeNull();
		expect((await answer).status).toBe(200);
		const [record] = world.mailchimp.requests;
		expect(Number(record?.finishedAt) - Number(record?.startedAt)).toBeGreaterThanOrEqual(290);
	});

	it('stall until something has happened: answers then, the write is done', async () => {
		let release = () => {};
		const until = new Promise<void>((resolve) => {
			release = resolve;
		});
		world.faults.failNext({ fault: 'stall', until, stallMs: 0 });
		const answer = create();
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(members()).toBe(1);
		expect(world.mailchimp.requests[0]?.status).toBeNull();
		release();
		expect((await answer).status).toBe(200);
	});

	it('rules match by service, method and path, some times, after some requests', async () => {
		world.faults.failNext({
			service: 'mailchimp',
			method: 'post',
			path: /\/members$/,
			times: 2,
			after: 1,
			fault: '502-html',
		});
		expect((await call('GET', '/lists/a1/members')).status).toBe(200);
		const affiliates = await refersionClient(world)('/affiliate/list', {});
		expect(affiliates.status).toBe(200);
		expect(
			[await create(), await create(), await create(), await create()].map(({ status }) => status),
		).toEqual([200, 502, 502, 400]);
		expect(world.faults.pending()).toBe(0);
	});

	it('an exact path hits that path only', async () => {
		world.faults.failNext({ path: '/3.0/ping', fault: '429' });
		expect((await call('GET', '/lists')).status).toBe(200);
		expect((await call('GET', '/ping')).status).toBe(429);
	});

	it('rates are shares of requests, repeatable by seed', async () => {
		const run = async (): Promise<Array<string | null>> => {
			world.faults.seed(42);
			world.mailchimp.clearRequests();
			for (let index = 0; index < 400; index += 1) await call('GET', '/ping');
			return world.mailchimp.requests.map(({ fault }) => fault);
		};
		world.faults.set('mailchimp', { rates: { '429': 0.25, '502-html': 0.25 } });
		const first = await run();
		const share = (kind: FaultKind | null) => first.filter((each) => each === kind).length / 400;
		expect(share('429')).toBeCloseTo(0.25, 1);
		expect(share('502-html')).toBeCloseTo(0.25, 1);
		expect(share(null)).toBeCloseTo(0.5, 1);
		expect(await run()).toEqual(first);
	});

	it('a rate of one hits every request of that service, none of another', async () => {
		world.faults.set('mailchimp', { rates: { '403-no-body': 1 } });
		expect((await call('GET', '/ping')).status).toBe(403);
		expect((await refersionClient(world)('/affiliate/list', {})).status).toBe(200);
	});

	it('latency is fixed or within a range', async () => {
		const elapsed = async (): Promise<number> => {
			const start = performance.now();
			await call('GET', '/ping');
			return performance.now() - start;
		};
		world.faults.set('mailchimp', { latencyMs: 40 });
		expect(await elapsed()).toBeGreaterThanOrEqual(38);
		const delays = Array.from({ length: 50 }, () => {
			world.faults.set('mailchimp', { latencyMs: [10, 20] });
			return world.faults.decide('mailchimp', 'GET', '/').delayMs;
		});
		expect(Math.min(...delays)).toBeGreaterThanOrEqual(10);
		expect(Math.max(...delays)).toBeLessThanOrEqual(20);
		expect(new Set(delays).size).toBeGreaterThan(10);
	});

	it('hold keeps requests waiting until it is let go, or all faults are cleared', async () => {
		for (const letGo of [world.faults.hold('mailchimp'), null]) {
			if (letGo === null) world.faults.hold('mailchimp');
			const answer = call('GET', '/ping');
			expect((await refersionClient(world)('/affiliate/list', {})).status).toBe(200);
			expect(world.mailchimp.requests.at(-1)).toMatchObject({ finishedAt: null });
			if (letGo === null) world.faults.clear();
			else letGo();
			expect((await answer).status).toBe(200);
		}
	});

	it('clear and reset end everything', async () => {
		world.faults.set('mailchimp', { rates: { '429': 1 } });
		world.faults.failNext({ fault: '502-html' });
		world.faults.clear();
		expect((await call('GET', '/ping')).status).toBe(200);
		world.faults.set('mailchimp', { rates: { '429': 1 } });
		world.reset();
		expect((await call('GET', '/ping')).status).toBe(200);
	});
});

describe('a world', () => {
	it('is as new after reset, switches and options included', async () => {
		const options = {
			refersion: { linkMode: 'store-domain' },
			linktree: { shape: '2021' },
		} as const;
		const world = createWorld(options);
		const snapshot = () => {
			world.refersion.addAffiliate({ status: 'ACTIVE' });
			world.mailchimp.addAudience();
			return JSON.stringify([
				world.refersion.affiliates().map(({ id, code }) => ({ id, code })),
				world.refersion.switches,
				world.refersion.credentials,
				world.mailchimp.audiences().map(({ id, webId }) => ({ id, webId })),
				world.mailchimp.switches,
				world.mailchimp.apiKey,
				world.linktree.switches,
			]);
		};
		const before = snapshot();
		world.refersion.switches.linkMode = 'refersion-domain';
		world.mailchimp.switches.connectionLimit = 1;
		world.linktree.switches.shape = '2024';
		world.refersion.credentials.secretKey = 'other';
		world.reset();
		expect(world.mailchimp.audiences()).toEqual([]);
		expect(world.refersion.requests).toEqual([]);
		expect(snapshot()).toBe(before);
		expect(world.refersion.switches.linkMode).toBe('store-domain');
	});

	it('is independent of other worlds', () => {
		const [one, other] = [createWorld(), createWorld()];
		one.refersion.addAffiliate();
		one.mailchimp.switches.connectionLimit = 3;
		expect(other.refersion.affiliates()).toEqual([]);
		expect(other.mailchimp.switches.connectionLimit).toBe(10);
	});
});
