import { resetHub, startHub, type Hub } from './support/hub';
import { startPoller } from './support/poll';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const paths = () => hub.world.refersion.requests.map(({ path }) => path);

describe('Refersion Polling Trigger: conversions and payments', () => {
	const DAY = 86_400_000;
	const ago = (ms: number) => new Date(Date.now() - ms);

	it('tells what happened since the last poll, once', async () => {
		const { id: affiliateId } = hub.world.refersion.addAffiliate({ status: 'ACTIVE' });
		const old = hub.world.refersion.addConversion({ affiliateId, created: ago(20 * DAY) });
		const poller = startPoller(hub, { events: ['*'] });
		expect(await poller.poll()).toBeNull();

		const fresh = hub.world.refersion.addConversion({ affiliateId, couponCode: 'TEN' });
		hub.world.refersion.setConversionStatus(old.id, 'APPROVED');
		const payment = hub.world.refersion.addPayment(affiliateId, [old.id]);
		const items = await poller.poll();
		expect(items?.map(({ event, id }) => [event, id])).toEqual([
			['newConversion', fresh.id],
			['conversionApproved', old.id],
			['newPayment', payment.id],
		]);
		expect(await poller.poll()).toBeNull();
		expect(poller.wasChanged()).toBe(false);

		hub.world.refersion.setConversionStatus(fresh.id, 'DENIED');
		expect(await poller.poll()).toEqual([
			expect.objectContaining({ event: 'conversionDenied', id: fresh.id, status: 'DENIED' }),
		]);
	});

	it('gives a conversion flat, as the webhook and Get Many do', async () => {
		const owner = hub.world.refersion.addAffiliate({ status: 'ACTIVE' });
		const poller = startPoller(hub, { events: ['newConversion'] });
		await poller.poll();
		const { id } = hub.world.refersion.addConversion({ affiliateId: owner.id, couponCode: 'TEN' });
		const [polled] = (await poller.poll()) ?? [];
		const { created } = hub.world.refersion.conversions()[0];
		expect(polled).toEqual({
			id,
			created: new Date(Math.floor(created.getTime() / 1_000) * 1_000).toISOString(),
			status: 'PENDING',
			total: 59,
			commission_total: 5.9,
			currency: 'USD',
			payment_status: 'UNPAID',
			affiliate_id: owner.id,
			affiliate_code: owner.code,
			affiliate_first_name: 'Bill',
			affiliate_name: 'Bill Smith',
			affiliate_email: owner.email,
			payment_id: null,
			paid_at: null,
			coupon_code: 'TEN',
			subscription_id: null,
			shop_name: 'Demo Shop',
			event: 'newConversion',
		});
		expect(paths()).not.toContain('/v2/affiliate/list');
	});

	it('finds the same news again when n8n was killed before they were stored', async () => {
		const { id: affiliateId } = hub.world.refersion.addAffiliate({ status: 'ACTIVE' });
		const poller = startPoller(hub, { events: ['newConversion'] });
		await poller.poll();
		for (let index = 0; index < 450; index++) hub.world.refersion.addConversion({ affiliateId });
		poller.loseNext();
		expect(await poller.poll()).toBeNull();
		expect(await poller.poll()).toHaveLength(450);
		expect(await poller.poll()).toBeNull();
	});

	it('gives out the last 30 days on its first run when asked to', async () => {
		const { id: affiliateId } = hub.world.refersion.addAffiliate({ status: 'ACTIVE' });
		const status = 'APPROVED';
		hub.world.refersion.addConversion({ affiliateId, status, created: ago(31 * DAY) });
		const recent = hub.world.refersion.addConversion({
			affiliateId,
			status,
			created: ago(29 * DAY),
		});
		const poller = startPoller(hub, {
			events: ['conversionApproved'],
			options: { emitExisting: true },
		});
		expect((await poller.poll())?.map(({ id }) => id)).toEqual([recent.id]);
	});

	it.each([['*'], ['newPayment'], ['conversionApproved']])(
		'says where to get the token that %s needs, and starts nothing',
		async (event) => {
			hub.credentials.refersionApi.graphqlToken = '';
			const poller = startPoller(hub, { events: [event] });
			const expected = {
				message: 'The Refersion credential has no GraphQL Token',
				description: expect.stringContaining('Account > Settings > Refersion API > GraphQL'),
			};
			await expect(poller.poll()).rejects.toMatchObject(expected);
			await expect(poller.sample()).rejects.toMatchObject(expected);
			expect(hub.world.refersion.requests).toEqual([]);
			expect(poller.wasChanged()).toBe(false);
		},
	);

	it('gives out once what two polls find that are under way at the same time', async () => {
		const { id: affiliateId } = hub.world.refersion.addAffiliate({ status: 'ACTIVE' });
		const poller = startPoller(hub, { events: ['newConversion'] });
		await poller.poll();
		const { id } = hub.world.refersion.addConversion({ affiliateId });
		const both = await Promise.all([poller.poll(), poller.poll()]);
		expect(both.flatMap((items) => items ?? []).map((item) => item.id)).toEqual([id]);
		expect(await poller.poll()).toBeNull();
	});

	it('shows the newest as samples and remembers nothing', async () => {
		const { id: affiliateId } = hub.world.refersion.addAffiliate({ status: 'ACTIVE' });
		const ids = [5, 1, 3, 4, 2].map(
			(days) => hub.world.refersion.addConversion({ affiliateId, created: ago(days * DAY) }).id,
		);
		const poller = startPoller(hub, { events: ['newConversion'] });
		const items = await poller.sample();
		expect(items?.map(({ id }) => id)).toEqual([ids[1], ids[4], ids[2]]);
		expect(poller.wasChanged()).toBe(false);
		expect(poller.inMemory()).toEqual({});
	});
});
