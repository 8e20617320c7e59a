import { createHmac } from 'node:crypto';
import { createWorld, phpJson, topicPresets, type World } from '../../emulators';
import { createReceiver, refersionClient, type Receiver } from './support';

describe('Refersion webhooks', () => {
	let world: World;
	let receiver: Receiver;

	beforeEach(async () => {
		world = createWorld();
		receiver = await createReceiver();
	});
	afterEach(() => receiver.close());

	const listen = (topics: 'all' | string[] = 'all'): void => {
		world.refersion.dashboard.createWebhook({ url: receiver.url, topics });
	};
	const topics = (): unknown[] =>
		receiver.received.map(({ headers }) => headers['refersion-topic']);
	const hmac = (body: string, secret: string): string =>
		createHmac('sha256', secret).update(Buffer.from(body, 'utf8')).digest('base64');

	it('signs the raw body: base64 HMAC-SHA256 with the secret as text', async () => {
		listen();
		world.refersion.addAffiliate({ id: 1, first_name: 'Zoë' });
		await world.refersion.settled();
		const [delivery] = receiver.received;
		const { webhookSigningSecret } = world.refersion.credentials;
		expect(delivery?.headers['refersion-signature']).toBe(
			hmac(delivery?.body ?? '', webhookSigningSecret),
		);
		expect(delivery?.headers['refersion-signature']).toHaveLength(44);
		expect(delivery?.headers['content-type']).toBe('application/json');
	});

	it('has the affiliate payload field by field, in the spelling of webhooks, without a link', async () => {
		listen();
		world.refersion.addAffiliate({
			id: 1,
			code: 'a3y7',
			status: 'ACTIVE',
			address1: '1 Main St',
			phone: '+1 555 0100',
			company: 'Co',
			custom_fields: [{ id: 12, label: 'Site', value: 'x' }],
		});
		await world.refersion.settled();
		expect(JSON.parse(receiver.received[0]?.body ?? '')).toEqual({
			id: 1,
			code: 'a3y7',
			status: 'ACTIVE',
			last_login: null,
			last_conversion: null,
			first_name: 'Bill',
			last_name: 'Smith',
			email: 'creator1@creators.example',
			paypal_email: '',
			company: 'Co',
			address_1: '1 Main St',
			address_2: '',
			city: '',
			state: '',
			zip: '',
			country: 'US',
			phone_number: '+1 555 0100',
			source: 'MERCHANT_PROFILE',
			custom_fields: [{ id: 12, name: 'Site', value: 'x' }],
			offer: { id: 1234, name: 'Standard Affiliate Commission' },
			is_marketplace_user: false,
		});
	});

	it.each([
		['php', '{"url":"https:\\/\\/shop.example\\/\\u00eb\\ud83d\\ude00"}'],
		['plain', '{"url":"https://shop.example/ë😀"}'],
	] as const)('webhookJson %s escapes slashes and unicode accordingly', (webhookJson, body) => {
		world.refersion.switches.webhookJson = webhookJson;
		const payload = { url: 'https://shop.example/ë😀' };
		const request = world.refersion.signedRequest('New Affiliate', payload);
		expect(request.body).toBe(body);
		expect(request.headers['Refersion-Signature']).toBe(
			hmac(body, world.refersion.credentials.webhookSigningSecret),
		);
		expect(JSON.parse(request.body)).toEqual(payload);
	});

	it('signs with another secret, other text or another topic for tests that forge', () => {
		const { body, headers } = world.refersion.signedRequest(
			'SOMETHING_NEW',
			{},
			{
				secret: 'other',
				body: 'not json',
			},
		);
		expect(body).toBe('not json');
		expect(headers).toEqual({
			'Content-Type': 'application/json',
			'Refersion-Topic': 'SOMETHING_NEW',
			'Refersion-Signature': hmac('not json', 'other'),
		});
	});

	it('leaves the topic out when it is told to', async () => {
		listen();
		world.refersion.addAffiliate();
		await world.refersion.settled();
		world.refersion.switches.webhookTopic = 'left-out';
		world.refersion.addAffiliate();
		await world.refersion.settled();
		expect(topics()).toEqual(['NEW_AFFILIATE', undefined]);
	});

	it('fires by what happens: created, approved, edited, whoever does it', async () => {
		listen();
		const call = refersionClient(world);
		world.refersion.addAffiliate({ id: 1 });
		await world.refersion.settled();
		await call('/affiliate/status_change', { ids: [1], status: 'ACTIVE' });
		await world.refersion.settled();
		await call('/affiliate/status_change', { ids: [1], status: 'ACTIVE' });
		await call('/affiliate/edit', { affiliates: [{ id: 1, city: 'Oslo' }] });
		await world.refersion.settled();
		await call('/affiliate/trigger', { affiliate_code: 'zz', type: 'COUPON', trigger: 'A' });
		expect(topics()).toEqual([
			'NEW_AFFILIATE',
			'AFFILIATE_STATUS_CHANGE',
			'AFFILIATE_DETAILS_CHANGE',
		]);
		expect(receiver.received.map(({ body }) => JSON.parse(body).status)).toEqual([
			'PENDING',
			'ACTIVE',
			'ACTIVE',
		]);
	});

	it('fires for conversions, payments, triggers and bonus tiers', async () => {
		listen();
		world.refersion.addAffiliate({ id: 1, status: 'ACTIVE' });
		const conversion = world.refersion.addConversion({ affiliateId: 1 });
		const denied = world.refersion.addConversion({ affiliateId: 1 });
		world.refersion.setConversionStatus(conversion.id, 'APPROVED');
		world.refersion.setConversionStatus(denied.id, 'DENIED');
		world.refersion.addPayment(1, [conversion.id]);
		world.refersion.addTrigger(1, 'COUPON', 'ann10');
		world.refersion.moveBonusTier(1);
		await world.refersion.settled();
		const bodies = new Map(
			receiver.received.map(({ headers, body }) => [headers['refersion-topic'], JSON.parse(body)]),
		);
		expect(new Set(bodies.keys())).toEqual(
			new Set([
				'NEW_AFFILIATE',
				'NEW_CONVERSION',
				'APPROVED_CONVERSION',
				'DENIED_CONVERSION',
				'NEW_PAYMENT',
				'NEW_CONVERSION_TRIGGER',
				'BONUS_TIER_MOVEMENT',
			]),
		);
		expect(bodies.get('APPROVED_CONVERSION')).toMatchObject({
			status: 'APPROVED',
			total_items: '1',
			total: '59.00',
			affiliate: { id: 1 },
		});
		expect(bodies.get('NEW_PAYMENT')).toMatchObject({
			data: { affiliates: { 1: { id: 1, payments: [{ total_conversions: 1 }] } } },
		});
		expect(bodies.get('NEW_CONVERSION_TRIGGER')).toMatchObject({
			affiliate_id: 1,
			trigger: 'ANN10',
			type: 'COUPON',
		});
		expect(bodies.get('BONUS_TIER_MOVEMENT')).toMatchObject({ id: 1, reward: { offer_id: 1234 } });
	});

	it.each([
		['new-only', ['NEW_AFFILIATE']],
		['both', ['NEW_AFFILIATE', 'AFFILIATE_STATUS_CHANGE']],
		['both-reversed', ['AFFILIATE_STATUS_CHANGE', 'NEW_AFFILIATE']],
	] as const)('autoApprovalEmits %s', async (autoApprovalEmits, expected) => {
		listen();
		world.refersion.switches.autoApprovalEmits = autoApprovalEmits;
		world.refersion.addAffiliate({ status: 'ACTIVE' });
		const sent = world.refersion.deliveries.map(({ headers }) => headers['Refersion-Topic']);
		expect(sent).toEqual(expected);
		await world.refersion.settled();
		expect(new Set(topics())).toEqual(new Set(expected));
	});

	it('delivers the chosen topics only, and nothing after removal', async () => {
		listen(['Affiliate Status Change', 'NEW_PAYMENT']);
		world.refersion.addAffiliate({ id: 1 });
		world.refersion.approve(1);
		world.refersion.dashboard.removeWebhooks();
		world.refersion.setStatus(1, 'DENIED');
		await world.refersion.settled();
		expect(topics()).toEqual(['AFFILIATE_STATUS_CHANGE']);
	});

	it.each(['asInDashboard', 'nounFirst'] as const)('topic spelling %s', async (preset) => {
		listen();
		world.refersion.topicLiterals = topicPresets[preset];
		world.refersion.addAffiliate({ id: 1 });
		world.refersion.editAffiliate(1, { city: 'Oslo' });
		await world.refersion.settled();
		expect(new Set(topics())).toEqual(
			new Set([topicPresets[preset]['New Affiliate'], 'AFFILIATE_DETAILS_CHANGE']),
		);
	});

	it.each([
		[0, [503]],
		[2, [503, 503, 200]],
	])('webhookRetries %i', async (webhookRetries, statuses) => {
		listen();
		Object.assign(world.refersion.switches, { webhookRetries, webhookRetryDelayMs: 1 });
		receiver.statuses.push(503, 503);
		world.refersion.addAffiliate();
		await world.refersion.settled();
		expect(world.refersion.deliveries.map(({ status }) => status)).toEqual(statuses);
		const bodies = new Set(receiver.received.map(({ body }) => body));
		expect(bodies.size).toBe(1);
	});

	it('webhooksInOrder: one at a time, the next after the answer', async () => {
		listen();
		Object.assign(world.refersion.switches, {
			webhooksInOrder: true,
			autoApprovalEmits: 'both-reversed',
		});
		for (let id = 1; id <= 5; id += 1) world.refersion.addAffiliate({ id, status: 'ACTIVE' });
		await world.refersion.settled();
		const ids = receiver.received.map(({ body }) => JSON.parse(body).id);
		expect(ids).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
		expect(topics().slice(0, 2)).toEqual(['AFFILIATE_STATUS_CHANGE', 'NEW_AFFILIATE']);
		for (const [index, { at }] of world.refersion.deliveries.entries()) {
			expect(at).toBeGreaterThanOrEqual(world.refersion.deliveries[index - 1]?.finishedAt ?? 0);
		}
	});

	it('notes a delivery that reached nobody', async () => {
		listen();
		await receiver.close();
		world.refersion.addAffiliate();
		await world.refersion.settled();
		expect(world.refersion.deliveries).toMatchObject([
			{ status: null, error: 'TypeError: fetch failed' },
		]);
	});

	it('never delivers off this machine, nor under an unknown topic', () => {
		const create = (url: string, topic: string) => () =>
			world.refersion.dashboard.createWebhook({ url, topics: [topic] });
		expect(create('https://hooks.example/x', 'New Affiliate')).toThrow('this machine only');
		expect(create('http://127.0.0.1.evil.example/', 'New Affiliate')).toThrow('this machine only');
		expect(create(receiver.url, 'Affiliate Approved')).toThrow('is no webhook topic');
	});

	it('escapes as PHP does', () => {
		expect(phpJson({ a: '/', b: 'é', c: '"\\' })).toBe(
			String.raw`{"a":"\/","b":"\u00e9","c":"\"\\"}`,
		);
	});
});
