import { resetHub, startHub, type Hub } from './support/hub';
import { startPoller } from './support/poll';
import { callWebhook } from './support/webhook';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const addMany = (count: number) =>
	Array.from({ length: count }, () => hub.world.refersion.addAffiliate().id);

const paths = () => hub.world.refersion.requests.map(({ path }) => path);
const count = (path: string) => paths().filter((each) => each === path).length;
const approved = { events: ['affiliateApproved'] };

describe('Refersion Polling Trigger: affiliates', () => {
	it('gives out exactly the 100 of 10,000 that were approved between two polls', async () => {
		const ids = addMany(10_000);
		const poller = startPoller(hub, approved);
		expect(await poller.poll()).toBeNull();
		expect(poller.wasChanged()).toBe(true);
		expect(count('/v2/affiliate/list')).toBe(100);
		expect(count('/v2/affiliate/get')).toBe(0);

		const chosen = ids.filter((_id, index) => index % 100 === 7);
		for (const id of chosen) hub.world.refersion.approve(id);
		hub.world.refersion.clearRequests();
		const items = await poller.poll();
		expect(items).toHaveLength(100);
		expect(items?.map(({ id }) => id)).toEqual(chosen);
		expect(items?.map(({ link }) => link)).toEqual(
			chosen.map((id) => hub.world.refersion.linkOf(id)),
		);
		expect(new Set(items?.map(({ event }) => event))).toEqual(new Set(['affiliateApproved']));
		expect(count('/v2/affiliate/list')).toBe(100);
		expect(count('/v2/affiliate/get')).toBe(100);

		expect(await poller.poll()).toBeNull();
		expect(poller.wasChanged()).toBe(false);
	}, 60_000);

	it('never has more than four requests under way', async () => {
		addMany(1_000).forEach((id, index) => {
			if (index % 50 === 0) hub.world.refersion.approve(id);
		});
		hub.world.faults.set('refersion', { latencyMs: 10 });
		await startPoller(hub, { ...approved, options: { emitExisting: true } }).poll();
		const spans = hub.world.refersion.requests;
		const most = Math.max(
			...spans.map(({ startedAt }) => {
				const isOpen = (other: (typeof spans)[0]) =>
					other.startedAt <= startedAt && (other.finishedAt ?? Infinity) > startedAt;
				return spans.filter(isOpen).length;
			}),
		);
		expect(most).toBeGreaterThan(1);
		expect(most).toBeLessThanOrEqual(4);
	});

	it('changes nothing when nothing changed, whatever the order of the list', async () => {
		addMany(250);
		const poller = startPoller(hub, { events: ['affiliateApproved', 'affiliateDetailsChange'] });
		await poller.poll();
		hub.world.refersion.switches.listOrder = 'shuffled';
		expect(await poller.poll()).toBeNull();
		expect(poller.wasChanged()).toBe(false);
	});

	it('loses nothing when n8n is killed between two polls, or after a poll before its items are stored', async () => {
		const [first, second] = addMany(3);
		const poller = startPoller(hub, approved);
		await poller.poll();
		hub.world.refersion.approve(first);
		poller.kill();
		expect((await poller.poll())?.map(({ id }) => id)).toEqual([first]);
		hub.world.refersion.approve(second);
		poller.loseNext();
		expect(await poller.poll()).toBeNull();
		expect((await poller.poll())?.map(({ id }) => id)).toEqual([second]);
		expect(await poller.poll()).toBeNull();
	});

	it.each(['/v2/affiliate/list', '/v2/affiliate/get'])(
		'keeps its state when %s fails, and finds the same news with the next poll',
		async (path) => {
			const ids = addMany(120);
			const poller = startPoller(hub, approved);
			await poller.poll();
			ids.slice(0, 60).forEach((id) => hub.world.refersion.approve(id));
			const before = poller.inMemory();
			hub.world.faults.failNext({ service: 'refersion', path, fault: '403-no-body', after: 1 });
			await expect(poller.poll()).rejects.toThrow('not understood (403)');
			expect(poller.wasChanged()).toBe(false);
			expect(poller.inMemory()).toEqual(before);
			expect(await poller.poll()).toHaveLength(60);
		},
	);

	it('gives out what it has time for, and the rest with later polls, each once', async () => {
		const ids = addMany(150);
		const poller = startPoller(hub, approved, 200);
		await poller.poll();
		ids.forEach((id) => hub.world.refersion.approve(id));
		hub.world.faults.set('refersion', { latencyMs: 15 });
		const told: unknown[] = [];
		let polls = 0;
		for (let items = await poller.poll(); items; items = await poller.poll()) {
			polls += 1;
			told.push(...items.map(({ id }) => id));
		}
		expect(told).toEqual(ids);
		expect(polls).toBeGreaterThan(1);
	});

	it('gives out once what two polls find that are under way at the same time', async () => {
		const [first, second, third] = addMany(120);
		const poller = startPoller(hub, approved);
		await Promise.all([poller.poll(), poller.poll()]);
		hub.world.refersion.approve(first);
		hub.world.refersion.approve(second);
		const both = await Promise.all([poller.poll(), poller.poll()]);
		expect(both.flatMap((items) => items ?? []).map(({ id }) => id)).toEqual([first, second]);
		hub.world.refersion.approve(third);
		expect((await poller.poll())?.map(({ id }) => id)).toEqual([third]);
		expect(await poller.poll()).toBeNull();
	});

	it('goes by the status that an affiliate has when it is read in full', async () => {
		const [back, denied] = addMany(2);
		const poller = startPoller(hub, { events: ['affiliateDeactivated', 'affiliateStatusChange'] });
		await poller.poll();
		hub.world.refersion.approve(back);
		hub.world.refersion.approve(denied);
		hub.world.faults.set('refersion', { latencyMs: 150 });
		const polling = poller.poll();
		while (count('/v2/affiliate/get') < 2) await new Promise((resolve) => setTimeout(resolve, 5));
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
		const [approve, deny] = addMany(2);
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
		const [id] = addMany(2);
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

	it('gives out those that are there on its first run when asked to', async () => {
		const ids = addMany(3);
		hub.world.refersion.approve(ids[1]);
		const poller = startPoller(hub, { ...approved, options: { emitExisting: true } });
		expect((await poller.poll())?.map(({ id }) => id)).toEqual([ids[1]]);
		expect(await poller.poll()).toBeNull();
	});

	it('starts afresh with another account instead of taking everyone in it for new', async () => {
		addMany(3);
		const poller = startPoller(hub, { events: ['newAffiliate'] });
		await poller.poll();
		const codes = JSON.stringify(poller.saved());
		const { credentials } = hub.world.refersion;
		resetHub(hub);
		expect(hub.world.refersion.credentials).toEqual(credentials);
		['x1', 'x2'].forEach((code) => hub.world.refersion.addAffiliate({ code, status: 'ACTIVE' }));
		expect(await poller.poll()).toBeNull();
		expect(JSON.stringify(poller.saved())).not.toEqual(codes);
		hub.world.refersion.addAffiliate({ code: 'x3' });
		expect((await poller.poll())?.map(({ code }) => code)).toEqual(['x3']);
	});

	it('shows samples in a manual run and remembers nothing', async () => {
		addMany(5).forEach((id) => hub.world.refersion.approve(id));
		const poller = startPoller(hub, approved);
		const items = await poller.sample();
		expect(items).toHaveLength(3);
		expect(items?.[0]).toMatchObject({ event: 'affiliateApproved', link: expect.any(String) });
		expect(poller.wasChanged()).toBe(false);
		expect(poller.inMemory()).toEqual({});
		expect(await poller.poll()).toBeNull();
		const next = hub.world.refersion.addAffiliate({ status: 'ACTIVE' });
		await poller.sample();
		expect((await poller.poll())?.map(({ id }) => id)).toEqual([next.id]);
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
			['conversionApproved', old.id],
			['newConversion', fresh.id],
			['newPayment', payment.id],
		]);
		expect(await poller.poll()).toBeNull();
		expect(poller.wasChanged()).toBe(false);

		hub.world.refersion.setConversionStatus(fresh.id, 'DENIED');
		expect(await poller.poll()).toEqual([
			expect.objectContaining({ event: 'conversionDenied', id: fresh.id, status: 'DENIED' }),
		]);
	});

	it('spells a conversion as the webhook does, as far as GraphQL has the fields', async () => {
		const owner = hub.world.refersion.addAffiliate({ status: 'ACTIVE' });
		const poller = startPoller(hub, { events: ['newConversion'] });
		await poller.poll();
		const { id } = hub.world.refersion.addConversion({ affiliateId: owner.id, couponCode: 'TEN' });
		const [polled] = (await poller.poll()) ?? [];
		const { created } = hub.world.refersion.conversions()[0];
		expect(polled).toEqual({
			id,
			created: created.toISOString().slice(0, 19).replace('T', ' '),
			status: 'PENDING',
			total: '59.00',
			commission_total: '5.90',
			currency: 'USD',
			payment_status: 'UNPAID',
			affiliate: {
				id: owner.id,
				code: owner.code,
				first_name: 'Bill',
				name: 'Bill Smith',
				email: owner.email,
			},
			payment_id: null,
			coupon_code: 'TEN',
			subscription_id: null,
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

	it('looks back no further than told, and on its first run gives out what is there when asked to', async () => {
		const { id: affiliateId } = hub.world.refersion.addAffiliate({ status: 'ACTIVE' });
		const status = 'APPROVED';
		hub.world.refersion.addConversion({ affiliateId, status, created: ago(8 * DAY) });
		const recent = hub.world.refersion.addConversion({
			affiliateId,
			status,
			created: ago(2 * DAY),
		});
		const poller = startPoller(hub, {
			events: ['conversionApproved'],
			options: { emitExisting: true, lookBackDays: 7 },
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
