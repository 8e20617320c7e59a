import type { INode, INodeParameters } from 'n8n-workflow';
import { graphqlAffiliates } from '../../nodes/Refersion/transport/graphql';
import { errorOf, outputOf, runWorkflow } from './support/engine';
import { oneNode, resetHub, startHub, type Hub } from './support/hub';
import { editorContext } from './support/pickers';

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

const getMany = async (
	resource: string,
	parameters: INodeParameters = {},
	items: object[] = [{}],
	extra: Partial<INode> = {},
) =>
	await runWorkflow(
		hub.engine,
		oneNode('refersion', { resource, operation: 'getMany', ...parameters }, extra),
		{ start: 'Start', items: items.map((item) => ({ ...item })), credentials: hub.credentials },
	);

const json = (run: Awaited<ReturnType<typeof getMany>>) =>
	outputOf(run, 'Node').map((item) => item.json);

/** Answers requests to GraphQL in the service's place; undefined lets one through. */
const intercept = (answer: (query: string) => Response | undefined) => {
	hub.world.fetch = async (request) => {
		const isGraphql = new URL(request.url).hostname === 'graphql.refersion.com';
		const body = isGraphql ? await request.clone().text() : '';
		return (isGraphql && answer(body)) || (await original(request));
	};
};

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
		const run = await getMany('conversion', { returnAll: true });
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
		await getMany('conversion', {
			filters: {
				createdAfter: '2026-05-02T00:00:00Z',
				createdBefore: '2026-05-03T23:59:59.500Z',
				statuses: ['APPROVED'],
				paymentStatus: 'UNPAID',
			},
		});
		const requests = hub.world.refersion.requests;
		expect(requests.map(({ method, host }) => [method, host])).toEqual([
			['POST', 'graphql.refersion.com'],
		]);
		expect(requests[0].headers).toMatchObject({
			'content-type': 'application/json',
			'x-refersion-key': '[redacted]',
		});
		expect(Object.keys(requests[0].headers)).not.toContain('refersion-secret-key');
		expect(bodies()[0].variables).toEqual({
			first: 50,
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
		[{ statuses: [], paymentStatus: '' }, ['pending', 'unqualified', 'approved', 'paid', 'denied']],
	])('filters by %j', async (filters, expected) => {
		const sales = addSales();
		hub.world.refersion.addPayment(sales.affiliateId, [sales.paid.id]);
		const names = Object.fromEntries(
			Object.entries(sales).map(([name, sale]) => [typeof sale === 'number' ? 0 : sale.id, name]),
		);
		const run = await getMany('conversion', { returnAll: true, filters });
		expect(json(run).map(({ id }) => names[String(id)])).toEqual(expected);
	});

	it('reads pages of 200 to the end, or up to the limit', async () => {
		const { affiliateId } = addSales();
		for (let index = 0; index < 600; index++) {
			hub.world.refersion.addConversion({ affiliateId, status: 'APPROVED' });
		}
		const filters = { statuses: ['APPROVED'] };
		const all = json(await getMany('conversion', { returnAll: true, filters }));
		expect(new Set(all.map(({ id }) => id)).size).toBe(602);
		expect(bodies().map(({ variables }) => variables)).toMatchObject([
			{ first: 200, offset: 0 },
			{ first: 200, offset: 200 },
			{ first: 200, offset: 400 },
			{ first: 200, offset: 600 },
		]);
		hub.world.refersion.clearRequests();
		expect(json(await getMany('conversion', { limit: 250, filters }))).toHaveLength(250);
		expect(bodies().map(({ variables }) => variables)).toMatchObject([
			{ first: 200, offset: 0 },
			{ first: 50, offset: 200 },
		]);
	});

	it('gives all fields without Simplify', async () => {
		const { affiliateId, paid } = addSales();
		const { id, created } = hub.world.refersion.addPayment(affiliateId, [paid.id]);
		const filters = { paymentStatus: 'PAID' };
		const [item] = json(await getMany('conversion', { simplify: false, filters }));
		const seconds = new Date(Math.floor(created.getTime() / 1_000) * 1_000);
		expect(item).toMatchObject({
			payment_id: id,
			paid_at: seconds.toISOString(),
			affiliate_code: hub.world.refersion.affiliate(affiliateId)?.code,
			affiliate_name: 'Bill Smith',
			shop_name: 'Demo Shop',
		});
	});

	it('says which time is none, and keeps going with the other items when set to', async () => {
		addSales();
		const run = await getMany(
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
			details: { reason: 'not_a_date' },
		});
	});
});

