import { createHmac } from 'node:crypto';
import { resetHub, startHub, type Hub } from './support/hub';
import { startPoller } from './support/poll';
import { callHook, callWebhook } from './support/webhook';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

describe('Refersion Polling Trigger: what is not clearly meant', () => {
	it.each([
		[{ events: ['affiliateaproved'] }, 'Events is none of its choices: "affiliateaproved"'],
		[{ events: [] }, 'Events is empty'],
		// Refersion has no list of triggers, so that polling would never see one.
		[{ events: ['newConversionTrigger'] }, 'Events is none of its choices: "newConversionTrigger"'],
		[
			{ events: ['*'], options: { emitExisting: '={{ "maybe" }}' } },
			'Emit Existing on First Run is neither on nor off: "maybe"',
		],
	])('%j is an error, in a manual run too, and nothing is read', async (parameters, what) => {
		const poller = startPoller(hub, parameters);
		for (const run of [poller.poll(), poller.sample()]) {
			await expect(run).rejects.toMatchObject({
				message: `The parameter ${what}`,
				type: 'invalid_input',
				description: expect.any(String),
			});
		}
		expect(hub.world.refersion.requests).toEqual([]);
		expect(poller.inMemory()).toEqual({});
	});

	it('Emit Existing as "yes" gives out who is there', async () => {
		hub.world.refersion.addAffiliate({ status: 'ACTIVE' });
		const options = { emitExisting: '={{ "Yes" }}' };
		expect(await startPoller(hub, { events: ['affiliateApproved'], options }).poll()).toHaveLength(
			1,
		);
	});
});

describe('Refersion Trigger: events', () => {
	const body = JSON.stringify({ id: 7, code: 'a3y7', status: 'ACTIVE', email: 'b@shop-mail.com' });
	const call = async (events: string[]) => {
		const { webhookSigningSecret } = hub.world.refersion.credentials;
		const signature = createHmac('sha256', webhookSigningSecret).update(body).digest('base64');
		const headers = { 'refersion-topic': 'NEW_AFFILIATE', 'refersion-signature': signature };
		return await callWebhook(hub.engine, { events }, hub.credentials, { body, headers });
	};

	it.each([
		[['affiliateaproved'], 'Events is none of its choices: "affiliateaproved"'],
		[[], 'Events is empty'],
	])('%j is an error, not an approval that is dropped without a word', async (events, what) => {
		const error = { message: `The parameter ${what}`, type: 'invalid_input' };
		await expect(call(events)).rejects.toMatchObject(error);
	});

	it('are found in any case', async () => {
		const { returned } = await call(['AffiliateApproved']);
		expect(returned.workflowData?.[0]).toMatchObject([{ json: { event: 'affiliateApproved' } }]);
	});

	it('are looked at when the workflow is activated', async () => {
		const activate = async (events: string[]) =>
			await callHook(hub.engine, 'checkExists', hub.credentials, events);
		expect(await activate(['newPayment'])).toBe(true);
		await expect(activate(['payment'])).rejects.toThrow(
			'The parameter Events is none of its choices',
		);
	});
});
