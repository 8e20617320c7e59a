import { resetHub, startHub, type Hub } from './support/hub';
import { addAffiliates, requestCount, startPoller } from './support/poll';
import { callWebhook } from './support/webhook';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const approved = { events: ['affiliateApproved'] };

describe('Refersion Polling Trigger: affiliates', () => {
	it('goes by the status that an affiliate has when it is read in full', async () => {
		const [back, denied] = addAffiliates(hub, 2);
		const poller = startPoller(hub, { events: ['affiliateDeactivated', 'affiliateStatusChange'] });
		await poller.poll();
		hub.world.refersion.approve(back);
		hub.world.refersion.approve(denied);
		hub.world.faults.set('refersion', { latencyMs: 150 });
		const polling = poller.poll();
		while (requestCount(hub, '/v2/affiliate/get') < 2)
			await new Promise((resolve) => setTimeout(resolve, 5));
		hub.world.refersion.setStatus(back, 'PENDING');
		hub.world.refersion.setStatus(denied, 'DENIED');
		expect(await polling).toEqual([
			expect.objectContaining({ id: denied, status: 'DENIED', event: 'affiliateDeactivated' }),
		]);
		hub.world.faults.clear();
		expect(await poller.poll()).toBeNull();
		expect(poller.wasChanged()).toBe(false);
	});

	it('sees no event in a status that went and came back between two polls', async () => {
		const { id } = hub.world.refersion.addAffiliate({ status: 'ACTIVE' });
		const poller = startPoller(hub, { events: ['*'] });
		await poller.poll();
		hub.world.refersion.setStatus(id, 'DISABLED');
		hub.world.refersion.setStatus(id, 'ACTIVE');
		expect(await poller.poll()).toBeNull();
		expect(poller.wasChanged()).toBe(false);
	});

	it('tells two status changes when two polls saw them', async () => {
		const { id } = hub.world.refersion.addAffiliate({ status: 'ACTIVE' });
		const poller = startPoller(hub, { events: ['affiliateStatusChange'] });
		await poller.poll();
		hub.world.refersion.setStatus(id, 'DISABLED');
		const told = { id, event: 'affiliateStatusChange' };
		expect(await poller.poll()).toEqual([expect.objectContaining({ ...told, status: 'DISABLED' })]);
		hub.world.refersion.setStatus(id, 'ACTIVE');
		expect(await poller.poll()).toEqual([expect.objectContaining({ ...told, status: 'ACTIVE' })]);
	});

	it('names events as the webhook does', async () => {
		const [approve, deny] = addAffiliates(hub, 2);
		const poller = startPoller(hub, { events: ['*'] });
		await poller.poll();
		hub.world.refersion.approve(approve);
		hub.world.refersion.setStatus(deny, 'DENIED');
		const { id: pending } = hub.world.refersion.addAffiliate();
		const { id: active } = hub.world.refersion.addAffiliate({ status: 'ACTIVE' });
		expect((await poller.poll())?.map(({ id, event }) => [id, event])).toEqual([
			[approve, 'affiliateApproved'],
			[deny, 'affiliateDeactivated'],
			[pending, 'newAffiliate'],
			[active, 'affiliateApproved'],
		]);
	});

	it('tells changed details when they are asked for', async () => {
		const [id] = addAffiliates(hub, 2);
		const poller = startPoller(hub, { events: ['affiliateDetailsChange'] });
		await poller.poll();
		hub.world.refersion.editAffiliate(id, { last_name: 'Jones' });
		expect(await poller.poll()).toEqual([
			expect.objectContaining({ id, last_name: 'Jones', event: 'affiliateDetailsChange' }),
		]);
		hub.world.refersion.approve(id);
		expect(await poller.poll()).toBeNull();
	});

	it('remembers a change that nobody asked for without an event', async () => {
		const { id } = hub.world.refersion.addAffiliate({ status: 'ACTIVE' });
		const poller = startPoller(hub, approved);
		await poller.poll();
		hub.world.refersion.setStatus(id, 'DISABLED');
		expect(await poller.poll()).toBeNull();
		hub.world.refersion.approve(id);
		expect(await poller.poll()).toHaveLength(1);
	});

	it('gives the fields of an affiliate byte for byte as the webhook does', async () => {
		const { id } = hub.world.refersion.addAffiliate({
			first_name: ' Zoë ',
			last_name: "O'Neil/Smith",
			company: 'Bill & Co "GmbH"',
			phone: '+49 30 123',
			custom_fields: [
				{ id: 5, label: 'Site', value: 'https://linktr.ee/zoë' },
				{ id: 6, label: 'Ünïcode 🎉', value: '' },
			],
		});
		const poller = startPoller(hub, approved);
		await poller.poll();
		hub.world.refersion.approve(id);
		const [polled] = (await poller.poll()) ?? [];

		const payload = hub.world.refersion.affiliatePayload(id);
		const request = hub.world.refersion.signedRequest('Affiliate Status Change', payload);
		const headers = Object.fromEntries(
			Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
		);
		const { returned } = await callWebhook(hub.engine, approved, hub.credentials, {
			body: request.body,
			headers,
		});
		const pushed = returned.workflowData?.[0][0].json ?? {};

		const shared = Object.keys(polled).filter((name) => name in pushed);
		for (const name of shared) {
			expect([name, JSON.stringify(polled[name])]).toEqual([name, JSON.stringify(pushed[name])]);
		}
		expect(shared.sort()).toEqual(
			[
				'code',
				'company_name',
				'custom_fields',
				'email',
				'event',
				'first_name',
				'id',
				'last_name',
				'offer_id',
				'status',
			].sort(),
		);
		expect(Object.keys(polled).filter((name) => !shared.includes(name))).toEqual(['link']);
	});
});
