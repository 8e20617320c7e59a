import { errorOf, outputOf } from './support/engine';
import { getMany, json } from './support/graphql';
import { resetHub, startHub, type Hub } from './support/hub';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const bodies = () =>
	hub.world.refersion.requests.map(({ body }) => body as { query: string; variables: object });

const addSales = () => {
	const { id: affiliateId } = hub.world.refersion.addAffiliate({ status: 'ACTIVE' });
	const created = (day: number) => new Date(Date.UTC(2026, 4, day, 12));
	const { addConversion } = hub.world.refersion;
	return {
		affiliateId,
		pending: addConversion({ affiliateId, created: created(1) }),
		approved: addConversion({ affiliateId, created: created(2), status: 'APPROVED' }),
		paid: addConversion({ affiliateId, created: created(3), status: 'APPROVED' }),
		denied: addConversion({ affiliateId, created: created(4), status: 'DENIED' }),
		unqualified: addConversion({ affiliateId, created: created(5), status: 'UNQUALIFIED' }),
	};
};

describe('Refersion, Conversion: Get Many', () => {
	it('gets all, each with its status, which GraphQL knows as a filter only', async () => {
		const sales = addSales();
		hub.world.refersion.addPayment(sales.affiliateId, [sales.paid.id]);
		const run = await getMany(hub, 'conversion', { returnAll: true });
		expect(errorOf(run)).toBeUndefined();
		expect(json(run).map(({ id, status, payment_status }) => [id, status, payment_status])).toEqual(
			[
				[sales.pending.id, 'PENDING', 'UNPAID'],
				[sales.unqualified.id, 'UNQUALIFIED', 'UNPAID'],
				[sales.approved.id, 'APPROVED', 'UNPAID'],
				[sales.paid.id, 'APPROVED', 'PAID'],
				[sales.denied.id, 'DENIED', 'UNPAID'],
			],
		);
		expect(json(run)[0]).toEqual({
			id: sales.pending.id,
			created: '2026-05-01T12:00:00.000Z',
			status: 'PENDING',
			payment_status: 'UNPAID',
			total: 59,
			commission_total: 5.9,
			currency: 'USD',
			coupon_code: null,
			affiliate_id: sales.affiliateId,
			affiliate_email: hub.world.refersion.affiliate(sales.affiliateId)?.email,
		});
		expect(outputOf(run, 'Node').every(({ pairedItem }) => pairedItem)).toBe(true);
	});

	it('sends values as variables, times as whole seconds, to GraphQL alone', async () => {
		addSales();
		await getMany(hub, 'conversion', {
			returnAll: true,
			filters: {
				createdAfter: '2026-05-02T00:00:00Z',
				createdBefore: '2026-05-03T23:59:59.500Z',
				statuses: ['APPROVED'],
				paymentStatus: 'UNPAID',
			},
		});
		const requests = hub.world.refersion.requests;
		expect(new Set(requests.map(({ method, host }) => `${method} ${host}`))).toEqual(
			new Set(['POST graphql.refersion.com']),
		);
		expect(requests[0].headers).toMatchObject({
			'content-type': 'application/json',
			'x-refersion-key': '[redacted]',
		});
		expect(Object.keys(requests[0].headers)).not.toContain('refersion-secret-key');
		expect(bodies()[0].variables).toEqual({
			first: 200,
			offset: 0,
			created_from: Date.UTC(2026, 4, 2) / 1_000,
			created_to: Date.UTC(2026, 4, 3, 23, 59, 59) / 1_000,
			status: 'APPROVED',
			payment_status: 'UNPAID',
		});
		expect(bodies()[0].query).not.toContain('UNPAID');
	});

	it.each([
		[{ createdAfter: '2026-05-04T00:00:00Z' }, ['unqualified', 'denied']],
		[{ createdBefore: '2026-05-01T23:00:00Z' }, ['pending']],
		[{ statuses: ['DENIED', 'PENDING'] }, ['pending', 'denied']],
		[{ paymentStatus: 'PAID' }, ['paid']],
		[{ statuses: [] }, ['pending', 'unqualified', 'approved', 'paid', 'denied']],
	])('filters by %j', async (filters, expected) => {
		const sales = addSales();
		hub.world.refersion.addPayment(sales.affiliateId, [sales.paid.id]);
		const names = Object.fromEntries(
			Object.entries(sales).map(([name, sale]) => [typeof sale === 'number' ? 0 : sale.id, name]),
		);
		const run = await getMany(hub, 'conversion', { returnAll: true, filters });
		expect(json(run).map(({ id }) => names[String(id)])).toEqual(expected);
	});

	it('reads pages of 200 to the end, each from the last row of the one before', async () => {
		const { affiliateId } = addSales();
		for (let index = 0; index < 600; index++) {
			hub.world.refersion.addConversion({ affiliateId, status: 'APPROVED' });
		}
		const filters = { statuses: ['APPROVED'] };
		const all = json(await getMany(hub, 'conversion', { returnAll: true, filters }));
		expect(new Set(all.map(({ id }) => id)).size).toBe(602);
		expect(bodies().map(({ variables }) => variables)).toMatchObject([
			{ first: 200, offset: 0 },
			{ first: 200, offset: 199 },
			{ first: 200, offset: 398 },
			{ first: 200, offset: 597 },
		]);
	});

	it('gives all fields without Simplify', async () => {
		const { affiliateId, paid } = addSales();
		const { id, created } = hub.world.refersion.addPayment(affiliateId, [paid.id]);
		const filters = { paymentStatus: 'PAID' };
		const [item] = json(await getMany(hub, 'conversion', { simplify: false, filters }));
		const seconds = new Date(Math.floor(created.getTime() / 1_000) * 1_000);
		expect(item).toMatchObject({
			payment_id: id,
			paid_at: seconds.toISOString(),
			affiliate_code: hub.world.refersion.affiliate(affiliateId)?.code,
			affiliate_name: 'Bill Smith',
			shop_name: 'Demo Shop',
		});
	});

	it.each(['first', 'each', 'each-400'] as const)(
		'does without the fields that Refersion shows elsewhere only (%s is named)',
		async (unknownFields) => {
			const { affiliateId, paid } = addSales();
			const { created } = hub.world.refersion.addPayment(affiliateId, [paid.id]);
			Object.assign(hub.world.refersion.switches, { conversionFields: 'shown', unknownFields });
			const run = await getMany(hub, 'conversion', { returnAll: true, simplify: false });
			expect(errorOf(run)?.message).toBeUndefined();
			expect(json(run)).toHaveLength(5);
			const seconds = new Date(Math.floor(created.getTime() / 1_000) * 1_000);
			expect(json(run).find(({ id }) => id === paid.id)).toMatchObject({
				affiliate_id: affiliateId,
				affiliate_code: null,
				affiliate_first_name: null,
				affiliate_name: 'Bill Smith',
				affiliate_email: hub.world.refersion.affiliate(affiliateId)?.email,
				payment_status: 'PAID',
				payment_id: null,
				paid_at: seconds.toISOString(),
			});
			// Four statuses, and before them one for each refusal: what was refused is remembered for the run.
			const refusals = { first: 3, each: 2, 'each-400': 2 }[unknownFields];
			expect(bodies()).toHaveLength(4 + refusals);
			expect(bodies().at(-1)?.query).toContain('affiliate { name email } payment { created }');
		},
	);

	it('asks for all fields again in the next run', async () => {
		addSales();
		hub.world.refersion.switches.conversionFields = 'shown';
		await getMany(hub, 'conversion', { returnAll: true });
		hub.world.refersion.switches.conversionFields = 'all';
		const [item] = json(await getMany(hub, 'conversion', { returnAll: true, simplify: false }));
		expect(item.affiliate_code).toEqual(expect.any(String));
	});

	it('says which time is none, and keeps going with the other items when set to', async () => {
		addSales();
		const run = await getMany(
			hub,
			'conversion',
			{ limit: 2, filters: { createdAfter: '={{ $json.from }}' } },
			[{ from: 'soon' }, { from: '2026-05-02' }],
			{ onError: 'continueRegularOutput' },
		);
		const items = outputOf(run, 'Node');
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 1 },
		]);
		expect(items[0].json).toMatchObject({
			error: 'The parameter Created After is not a date: "soon"',
			details: { reason: 'invalid_input' },
		});
	});
});