describe('Refersion, Payment: Get Many', () => {
	it('gets payments by time, numbers as numbers', async () => {
		const { affiliateId, approved, paid } = addSales();
		const payment = hub.world.refersion.addPayment(affiliateId, [approved.id, paid.id]);
		const filters = { createdAfter: '2026-01-01T00:00:00Z' };
		expect(json(await getMany('payment', { filters }))).toEqual([
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
		expect(json(await getMany('payment', { filters: none }))).toEqual([]);
	});

	it('keeps going, with one item for each, when set to continue', async () => {
		const { affiliateId, paid } = addSales();
		const { id } = hub.world.refersion.addPayment(affiliateId, [paid.id]);
		const filters = { createdAfter: '={{ $json.from }}' };
		const run = await getMany('payment', { filters }, [{ from: 'x' }, { from: '2026-01-01' }], {
			onError: 'continueErrorOutput',
		});
		expect(json(run)).toEqual([expect.objectContaining({ id })]);
		expect(outputOf(run, 'Node', 1)[0].json).toMatchObject({ from: 'x' });
	});
});

describe('Refersion, Offer: Get Many', () => {
	it('gets offers with their commission', async () => {
		hub.world.refersion.addOffer({ id: 7, name: 'VIP', type: 'FLAT_RATE', commission: '25.50' });
		expect(json(await getMany('offer'))).toContainEqual({
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

describe('GraphQL of Refersion', () => {
	it.each(['conversion', 'payment', 'offer'])(
		'says where to get the token that %s needs, without a request',
		async (resource) => {
			hub.credentials.refersionApi.graphqlToken = ' ';
			const error = errorOf(await getMany(resource));
			expect(error).toMatchObject({
				name: 'NodeOperationError',
				message: 'The Refersion credential has no GraphQL Token',
				type: 'no_graphql_token',
			});
			expect(error?.description).toContain('Account > Settings > Refersion API > GraphQL');
			expect(hub.world.refersion.requests).toEqual([]);
		},
	);

	it.each(['conversion', 'payment', 'offer'])(
		'says what to do about a wrong token (%s)',
		async (resource) => {
			hub.credentials.refersionApi.graphqlToken = 'gql_wrong';
			const error = errorOf(await getMany(resource));
			expect(error).toMatchObject({
				message: 'Refersion refused the GraphQL token: Unauthorized',
				httpCode: '401',
			});
			expect(error?.description).toContain('Account > Settings > Refersion API > GraphQL');
			expect(JSON.stringify(error)).not.toContain('gql_wrong');
		},
	);

	it('takes an answer 200 with errors for the failure that it is', async () => {
		const answer = { data: { offers: [{ id: '1' }] }, errors: [{ message: 'Offers are closed' }] };
		intercept(() => Response.json(answer));
		const error = errorOf(await getMany('offer'));
		expect(error).toMatchObject({ message: 'Offers are closed', httpCode: '200' });
	});

	it('does without the total of a list that has none', async () => {
		for (let id = 1; id < 200; id++) {
			hub.world.refersion.addOffer({ id, name: `${id}`, type: 'FLAT_RATE', commission: '1' });
		}
		const queries: string[] = [];
		intercept((body) => {
			queries.push(body);
			if (!body.includes('total_results')) return undefined;
			const message = 'Cannot query field "offers" on type "total_results".';
			return Response.json({ errors: [{ message }] });
		});
		expect(json(await getMany('offer', { returnAll: true }))).toHaveLength(200);
		expect(queries.filter((query) => query.includes('total_results'))).toHaveLength(1);
		expect(queries).toHaveLength(3);
	});

	it.each(['429', '502-html', 'reset-before', 'reset-after'] as const)(
		'%s: repeats the read',
		async (fault) => {
			hub.world.faults.failNext({ service: 'refersion', fault });
			const run = await getMany('offer');
			expect(errorOf(run)).toBeUndefined();
			expect(json(run)).toHaveLength(1);
			expect(hub.world.refersion.requests).toHaveLength(2);
		},
	);

	it('explains a quota that stays used up', async () => {
		hub.world.faults.failNext({ service: 'refersion', fault: '429', times: 99 });
		const error = errorOf(await getMany('offer'));
		expect(error).toMatchObject({
			message: 'The GraphQL quota of the Refersion account is used up',
			httpCode: '429',
		});
		expect(hub.world.refersion.requests).toHaveLength(5);
	});

	it.each([
		['HTML', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
		['nothing', () => new Response('')],
		['no data', () => Response.json({ data: null })],
	])('does not take %s for an answer', async (_what, answer) => {
		intercept(answer);
		expect(errorOf(await getMany('offer'))?.message).toBe(
			'Refersion sent an answer that is not understood (200)',
		);
	});

	it('stops with the page under way when the execution is cancelled', async () => {
		for (let id = 1; id < 1_500; id++) {
			hub.world.refersion.addOffer({ id, name: `${id}`, type: 'FLAT_RATE', commission: '1' });
		}
		hub.world.faults.set('refersion', { latencyMs: 50 });
		let cancel = (): void => undefined;
		intercept((body) => {
			if (body.includes('"offset":200')) cancel();
			return undefined;
		});
		await runWorkflow(
			hub.engine,
			oneNode('refersion', { resource: 'offer', operation: 'getMany', returnAll: true }),
			{
				start: 'Start',
				credentials: hub.credentials,
				onStart: (stop) => {
					cancel = stop;
				},
			},
		);
		const seen = hub.world.refersion.requests.length;
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(seen).toBeGreaterThan(0);
		expect(hub.world.refersion.requests).toHaveLength(2);
	});
});

describe('the list of offers', () => {
	const searchOffers = async (filter?: string) => {
		const method = hub.engine.nodeType('refersion').methods?.listSearch?.searchOffers;
		if (!method) throw new Error('There is no searchOffers');
		return await method.call(editorContext(hub, 'refersion', {}), filter);
	};

	it('is searched by name and id', async () => {
		hub.world.refersion.addOffer({ id: 7, name: 'VIP', type: 'FLAT_RATE', commission: '25.50' });
		expect((await searchOffers()).results).toHaveLength(2);
		expect(await searchOffers('vip')).toEqual({ results: [{ name: 'VIP (7)', value: '7' }] });
		expect((await searchOffers('1234')).results).toMatchObject([{ value: '1234' }]);
	});

	it('says where to get the token that it needs', async () => {
		hub.credentials.refersionApi.graphqlToken = '';
		await expect(searchOffers()).rejects.toThrow('has no GraphQL Token');
	});
});

describe('affiliates out of GraphQL', () => {
	it('come 200 at a time with the tracking link: 10,000 are 50 requests', async () => {
		hub.world.refersion.switches.linkMode = 'store-domain';
		for (let each = 0; each < 10_000; each++)
			hub.world.refersion.addAffiliate({ status: 'ACTIVE' });
		const ids = new Set<number>();
		for await (const page of graphqlAffiliates.call(editorContext(hub, 'refersion', {}))) {
			expect(page.length).toBeLessThanOrEqual(200);
			for (const { id } of page) ids.add(id);
			const { id, code, link } = page[0];
			expect(link).toBe(hub.world.refersion.linkOf(id));
			expect(code).toBe(hub.world.refersion.affiliate(id)?.code);
		}
		expect(ids.size).toBe(10_000);
		expect(hub.world.refersion.requests).toHaveLength(50);
	});

	it('are read no further than they are asked for', async () => {
		for (let each = 0; each < 500; each++) hub.world.refersion.addAffiliate();
		for await (const page of graphqlAffiliates.call(editorContext(hub, 'refersion', {}))) {
			expect(page).toHaveLength(200);
			break;
		}
		expect(hub.world.refersion.requests).toHaveLength(1);
	});
});
