import { graphqlAffiliates } from '../../nodes/Refersion/transport/graphql';
import { errorOf, runWorkflow } from './support/engine';
import { getMany, json } from './support/graphql';
import { oneNode, resetHub, startHub, type Hub } from './support/hub';
import { editorContext } from './support/pickers';
import { skipWaits } from './support/skipWaits';

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
skipWaits();

/** Answers requests to GraphQL in the service's place; undefined lets one through. */
const intercept = (answer: (query: string) => Response | undefined) => {
	hub.world.fetch = async (request) => {
		const isGraphql = new URL(request.url).hostname === 'graphql.refersion.com';
		const body = isGraphql ? await request.clone().text() : '';
		return (isGraphql && answer(body)) || (await original(request));
	};
};

describe('GraphQL of Refersion', () => {
	it.each(['conversion', 'payment', 'offer'])(
		'says where to get the token that %s needs, without a request',
		async (resource) => {
			hub.credentials.refersionApi.graphqlToken = ' ';
			const error = errorOf(await getMany(hub, resource));
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
			const error = errorOf(await getMany(hub, resource));
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
		const error = errorOf(await getMany(hub, 'offer'));
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
		expect(json(await getMany(hub, 'offer', { returnAll: true }))).toHaveLength(200);
		expect(queries.filter((query) => query.includes('total_results'))).toHaveLength(1);
		expect(queries).toHaveLength(3);
	});

	it.each([200, 400])('stops at a field that it needs (%d)', async (status) => {
		const queries: string[] = [];
		intercept((body) => {
			queries.push(body);
			const named = body.includes('first_name') ? ['first_name', 'total'] : ['total'];
			const errors = named.map((name) => ({ message: `Cannot query field "${name}"` }));
			return Response.json({ errors }, { status });
		});
		expect(errorOf(await getMany(hub, 'conversion', { returnAll: true }))).toMatchObject({
			message: 'Cannot query field "total"',
			httpCode: String(status),
		});
		expect(queries).toHaveLength(2);
	});

	it.each(['429', '502-html', 'reset-before', 'reset-after'] as const)(
		'%s: repeats the read',
		async (fault) => {
			hub.world.faults.failNext({ service: 'refersion', fault });
			const run = await getMany(hub, 'offer');
			expect(errorOf(run)).toBeUndefined();
			expect(json(run)).toHaveLength(1);
			expect(hub.world.refersion.requests).toHaveLength(2);
		},
	);

	it('explains a quota that stays used up', async () => {
		hub.world.faults.failNext({ service: 'refersion', fault: '429', times: 99 });
		const error = errorOf(await getMany(hub, 'offer'));
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
		expect(errorOf(await getMany(hub, 'offer'))?.message).toBe(
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
