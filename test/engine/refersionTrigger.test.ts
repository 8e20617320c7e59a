import { createHmac } from 'node:crypto';
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
		});
	});

	it.each([
		['a forged signature', 'NEW_AFFILIATE', approved, sign('other'), 401],
		['no signature', 'NEW_AFFILIATE', approved, '', 401],
		['a changed body', 'NEW_AFFILIATE', approved.replace('7', '8'), sign(approved), 401],
		['no topic', undefined, approved, sign(approved), 400],
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
			message: 'The Refersion credential has no Webhook Signing Secret',
			description: expect.stringContaining('Account > Settings > Webhooks'),
		});
		await expect(callHook(engine, 'create', withoutSecret)).rejects.toThrow('Signing Secret');
	});

	it('has nothing to create in or to delete from Refersion', async () => {
		expect(await callHook(engine, 'checkExists', credentials)).toBe(true);
		expect(await callHook(engine, 'create', credentials)).toBe(true);
		expect(await callHook(engine, 'delete', withoutSecret)).toBe(true);
	});
});
