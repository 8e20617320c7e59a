import type { IDataObject } from 'n8n-workflow';
import { topicPresets } from '../emulators';
import { resetHub, startHub, type Hub } from './support/hub';
import { callWebhook } from './support/webhook';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	hub.world.refersion.dashboard.createWebhook({ url: 'http://127.0.0.1:1/', topics: 'all' });
});
afterAll(async () => await hub.close());

/** What the trigger makes of all webhooks since the last call, in the order in which they were sent. */
async function items(options: { timeZone?: string } = {}): Promise<IDataObject[]> {
	const { refersion } = hub.world;
	await refersion.settled();
	const all: IDataObject[] = [];
	for (const { body, headers } of refersion.deliveries.splice(0)) {
		const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
		const call = { body, headers: Object.fromEntries(lower) };
		const parameters = { events: ['*'], options };
		const { returned } = await callWebhook(hub.engine, parameters, hub.credentials, call);
		all.push(...(returned.workflowData?.[0] ?? []).map(({ json }) => json));
	}
	return all;
}

/** Everything that Refersion can tell, about one affiliate. */
function live(): { conversionId: number } {
	const { refersion } = hub.world;
	const { id } = refersion.addAffiliate();
	refersion.approve(id);
	refersion.editAffiliate(id, { city: 'Oslo' });
	const created = new Date('2026-05-01T12:00:00Z');
	const sale = { affiliateId: id, created, total: 1_250, commission: 1_024.5 };
	const [good, bad] = [refersion.addConversion(sale), refersion.addConversion(sale)];
	refersion.setConversionStatus(good.id, 'APPROVED');
	refersion.setConversionStatus(bad.id, 'DENIED');
	refersion.addPayment(id, [good.id]);
	refersion.moveBonusTier(id, { milestone_reached: 'Gold' });
	refersion.addTrigger(id, 'COUPON', 'ann10');
	refersion.setStatus(id, 'DISABLED');
	return { conversionId: good.id };
}

const EVENTS = [
	'newAffiliate',
	'affiliateApproved',
	'affiliateDetailsChange',
	'newConversion',
	'newConversion',
	'conversionApproved',
	'conversionDenied',
	'newPayment',
	'bonusTierMovement',
	'newConversionTrigger',
	'affiliateDeactivated',
];

describe('Refersion Trigger: whatever the topics are called', () => {
	it.each(Object.entries(topicPresets))('tells all events apart (%s)', async (_name, literals) => {
		hub.world.refersion.topicLiterals = literals;
		live();
		expect((await items()).map(({ event }) => event).sort()).toEqual([...EVENTS].sort());
	});
});

describe('Refersion Trigger: whatever form webhooks have', () => {
	it.each(['text', 'separated', 'number'] as const)('amounts as %s', async (webhookAmounts) => {
		hub.world.refersion.switches.webhookAmounts = webhookAmounts;
		const { conversionId } = live();
		const all = await items();
		expect(all.find(({ event }) => event === 'conversionApproved')).toMatchObject({
			id: conversionId,
			total: 1_250,
			commission_total: 1_024.5,
			currency: 'USD',
		});
		expect(all.find(({ event }) => event === 'newPayment')).toMatchObject({
			commission_total: 1_024.5,
			currency: 'USD',
		});
	});

	it.each(['UTC', 'America/New_York', 'Asia/Kolkata'])('times of %s', async (timeZone) => {
		hub.world.refersion.switches.webhookTimeZone = timeZone;
		live();
		expect(
			(await items({ timeZone })).find(({ event }) => event === 'conversionApproved'),
		).toMatchObject({ created: '2026-05-01T12:00:00.000Z' });
	});

	it.each(['in-affiliate', 'beside-affiliates'] as const)('payments %s', async (place) => {
		hub.world.refersion.switches.webhookPayments = place;
		live();
		const [affiliate] = hub.world.refersion.affiliates();
		expect((await items()).filter(({ event }) => event === 'newPayment')).toMatchObject([
			{
				id: expect.any(Number),
				total_conversions: 1,
				payment_method: 'MANUAL',
				affiliate_id: affiliate.id,
				affiliate_email: affiliate.email,
			},
		]);
	});
});
