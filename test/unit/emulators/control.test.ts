import { createWorld, serveWorld, type Served, type World } from '../../emulators';
import { createReceiver, mailchimpClient } from './support';

describe('control API', () => {
	let world: World;
	let served: Served;

	beforeAll(async () => {
		world = createWorld();
		served = await serveWorld(world);
	});
	afterAll(() => served.close());
	beforeEach(() => world.reset());

	const control = async (method: string, path: string, body?: unknown, headers = {}) => {
		const response = await fetch(`${served.controlUrl}${path}`, {
			method,
			headers: { 'content-type': 'application/json', ...headers },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		return { status: response.status, json: await response.json() };
	};

	it('sets up a world, runs it and shows its state', async () => {
		const receiver = await createReceiver();
		await control('POST', '/refersion/webhooks', { url: receiver.url, topics: 'all' });
		const mergeFields = [{ tag: 'AFFLINK', name: 'Link', type: 'url' }];
		await control('POST', '/mailchimp/audiences', { id: 'a1', name: 'Creators', mergeFields });
		await control('POST', '/mailchimp/audiences/a1/members', {
			email: 'anna@creators.example',
			mergeFields: { FNAME: 'Anna' },
		});
		await control('POST', '/mailchimp/journeys', {
			audienceId: 'a1',
			tag: 'new-affiliate',
			subject: 'Hi',
			html: '<p>*|FNAME|*</p>',
		});
		const { json: created } = await control('POST', '/refersion/affiliates', {
			code: 'a3y7',
			email: 'anna@creators.example',
		});
		const status = `/refersion/affiliates/${created.id}/status`;
		expect((await control('POST', status, { status: 'ACTIVE' })).json).toEqual({
			id: created.id,
			status: 'ACTIVE',
		});
		await world.refersion.settled();
		await mailchimpClient(world)('POST', '/lists/a1/members/anna@creators.example/tags', {
			tags: [{ name: 'new-affiliate', status: 'active' }],
		});
		const { json: state } = await control('GET', '/state');
		expect(state).toMatchObject({
			refersion: {
				affiliates: [{ code: 'a3y7', status: 'ACTIVE', link: 'https://shop.refersion.com/c/a3y7' }],
				deliveries: [{ status: 200 }, { topic: 'Affiliate Status Change', status: 200 }],
			},
			mailchimp: {
				audiences: [
					{
						id: 'a1',
						members: [{ email_address: 'anna@creators.example', tags: ['new-affiliate'] }],
					},
				],
				journeys: [{ tag: 'new-affiliate' }],
			},
			outbox: [{ to: 'anna@creators.example', html: '<p>Anna</p>' }],
		});
		expect(state.mailchimp.audiences[0].mergeFields).toHaveLength(5);
		expect(JSON.stringify(state)).not.toContain(world.refersion.credentials.secretKey);
		await control('POST', `/refersion/affiliates/${created.id}/link`, { link: null });
		expect(world.refersion.linkOf(created.id)).toBeNull();
		await control('DELETE', '/refersion/webhooks');
		expect(world.refersion.dashboard.webhooks()).toEqual([]);
		await receiver.close();
	});

	it('sets faults: rates, latency, rules, none', async () => {
		const rates = { '429': 0.5 };
		await control('POST', '/faults', { service: 'mailchimp', rates, latencyMs: [1, 2] });
		expect(world.faults.profile('mailchimp')).toMatchObject({ rates, latencyMs: [1, 2] });
		await control('POST', '/faults', {
			fault: 'stall',
			stallMs: 5,
			pathPattern: 'ping$',
			times: 3,
		});
		expect(world.faults.pending()).toBe(1);
		await control('POST', '/faults', { clear: true });
		expect(world.faults.pending()).toBe(0);
		expect(world.faults.profile('mailchimp').rates).toEqual({});
	});

	it('sets switches, known ones of the right type only', async () => {
		await control('POST', '/switches', { service: 'refersion', linkDelayMs: 50 });
		await control('POST', '/switches', { service: 'mailchimp', connectionLimit: 2 });
		expect(world.refersion.switches.linkDelayMs).toBe(50);
		expect(world.mailchimp.switches.connectionLimit).toBe(2);
		for (const bad of [{ nope: 1 }, { connectionLimit: '2' }, { constructor: 'x' }]) {
			const answer = await control('POST', '/switches', { service: 'mailchimp', ...bad });
			expect(answer.status).toBe(400);
		}
	});

	it('shows requests and refused hosts, and resets', async () => {
		await mailchimpClient(world)('GET', '/ping');
		expect((await control('GET', '/requests')).json).toMatchObject({
			mailchimp: [{ path: '/3.0/ping', status: 200 }],
			refusedHosts: [],
		});
		expect((await control('POST', '/reset')).status).toBe(200);
		expect(world.mailchimp.requests).toEqual([]);
	});

	it.each([
		['/refersion/affiliates', { status: 'APPROVED' }],
		['/refersion/affiliates/1/status', { status: 'ACTIVE' }],
		['/refersion/webhooks', { url: 'https://hooks.example/' }],
		['/mailchimp/audiences', { mergeFields: [{ tag: 'X', type: 'email' }] }],
		['/mailchimp/audiences/nope/members', { email: 'x' }],
		['/faults', { service: 'shopify' }],
		['/faults', { fault: '500' }],
	])('answers 400 with a reason to %s %j', async (path, body) => {
		const { status, json } = await control('POST', path, body);
		expect(status).toBe(400);
		expect(json.error).toEqual(expect.any(String));
	});

	it('is closed to pages of other sites', async () => {
		const { status } = await control('POST', '/reset', undefined, {
			origin: 'https://evil.example',
		});
		expect(status).toBe(403);
		const local = await control('POST', '/reset', undefined, { origin: 'http://localhost:5678' });
		expect(local.status).toBe(200);
	});
});
