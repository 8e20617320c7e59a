import { sleep } from '../emulators/common';
import { resetHub, startHub, type Hub } from './support/hub';
import { addAffiliates, requestCount, startPoller } from './support/poll';
import { skipWaits } from './support/skipWaits';

skipWaits();
let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const DAY = 86_400_000;
const ago = (ms: number) => new Date(Date.now() - ms);
const GRAPHQL = '/';

/** Another account: other keys, other people, other sales. */
function changeAccount(): void {
	const { credentials } = hub.world.refersion;
	Object.assign(credentials, { publicKey: 'pub_other', graphqlToken: 'gql_other' });
	Object.assign(hub.credentials.refersionApi, credentials);
}

describe('Refersion Polling Trigger: what goes wrong stops nobody else', () => {
	it.each([204, 422, 500] as const)(
		'gives out an affiliate that Refersion answers %d for as the list has it, with a warning',
		async (status) => {
			const [bad, ...others] = addAffiliates(hub, 5);
			const poller = startPoller(hub, { events: ['affiliateApproved'] });
			await poller.poll();
			hub.world.refersion.switches.brokenAffiliates = { [bad]: status };
			[bad, ...others].forEach((id) => hub.world.refersion.approve(id));
			const first = (await poller.poll()) ?? [];
			// What may pass is tried once more before.
			const second = status === 500 ? ((await poller.poll()) ?? []) : [];
			const all = [...first, ...second];
			expect(all.flatMap(({ id }) => id ?? [])).toEqual(others);
			expect(all.filter(({ warning }) => warning)).toEqual([
				expect.objectContaining({
					code: hub.world.refersion.affiliate(bad)?.code,
					event: 'affiliateApproved',
					warning: expect.stringContaining('could not be read in full'),
				}),
			]);
			expect(await poller.poll()).toBeNull();
		},
		120_000,
	);

	it('gives out approvals although the quota of GraphQL is used up, and shows that as a failed execution', async () => {
		const [first] = addAffiliates(hub, 2);
		const { id: affiliateId } = hub.world.refersion.addAffiliate();
		const poller = startPoller(hub, { events: ['affiliateApproved', 'newConversion'] });
		await poller.poll();
		hub.world.refersion.approve(first);
		const { id } = hub.world.refersion.addConversion({ affiliateId });
		hub.world.refersion.switches.graphqlQuota = 0;
		expect((await poller.poll())?.map((item) => item.id)).toEqual([first]);
		expect(poller.reported()).toEqual([expect.stringContaining('quota')]);
		await expect(poller.poll()).rejects.toThrow('quota');
		hub.world.refersion.switches.graphqlQuota = null;
		expect((await poller.poll())?.map((item) => item.id)).toEqual([id]);
		expect(poller.reported()).toEqual([]);
	}, 120_000);

	it('gives out conversions although the list of affiliates fails', async () => {
		const { id: affiliateId } = hub.world.refersion.addAffiliate();
		const poller = startPoller(hub, { events: ['affiliateApproved', 'newConversion'] });
		await poller.poll();
		const { id } = hub.world.refersion.addConversion({ affiliateId });
		hub.world.faults.failNext({
			service: 'refersion',
			path: '/v2/affiliate/list',
			fault: '403-no-body',
		});
		expect((await poller.poll())?.map((item) => item.id)).toEqual([id]);
		expect(poller.reported()).toEqual([expect.stringContaining('403')]);
	});

	it('reads a backlog to its end with a quota that is too small for it', async () => {
		const { id: affiliateId } = hub.world.refersion.addAffiliate();
		const poller = startPoller(hub, { events: ['conversionApproved'] });
		await poller.poll();
		const ids = Array.from({ length: 900 }, (_, index) => {
			const created = ago(index * 3_600_000);
			return hub.world.refersion.addConversion({ affiliateId, created }).id;
		});
		await poller.poll();
		ids.forEach((id) => hub.world.refersion.setConversionStatus(id, 'APPROVED'));
		const given: unknown[] = [];
		for (let polls = 0; polls < 12 && given.length < ids.length; polls++) {
			hub.world.refersion.switches.graphqlQuota = 5;
			const items = await poller.poll().catch(() => null);
			given.push(...(items ?? []).map(({ id }) => id));
		}
		expect(new Set(given)).toEqual(new Set(ids));
		expect(given).toHaveLength(ids.length);
	}, 300_000);
});

