import { resetHub, startHub, type Hub } from './support/hub';
import { addAffiliates, requestCount, startPoller } from './support/poll';
import { skipSockets } from './support/withoutSockets';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());
skipSockets(() => hub.world);

const approved = { events: ['affiliateApproved'] };

const inOrder = (ids: unknown[]) => ids.map(Number).sort((one, other) => one - other);

describe('Refersion Polling Trigger: affiliates', () => {
	it('gives out exactly the 100 of 10,000 that were approved between two polls', async () => {
		const ids = addAffiliates(hub, 10_000);
		const poller = startPoller(hub, approved);
		expect(await poller.poll()).toBeNull();
		expect(poller.wasChanged()).toBe(true);
		expect(requestCount(hub, '/v2/affiliate/list')).toBe(100);
		expect(requestCount(hub, '/v2/affiliate/get')).toBe(0);

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
		expect(requestCount(hub, '/v2/affiliate/list')).toBe(100);
		expect(requestCount(hub, '/v2/affiliate/get')).toBe(100);

		expect(await poller.poll()).toBeNull();
		expect(poller.wasChanged()).toBe(false);
	}, 60_000);

	it('never has more than four requests under way', async () => {
		addAffiliates(hub, 1_000).forEach((id, index) => {
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
		addAffiliates(hub, 250);
		const poller = startPoller(hub, { events: ['affiliateApproved', 'affiliateDetailsChange'] });
		await poller.poll();
		hub.world.refersion.switches.listOrder = 'shuffled';
		expect(await poller.poll()).toBeNull();
		expect(poller.wasChanged()).toBe(false);
	});

	it('loses nothing when n8n is killed between two polls, or after a poll before its items are stored', async () => {
		const [first, second] = addAffiliates(hub, 3);
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
		'gives out what it had when %s fails, and the rest with the next poll',
		async (path) => {
			const ids = addAffiliates(hub, 120);
			const poller = startPoller(hub, approved);
			await poller.poll();
			ids.slice(60).forEach((id) => hub.world.refersion.approve(id));
			hub.world.faults.failNext({ service: 'refersion', path, fault: '403-no-body', after: 1 });
			const first = (await poller.poll()) ?? [];
			expect(first.length).toBeGreaterThan(0);
			expect(first.length).toBeLessThan(60);
			const rest = (await poller.poll()) ?? [];
			expect(inOrder([...first, ...rest].map(({ id }) => id))).toEqual(ids.slice(60));
			expect(await poller.poll()).toBeNull();
		},
	);

	it('fails and changes nothing when it had nothing, and finds the same news with the next poll', async () => {
		const [first] = addAffiliates(hub, 3);
		const poller = startPoller(hub, approved);
		await poller.poll();
		hub.world.refersion.approve(first);
		const before = poller.inMemory();
		const path = '/v2/affiliate/list';
		hub.world.faults.failNext({ service: 'refersion', path, fault: '403-no-body' });
		await expect(poller.poll()).rejects.toThrow('not understood (403)');
		expect(poller.wasChanged()).toBe(false);
		expect(poller.inMemory()).toEqual(before);
		expect(await poller.poll()).toHaveLength(1);
	});

	it('gives out what it has time for, and the rest with later polls, each once', async () => {
		const ids = addAffiliates(hub, 150);
		const settled = startPoller(hub, approved);
		await settled.poll();
		ids.forEach((id) => hub.world.refersion.approve(id));
		hub.world.faults.set('refersion', { latencyMs: 30 });
		settled.setBudget(400);
		const given: unknown[] = [];
		let polls = 0;
		while (given.length < ids.length && polls < 100) {
			polls += 1;
			given.push(...((await settled.poll()) ?? []).map(({ id }) => id));
		}
		expect(inOrder(given)).toEqual(ids);
		expect(polls).toBeGreaterThan(1);
	});

	it('gives out once what two polls find that are under way at the same time', async () => {
		const [first, second, third] = addAffiliates(hub, 120);
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

	it('gives out those that are there on its first run when asked to', async () => {
		const ids = addAffiliates(hub, 3);
		hub.world.refersion.approve(ids[1]);
		const poller = startPoller(hub, { ...approved, options: { emitExisting: true } });
		expect((await poller.poll())?.map(({ id }) => id)).toEqual([ids[1]]);
		expect(await poller.poll()).toBeNull();
	});

	it('shows samples in a manual run and remembers nothing', async () => {
		addAffiliates(hub, 5).forEach((id) => hub.world.refersion.approve(id));
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
});