describe('Refersion, Payment: Get Many', () => {
	it('gets payments by time, numbers as numbers', async () => {
		const { affiliateId, approved, paid } = addSales();
		const payment = hub.world.refersion.addPayment(affiliateId, [approved.id, paid.id]);
		const filters = { createdAfter: '2026-01-01T00:00:00Z' };
		expect(json(await getMany(hub, 'payment', { filters }))).toEqual([
			{
				id: payment.id,
				created: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
				commission_total: 11.8,
				currency: 'USD',
				total_conversions: 2,
				shop_name: 'Demo Shop',
			},
		]);
		const none = { createdBefore: '2020-01-01T00:00:00Z' };
		expect(json(await getMany(hub, 'payment', { filters: none }))).toEqual([]);
	});

	it('keeps going, with one item for each, when set to continue', async () => {
		const { affiliateId, paid } = addSales();
		const { id } = hub.world.refersion.addPayment(affiliateId, [paid.id]);
		const filters = { createdAfter: '={{ $json.from }}' };
		const run = await getMany(
			hub,
			'payment',
			{ filters },
			[{ from: 'x' }, { from: '2026-01-01' }],
			{
				onError: 'continueErrorOutput',
			},
		);
		expect(json(run)).toEqual([expect.objectContaining({ id })]);
		expect(outputOf(run, 'Node', 1)[0].json).toMatchObject({ from: 'x' });
	});
});

describe('Refersion, Offer: Get Many', () => {
	it('gets offers with their commission', async () => {
		hub.world.refersion.addOffer({ id: 7, name: 'VIP', type: 'FLAT_RATE', commission: '25.50' });
		expect(json(await getMany(hub, 'offer'))).toContainEqual({
			id: 7,
			name: 'VIP',
			type: 'FLAT_RATE',
			commission: 25.5,
			cookie_days: 30,
			shop_name: 'Demo Shop',
		});
	});

	it('keeps going, with one item for each, when set to continue', async () => {
		const run = await getMany(
			hub,
			'offer',
			{ limit: '={{ $json.limit }}' },
			[{ limit: -1 }, { limit: 1 }],
			{
				onError: 'continueRegularOutput',
			},
		);
		expect(json(run)).toMatchObject([{ error: expect.stringContaining('Limit') }, { id: 1234 }]);
	});
});