describe('Refersion Polling Trigger: a first list that is short', () => {
	it('fails instead of becoming the baseline, so that nobody is approved who was there', async () => {
		addAffiliates(hub, 250).forEach((id) => hub.world.refersion.approve(id));
		hub.world.refersion.switches.emptyAt = { place: 210, times: 99 };
		const poller = startPoller(hub, { events: ['affiliateApproved'] });
		await expect(poller.poll()).rejects.toThrow('The list of affiliates is incomplete: 200 of 250');
		expect(poller.saved()).toEqual({});
		hub.world.refersion.switches.emptyAt = null;
		expect(await poller.poll()).toBeNull();
		expect(await poller.poll()).toBeNull();
	});

	it('is recorded to its end by later polls before anything is news', async () => {
		const ids = addAffiliates(hub, 3_000);
		ids.slice(1_000).forEach((id) => hub.world.refersion.approve(id));
		hub.world.faults.set('refersion', { latencyMs: 60 });
		const poller = startPoller(hub, { events: ['affiliateApproved'] }, { budgetMs: 300 });
		let polls = 0;
		do {
			expect(await poller.poll()).toBeNull();
			polls += 1;
		} while (JSON.stringify(poller.saved()).includes('"isRecorded":false') && polls < 50);
		expect(polls).toBeGreaterThan(1);
		hub.world.faults.clear();
		hub.world.refersion.approve(ids[0]);
		const slow = await poller.poll();
		const given = slow ?? (await poller.poll()) ?? [];
		expect(given.map(({ id }) => id)).toEqual([ids[0]]);
	}, 120_000);
});

describe('Refersion Polling Trigger: time', () => {
	it('goes on with the list where the last poll ended, and reads each page once', async () => {
		const ids = addAffiliates(hub, 4_000);
		const poller = startPoller(hub, { events: ['affiliateApproved'] }, { budgetMs: 1_000 });
		hub.world.faults.set('refersion', { latencyMs: 150 });
		await poller.poll();
		expect(requestCount(hub, '/v2/affiliate/list')).toBeLessThan(40);
		for (let polls = 0; polls < 8; polls++) await poller.poll();
		hub.world.refersion.clearRequests();
		hub.world.refersion.approve(ids[3_999]);
		const given: unknown[] = [];
		for (let polls = 0; polls < 8 && given.length === 0; polls++) {
			const before = Date.now();
			given.push(...((await poller.poll()) ?? []).map(({ id }) => id));
			expect(Date.now() - before).toBeLessThan(1_000 + 300);
		}
		expect(given).toEqual([ids[3_999]]);
	}, 120_000);

	it('ends in time when Refersion does not answer at all', async () => {
		addAffiliates(hub, 3);
		const release = hub.world.faults.hold('refersion');
		const poller = startPoller(hub, { events: ['*'] }, { budgetMs: 600 });
		const before = Date.now();
		expect(await poller.poll()).toBeNull();
		expect(Date.now() - before).toBeLessThan(1_000);
		release();
		expect(await poller.poll()).toBeNull();
	});
});

describe('Refersion Polling Trigger: another account in the credential', () => {
	it('records what is there instead of taking it for news, in every source', async () => {
		const fill = (count: number) => {
			const owners = addAffiliates(hub, count);
			owners.forEach((id) => hub.world.refersion.approve(id));
			return owners.map((affiliateId) => {
				const { id } = hub.world.refersion.addConversion({ affiliateId, created: ago(DAY / 2) });
				hub.world.refersion.setConversionStatus(id, 'APPROVED');
				hub.world.refersion.addPayment(affiliateId, [id]);
				return hub.world.refersion.addConversion({ affiliateId }).id;
			});
		};
		fill(3);
		const options = { emitExisting: true };
		const poller = startPoller(hub, { events: ['*'], options });
		expect(await poller.poll()).not.toBeNull();
		expect(await poller.poll()).toBeNull();
		resetHub(hub);
		changeAccount();
		// Ids begin anew in the emulator: what has another time is another one. Times are in seconds.
		await sleep(1_100);
		// Other people than those of the account before.
		addAffiliates(hub, 9).forEach((id) => hub.world.refersion.setStatus(id, 'DENIED'));
		const pending = fill(20).slice(12);
		expect(await poller.poll()).toBeNull();
		expect(await poller.poll()).toBeNull();
		hub.world.refersion.setConversionStatus(pending[0], 'DENIED');
		expect((await poller.poll())?.map(({ id, event }) => [id, event])).toEqual([
			[pending[0], 'conversionDenied'],
		]);
	});

	it('loses nothing when only the keys of the same account are new', async () => {
		const [first] = addAffiliates(hub, 5);
		const sale = hub.world.refersion.addConversion({ affiliateId: first, created: ago(60 * DAY) });
		const poller = startPoller(hub, { events: ['affiliateApproved', 'conversionApproved'] });
		await poller.poll();
		changeAccount();
		hub.world.refersion.approve(first);
		hub.world.refersion.setConversionStatus(sale.id, 'APPROVED');
		expect((await poller.poll())?.map(({ id }) => id)).toEqual([first, sale.id]);
	});
});

describe('Refersion Polling Trigger: by hand', () => {
	it('reads one page of each list', async () => {
		const ids = addAffiliates(hub, 400);
		ids.forEach((affiliateId) => hub.world.refersion.addConversion({ affiliateId }));
		const poller = startPoller(hub, { events: ['newConversion', 'affiliateStatusChange'] });
		expect(await poller.sample()).toHaveLength(6);
		expect(requestCount(hub, GRAPHQL)).toBe(1);
		expect(requestCount(hub, '/v2/affiliate/list')).toBe(1);
	});
});
