import { errorOf, outputOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { CONTINUE, ERROR_OUTPUT, itemsOf, pairedJson } from './support/refersion';
import { skipWaits } from './support/skipWaits';
import { addAnn, ANN, getStanding, requestCounts, standingOf } from './support/standing';
import { skipSockets } from './support/withoutSockets';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
skipSockets(() => hub.world);
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());
skipWaits();

const refersion = () => hub.world.refersion;

/** Affiliates enough for reading lists. */
const addOthers = (count = 10) =>
	Array.from({ length: count }, () => refersion().addAffiliate({ status: 'ACTIVE' }));

describe('Refersion, Affiliate: Get Standing through GraphQL', () => {
	it.each([
		['id', (id: number) => String(id)],
		['code', () => 'ann1'],
		['list', () => 'ann1'],
		['email', () => 'ANN@creators.example'],
	])('tells of one affiliate by %s, out of the own conversions', async (mode, valueOf) => {
		const id = addAnn(hub);
		const [other] = addOthers();
		for (let n = 0; n < 300; n++) refersion().addConversion({ affiliateId: other.id });
		const [json] = pairedJson(await getStanding(hub, locator(mode, valueOf(id))));
		expect(json).toMatchObject({
			...ANN,
			id,
			offer_name: 'Standard Affiliate Commission',
			last_commission: 0.2,
			first_sale_at: '2026-05-01T12:00:00.000Z',
			last_sale_at: '2026-05-03T12:00:00.000Z',
			unknown_because: {},
			source: 'graphql',
		});
		expect(json.by_currency).toMatchObject([{ currency: 'USD', sales: 80.1 }]);
		expect(requestCounts(hub).graphql).toBeLessThanOrEqual(5);
	});

	it('tells the same of one among many, and of those without conversions', async () => {
		const id = addAnn(hub);
		const others = addOthers();
		const codes = ['ann1', ...others.map(({ code }) => code)];
		const items = codes.map((code) => ({ code }));
		const alone = await standingOf(hub, id);
		const run = await getStanding(hub, locator('code', '={{ $json.code }}'), {}, items);
		const json = pairedJson(run);
		expect(json[0]).toEqual(alone);
		expect(json[1]).toMatchObject({
			id: others[0].id,
			conversions: 0,
			sales: 0,
			unpaid_commission: 0,
			last_commission: 0,
			first_sale_at: null,
			currency: null,
			by_currency: [],
			unknown_because: {},
		});
	});

	it('reads 10,000 conversions of 1,000 affiliates in few requests', async () => {
		const others = addOthers(1_000);
		for (let n = 0; n < 10_000; n++) {
			const affiliateId = others[n % 1_000].id;
			const status = n % 2 === 0 ? 'APPROVED' : 'PENDING';
			refersion().addConversion({ affiliateId, status, total: 10.1, commission: 1.01 });
		}
		refersion().clearRequests();
		const items = others.map(({ id }) => ({ id }));
		const json = pairedJson(await getStanding(hub, locator('id', '={{ $json.id }}'), {}, items));
		expect(json).toHaveLength(1_000);
		// Each has ten, all of one status: 10 × 10.10 and 10 × 1.01.
		for (const standing of json) {
			expect(standing).toMatchObject({ conversions: 10, sales: 101 });
			expect([standing.approved_commission, standing.pending_commission].sort()).toEqual([0, 10.1]);
		}
		const { rest, graphql } = requestCounts(hub);
		expect(rest).toBe(10);
		expect(graphql).toBeLessThanOrEqual(5 + 2 * 27 + 1);
	});

	it.each([[1], [12]])('keeps to a window, both ends included (%s items)', async (count) => {
		const id = addAnn(hub);
		const options = { since: '2026-05-02T12:00:00Z', until: '={{ "2026-05-03T12:00:00Z" }}' };
		const items = Array.from({ length: count }, () => ({}));
		const run = await getStanding(hub, locator('id', String(id)), options, items);
		expect(pairedJson(run)[count - 1]).toMatchObject({
			conversions: 2,
			sales: 20.2,
			first_sale_at: '2026-05-02T12:00:00.000Z',
			since: '2026-05-02T12:00:00.000Z',
			until: '2026-05-03T12:00:00.000Z',
		});
	});

	it('counts the last days', async () => {
		const id = addAnn(hub);
		const created = new Date(Date.now() - 6 * 86_400_000);
		refersion().addConversion({ affiliateId: id, created, total: 7 });
		expect(await standingOf(hub, id, { lastDays: 7 })).toMatchObject({
			conversions: 1,
			sales: 7,
			until: null,
		});
		expect(await standingOf(hub, id, { lastDays: 5 })).toMatchObject({ conversions: 0, sales: 0 });
	});

	it('does not add up several currencies, and has those of the chosen one', async () => {
		const id = addAnn(hub);
		refersion().addConversion({ affiliateId: id, currency: 'EUR', total: 9, commission: 3 });
		expect(await standingOf(hub, id)).toMatchObject({
			currency: null,
			sales: null,
			pending_commission: null,
			conversions: 4,
			by_currency: [
				{ currency: 'EUR', sales: 9, pending_commission: 3 },
				{ currency: 'USD', sales: 80.1, pending_commission: 0.2 },
			],
			unknown_because: { sales: expect.stringContaining('EUR and USD') },
		});
		expect(await standingOf(hub, id, { currency: 'eur' })).toMatchObject({
			currency: 'EUR',
			sales: 9,
			pending_commission: 3,
			conversions: 1,
			unknown_because: {},
		});
	});

	it.each([
		[{ argumentsUnderAffiliate: 'none' }],
		[{ pagesUnderAffiliate: false }],
		[{ graphqlPageCap: 50 }],
		[{ conversionOrder: 'shuffled' }],
		[{ whileRead: 'approve', whileReadTimes: 1 }],
		[{ whileRead: 'pay', whileReadTimes: 1 }],
		[{ totalResults: 'null' }],
	] as const)('has all conversions of one affiliate with %j', async (switches) => {
		const [{ id }, other] = addOthers();
		for (let n = 0; n < 450; n++) {
			refersion().addConversion({ affiliateId: id, total: 0.1, commission: 0.01 });
			refersion().addConversion({ affiliateId: other.id });
		}
		Object.assign(refersion().switches, switches);
		expect(await standingOf(hub, id)).toMatchObject({ conversions: 450, sales: 45 });
	});

	it('is an error for somebody who does not exist, alone and among many', async () => {
		addAnn(hub);
		const nobody = 'Affiliate not found.';
		const alone = await getStanding(hub, locator('code', 'zzzz'), {}, [{}], CONTINUE);
		expect(pairedJson(alone)).toMatchObject([{ error: nobody }]);
		const codes = ['ann1', 'zzzz', 'ann1', ...Array.from({ length: 9 }, () => 'ann1'), ''];
		const items = codes.map((code) => ({ code }));
		const run = await getStanding(hub, locator('code', '={{ $json.code }}'), {}, items, CONTINUE);
		const json = pairedJson(run);
		expect(json[1]).toMatchObject({ error: nobody });
		expect(json[2]).toMatchObject({ conversions: 3 });
		expect(json[12]).toMatchObject({ error: 'The affiliate code is empty' });
	});

	it('sends the failed ones to the error output, with what the item had', async () => {
		addAnn(hub);
		const items = [{ code: 'ann1' }, { code: 'zzzz', mine: 1 }];
		const run = await getStanding(
			hub,
			locator('code', '={{ $json.code }}'),
			{},
			items,
			ERROR_OUTPUT,
		);
		expect(itemsOf(run).map(({ json }) => json.code)).toEqual(['ann1']);
		expect(outputOf(run, 'Node', 1)[0].json).toMatchObject({ code: 'zzzz', mine: 1 });
	});

	it('stops the node otherwise', async () => {
		addAnn(hub);
		const error = errorOf(await getStanding(hub, locator('code', 'zzzz')));
		expect(error?.message).toBe('Affiliate not found.');
	});

	it.each([[8], [12]])(
		'is an error, and no number, when the quota is used up (%s items)',
		async (count) => {
			const id = addAnn(hub);
			refersion().switches.graphqlQuota = 1;
			const items = Array.from({ length: count }, () => ({}));
			const run = await getStanding(hub, locator('id', String(id)), {}, items, CONTINUE);
			const json = pairedJson(run);
			expect(json).toHaveLength(count);
			for (const item of json) {
				expect(item.error).toBe('The GraphQL quota of the Refersion account is used up');
				expect(item).not.toHaveProperty('sales');
			}
		},
		60_000,
	);

	it('does not take totals where the token is wrong: it says so', async () => {
		const id = addAnn(hub);
		hub.credentials.refersionApi.graphqlToken = 'gql_wrong';
		const run = await getStanding(hub, locator('id', String(id)), {}, [{}], CONTINUE);
		expect(pairedJson(run)).toMatchObject([
			{ error: 'Refersion refused the GraphQL token: Unauthorized' },
		]);
	});

	it.each([
		[{ since: 'soon' }, 'The parameter Since is not a date: "soon"'],
		[{ since: '2026-05-02', until: '2026-05-01' }, 'The parameter Since is later than Until'],
		[{ lastDays: 0 }, 'The parameter Last Days is not a whole number from 1 to 3650: "0"'],
		[{ lastDays: 30, since: '2026-05-01' }, 'The parameter Last Days is set together with'],
		[{ currency: 'Dollar' }, 'The parameter Currency is not the code of a currency: "Dollar"'],
		[{ currency: '={{ $json.none }}' }, 'The parameter Currency is empty'],
	])('names the parameter of %j', async (options, message) => {
		const id = addAnn(hub);
		const run = await getStanding(hub, locator('id', String(id)), options, [{}], CONTINUE);
		const [json] = pairedJson(run);
		expect(json).toMatchObject({ details: { reason: 'invalid_input' } });
		expect(json.error).toContain(message);
		expect(refersion().requests).toEqual([]);
	});
});
