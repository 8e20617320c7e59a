import { createHash, createHmac } from 'node:crypto';
import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { loadEngine, type Engine } from './support/engine';
import { callHook, callWebhook } from './support/webhook';

const SECRET = 'whsec_for_tests';
const credentials = {
	refersionApi: { publicKey: 'pub_1', secretKey: 'sec_1', webhookSigningSecret: SECRET },
};
const withoutSecret = { refersionApi: { publicKey: 'pub_1', secretKey: 'sec_1' } };

const approved = JSON.stringify({
	id: 7,
	code: 'a3y7',
	status: 'ACTIVE',
	email: 'bill@shop-mail.com',
	offer: { id: 12, name: 'Standard' },
	custom_fields: [],
}).replaceAll('/', '\\/');

const hashOf = (body: string) => createHash('sha256').update(body).digest('hex');
const sign = (body: string) => createHmac('sha256', SECRET).update(body).digest('base64');

let engine: Engine;
beforeAll(async () => {
	engine = await loadEngine();
});

const call = async (
	events: string[],
	topic: string | undefined,
	body = approved,
	signature: string | undefined = sign(body),
	data: Record<string, object> = credentials,
) =>
	await callWebhook(engine, { events }, data as typeof credentials, {
		body,
		headers: { 'refersion-topic': topic, 'refersion-signature': signature },
	});

