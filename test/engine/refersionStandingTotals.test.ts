import { locator, resetHub, startHub, type Hub } from './support/hub';
import { CONTINUE, pairedJson } from './support/refersion';
import { addAnn, ANN, getStanding, requestCounts, standingOf } from './support/standing';

let hub: Hub;
let original: Hub['world']['fetch'];
beforeAll(async () => {
	hub = await startHub();
	original = hub.world.fetch;
});
beforeEach(() => {
	resetHub(hub);
	hub.world.fetch = original;
});
afterAll(async () => await hub.close());

const refersion = () => hub.world.refersion;

const withoutToken = () => {
	hub.credentials.refersionApi.graphqlToken = '';
};

describe('Refersion, Affiliate: Get Standing through REST, without the GraphQL token', () => {
	it('has the totals, and says what it cannot know', async () => {
		const id = addAnn(hub);
		withoutToken();
		const standing = await standingOf(hub, id);
		expect(standing).toMatchObject({
			...ANN,
			id,
			offer_name: null,
			last_commission: null,
			first_sale_at: null,
			last_sale_at: null,
			by_currency: null,
			source: 'rest',
		});
		expect(Object.keys(standing.unknown_because as object).sort()).toEqual([
			'by_currency',
			'first_sale_at',
			'last_commission',
			'last_sale_at',
			'offer_name',
		]);
		expect(requestCounts(hub)).toEqual({ rest: 5, graphql: 0 });
	});

	it('keeps to a window', async () => {
		const id = addAnn(hub);
		withoutToken();
		const options = { since: '2026-05-02T12:00:00Z', until: '2026-05-03T12:00:00Z' };
		expect(await standingOf(hub, id, options)).toMatchObject({ conversions: 2, sales: 20.2 });
	});

	it('has nothing to be unknown without conversions', async () => {
		const { id } = refersion().addAffiliate({ status: 'ACTIVE' });
		withoutToken();
		const standing = await standingOf(hub, id);
		expect(standing).toMatchObject({ conversions: 0, sales: 0, currency: null, by_currency: [] });
		expect(Object.keys(standing.unknown_because as object)).toEqual(['offer_name']);
	});

	it('does not know the amounts when the totals name two currencies', async () => {
		const id = addAnn(hub);
		refersion().addConversion({ affiliateId: id, currency: 'EUR', status: 'PENDING' });
		refersion().setConversionStatus(refersion().conversions()[2].id, 'DENIED');
		withoutToken();
		const standing = await standingOf(hub, id);
		expect(standing).toMatchObject({
			currency: null,
			conversions: 3,
			sales: null,
			unpaid_commission: null,
			unknown_because: { sales: expect.stringContaining('EUR and USD') },
		});
		expect(await standingOf(hub, id, { currency: 'USD' })).toMatchObject({
			currency: 'USD',
			sales: null,
		});
	});

	/** Calls back after each answer with totals. */
	const afterTotals = (change: (number: number) => void) => {
		let number = 0;
		hub.world.fetch = async (request) => {
			const answer = await original(request);
			if (request.url.endsWith('/conversion/totals')) change(++number);
			return answer;
		};
	};

	it.each([
		[
			'approved',
			() => refersion().setConversionStatus(refersion().conversions()[2].id, 'APPROVED'),
		],
		['paid', (id: number) => refersion().addPayment(id, [refersion().conversions()[0].id])],
	])(
		'reads again when something is %s meanwhile, so that nothing counts twice',
		async (_what, change) => {
			const id = addAnn(hub);
			withoutToken();
			afterTotals((number) => {
				if (number === 2) change(id);
			});
			expect(await standingOf(hub, id)).toMatchObject({ conversions: 3, sales: 80.1 });
			const { approved_commission, pending_commission } = await standingOf(hub, id);
			expect(Number(approved_commission) + Number(pending_commission)).toBeCloseTo(6.29, 10);
		},
	);

	it('is an error when the totals change all the time', async () => {
		const id = addAnn(hub);
		withoutToken();
		afterTotals(() => void refersion().addConversion({ affiliateId: id, commission: 1 }));
		const [json] = pairedJson(
			await getStanding(hub, locator('id', String(id)), {}, [{}], CONTINUE),
		);
		expect(json).toMatchObject({ details: { reason: 'totals_changed' } });
		expect(json).not.toHaveProperty('sales');
	});

	it('knows nothing of another currency than the totals name', async () => {
		const id = addAnn(hub);
		withoutToken();
		const standing = await standingOf(hub, id, { currency: 'EUR' });
		expect(standing).toMatchObject({ currency: 'EUR', conversions: null, sales: null });
		expect(standing.unknown_because).toHaveProperty('conversions');
	});

	it.each([[1], [12]])('is an error for somebody who does not exist (%s items)', async (count) => {
		withoutToken();
		const items = Array.from({ length: count }, () => ({}));
		const run = await getStanding(hub, locator('id', '99'), {}, items, CONTINUE);
		expect(pairedJson(run)[count - 1]).toMatchObject({ error: 'Affiliate not found.' });
	});
});
