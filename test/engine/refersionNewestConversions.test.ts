import { getMany, json } from './support/graphql';
import { resetHub, startHub, type Hub } from './support/hub';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const ORDERS = ['oldest-first', 'newest-first', 'shuffled'] as const;
const STATUSES = ['PENDING', 'APPROVED', 'DENIED', 'UNQUALIFIED'] as const;

/** Conversions of many ages, of all statuses in turn; the ids, the newest first. */
const addSales = (hoursAgo: number[]): number[] => {
	const { id: affiliateId } = hub.world.refersion.addAffiliate({ status: 'ACTIVE' });
	const sales = hoursAgo.map((hours, n) => {
		const created = new Date(Date.now() - hours * 3_600_000);
		const status = STATUSES[n % STATUSES.length];
		return hub.world.refersion.addConversion({ affiliateId, created, status });
	});
	return sales
		.sort((one, other) => other.created.getTime() - one.created.getTime())
		.map(({ id }) => id);
};
const ids = async (parameters: Parameters<typeof getMany>[2]) =>
	json(await getMany(hub, 'conversion', parameters)).map(({ id }) => id);

describe('Refersion, Conversion: Get Many with a limit', () => {
	it.each(ORDERS)('gives the newest of all statuses (%s)', async (conversionOrder) => {
		hub.world.refersion.switches.conversionOrder = conversionOrder;
		const newest = addSales(Array.from({ length: 60 }, (_value, n) => 600 - 7 * n));
		expect(await ids({ limit: 5 })).toEqual(newest.slice(0, 5));
		expect(await ids({ limit: 40 })).toEqual(newest.slice(0, 40));
		expect(await ids({ limit: 100 })).toEqual(newest);
	});

	it('finds old ones too, also those of many years ago', async () => {
		const newest = addSales([1, 30, 24 * 200, 24 * 900, 24 * 4_000]);
		expect(await ids({ limit: 50 })).toEqual(newest);
	});

	it('keeps to the times and the statuses that are asked for', async () => {
		addSales([1, 2, 3, 4, 50, 51, 52, 53, 300, 301, 302, 303]);
		const createdBefore = new Date(Date.now() - 10 * 3_600_000).toISOString();
		const createdAfter = new Date(Date.now() - 100 * 3_600_000).toISOString();
		const filters = { createdAfter, createdBefore, statuses: ['APPROVED', 'PENDING'] };
		const found = json(await getMany(hub, 'conversion', { limit: 3, filters }));
		expect(found.map(({ status }) => status)).toEqual(['PENDING', 'APPROVED']);
	});

	it('reads no further back than it has to', async () => {
		addSales(Array.from({ length: 20 }, (_value, n) => n));
		addSales(Array.from({ length: 900 }, (_value, n) => 24 * 20 + n));
		hub.world.refersion.clearRequests();
		expect(await ids({ limit: 10 })).toHaveLength(10);
		expect(hub.world.refersion.requests.length).toBeLessThanOrEqual(8);
	});
});