describe('Refersion Trigger on the engine', () => {
	it('turns a genuine approval into one item', async () => {
		const { returned, status } = await call(['affiliateApproved'], 'AFFILIATE_STATUS_CHANGE');
		expect(status).toBeUndefined();
		expect(returned.workflowData?.[0].map((item) => item.json)).toEqual([
			{
				id: 7,
				code: 'a3y7',
				status: 'ACTIVE',
				email: 'bill@shop-mail.com',
				offer_id: '12',
				offer_name: 'Standard',
				custom_fields: {},
				event: 'affiliateApproved',
				topic: 'AFFILIATE_STATUS_CHANGE',
				body_hash: hashOf(approved),
			},
		]);
	});

	it('answers an event nobody asked for without a run', async () => {
		const { returned, status } = await call(['newPayment'], 'AFFILIATE_STATUS_CHANGE');
		expect(returned.workflowData).toBeUndefined();
		expect(returned.webhookResponse).toBeDefined();
		expect(status).toBeUndefined();
	});

	it('gives out topics it does not know when all are asked for', async () => {
		const body = JSON.stringify({ something: 'new' });
		const { returned } = await call(['*'], 'BRAND_NEW_TOPIC', body);
		expect(returned.workflowData?.[0][0].json).toEqual({
			something: 'new',
			event: 'unknown',
			topic: 'BRAND_NEW_TOPIC',
			body_hash: hashOf(body),
		});
	});

	it.each([
		['an affiliate who is active', approved, 'affiliateApproved'],
		['an affiliate who waits', approved.replace('ACTIVE', 'PENDING'), 'unknown'],
		[
			'a conversion',
			JSON.stringify({ order_id: 1, commission_total: 1, status: 'DENIED' }),
			'conversionDenied',
		],
		['a payment', JSON.stringify({ payment_total: 1 }), 'newPayment'],
		['a coupon', JSON.stringify({ trigger: 'X', affiliate_id: 1 }), 'newConversionTrigger'],
		['something else', JSON.stringify({ something: 'new' }), 'unknown'],
	])('goes by the body where there is no topic: %s', async (_what, body, event) => {
		for (const topic of [undefined, ' ']) {
			const { returned, status } = await call(['*'], topic, body);
			expect(status).toBeUndefined();
			expect(returned.workflowData?.[0][0].json).toMatchObject({ event, topic: '' });
		}
	});

	it('says in the log that a topic is missing, once it knows that the webhook is genuine', async () => {
		const warn = jest.spyOn(Container.get(Logger), 'warn').mockImplementation();
		await call(['*'], undefined);
		await call(['*'], 'NEW_AFFILIATE');
		await call(['*'], undefined, approved, 'forged');
		const lines = warn.mock.calls.map(([line]) => line);
		warn.mockRestore();
		expect(lines).toEqual([
			expect.stringContaining('came without the Refersion-Topic header'),
			expect.stringContaining('refused a webhook: The signature is missing or wrong'),
		]);
	});

	it('takes a payment run above 1 MB, and gives an item for each payment', async () => {
		const people = Array.from({ length: 4_000 }, (_value, index) => ({
			id: index + 1,
			first_name: 'Bill',
			last_name: 'Smith',
			email: `creator${index}@creator-mail.com`,
			payments: [
				{
					id: index + 5_000,
					created: '2026-05-01 12:00:00',
					commission_total: '4.50',
					note: '-'.repeat(100),
				},
			],
		}));
		const affiliates = Object.fromEntries(people.map((person) => [person.id, person]));
		const body = JSON.stringify({ data: { affiliates } });
		expect(body.length).toBeGreaterThan(1_000_000);
		const { returned } = await call(['newPayment'], 'NEW_PAYMENT', body);
		const items = (returned.workflowData?.[0] ?? []).map(({ json }) => json);
		expect(items).toHaveLength(4_000);
		expect(items[3_999]).toMatchObject({
			id: 8_999,
			affiliate_id: 4_000,
			commission_total: 4.5,
			created: '2026-05-01T12:00:00.000Z',
			event: 'newPayment',
			body_hash: `${hashOf(body)}-4000`,
		});
		// What drops doubled values must keep each of them.
		expect(new Set(items.map(({ body_hash }) => body_hash)).size).toBe(4_000);
	});

	it('gives a repeated delivery the same hash, and another body another one', async () => {
		const hash = async (body: string, topic = 'NEW_AFFILIATE') =>
			(await call(['*'], topic, body)).returned.workflowData?.[0][0].json.body_hash;
		expect(await hash(approved)).toBe(await hash(approved, 'AFFILIATE_STATUS_CHANGE'));
		expect(await hash(approved)).not.toBe(await hash(approved.replace('"id":7', '"id":8')));
	});

	it('reads times in the time zone of its option, and refuses one that there is not', async () => {
		const body = JSON.stringify({
			created: '2026-05-01 08:00:00',
			commission_total: 1,
			order_id: 1,
		});
		const webhook = {
			body,
			headers: { 'refersion-topic': 'X', 'refersion-signature': sign(body) },
		};
		const inZone = async (timeZone: string) =>
			await callWebhook(engine, { events: ['*'], options: { timeZone } }, credentials, webhook);
		const { returned } = await inZone('America/New_York');
		expect(returned.workflowData?.[0][0].json.created).toBe('2026-05-01T12:00:00.000Z');
		await expect(inZone('New York')).rejects.toThrow('Refersion Time Zone is no time zone');
	});

	it.each([
		['a forged signature', 'NEW_AFFILIATE', approved, sign('other'), 401],
		['no signature', 'NEW_AFFILIATE', approved, '', 401],
		['a changed body', 'NEW_AFFILIATE', approved.replace('7', '8'), sign(approved), 401],
		['no topic and a forged signature', undefined, approved, sign('other'), 401],
		['no JSON', 'NEW_AFFILIATE', 'hello', sign('hello'), 400],
	])('refuses %s without a run', async (_what, topic, body, signature, expected) => {
		const result = await call(['*'], topic, body, signature);
		expect(result.status).toBe(expected);
		expect(result.returned).toEqual({ noWebhookResponse: true });
	});

	it('refuses everything when the credential has lost its signing secret', async () => {
		const signature = createHmac('sha256', '').update(approved).digest('base64');
		const result = await call(['*'], 'NEW_AFFILIATE', approved, signature, withoutSecret);
		expect(result.status).toBe(401);
		expect(result.returned.workflowData).toBeUndefined();
	});

	it('is not activated without a signing secret, and says where to find it', async () => {
		await expect(callHook(engine, 'checkExists', withoutSecret)).rejects.toMatchObject({
			message: expect.stringMatching(
				/^The Refersion credential has no Webhook Signing Secret\. In Refersion, open Account > Settings > Webhooks, .*paste it into the credential$/,
			),
			description: expect.stringContaining('forged webhooks'),
		});
		await expect(callHook(engine, 'create', withoutSecret)).rejects.toThrow('Signing Secret');
	});

	it('has nothing to create in or to delete from Refersion', async () => {
		expect(await callHook(engine, 'checkExists', credentials)).toBe(true);
		expect(await callHook(engine, 'create', credentials)).toBe(true);
		expect(await callHook(engine, 'delete', withoutSecret)).toBe(true);
	});
});
