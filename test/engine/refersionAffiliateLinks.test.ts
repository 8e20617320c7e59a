import type { INodeParameters } from 'n8n-workflow';
import { errorOf } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';
import { hintsOf, itemsOf, runRefersion, sentTo } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => {
	resetHub(hub);
	hub.credentials.refersionApi.graphqlToken = '';
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await hub.close());

const add = (count: number, status: 'ACTIVE' | 'PENDING' = 'ACTIVE') =>
	Array.from({ length: count }, () => hub.world.refersion.addAffiliate({ status }));

const getMany = (parameters: INodeParameters = { returnAll: true }): INodeParameters => ({
	resource: 'affiliate',
	operation: 'getMany',
	...parameters,
});
/** How many requests were under way at the same time. */
function mostAtOnce(requests: Array<{ startedAt: number; finishedAt: number | null }>): number {
	const changes = requests
		.flatMap(({ startedAt, finishedAt }) => [
			{ at: startedAt, by: 1 },
			{ at: finishedAt ?? Infinity, by: -1 },
		])
		.sort((one, other) => one.at - other.at || one.by - other.by);
	let now = 0;
	return changes.reduce((most, { by }) => Math.max(most, (now += by)), 0);
}

describe('Refersion, Affiliate: Get Many with tracking links', () => {
	const links = getMany({ returnAll: true, options: { includeLink: true } });

	it('without a token: one by one, four at a time at most, and says so', async () => {
		const affiliates = add(25);
		hub.world.faults.set('refersion', { latencyMs: [0, 10] });
		const run = await runRefersion(hub, links);
		expect(itemsOf(run).map(({ json }) => [json.id, json.code, json.link])).toEqual(
			affiliates.map(({ id, code }) => [id, code, hub.world.refersion.linkOf(id)]),
		);
		expect(sentTo(hub, '/affiliate/get')).toHaveLength(25);
		expect(hintsOf(run)).toEqual(['Tracking links: 25 read one by one from the REST API']);
		const most = mostAtOnce(hub.world.refersion.requests);
		expect(most).toBeGreaterThan(1);
		expect(most).toBeLessThanOrEqual(4);
	});

	it('with a token: 200 at a time, with all fields of the list, and says so', async () => {
		hub.credentials.refersionApi.graphqlToken = hub.world.refersion.credentials.graphqlToken;
		const affiliates = add(450);
		const [pending] = add(1, 'PENDING');
		const run = await runRefersion(hub, links);
		expect(itemsOf(run).map(({ json }) => [json.id, json.code])).toEqual(
			[...affiliates, pending].map(({ id, code }) => [id, code]),
		);
		const [first] = affiliates;
		expect(itemsOf(run)[0].json).toMatchObject({
			first_name: 'Bill',
			last_name: 'Smith',
			offer_id: '1234',
			link: `https://shop.example/?rfsn=${first.id}.${first.code}`,
		});
		expect(itemsOf(run)[450].json).toMatchObject({ status: 'PENDING', link: '' });
		expect(hub.world.refersion.requests.map(({ host }) => host).sort()).toEqual([
			...Array<string>(5).fill('api.refersion.com'),
			...Array<string>(3).fill('graphql.refersion.com'),
		]);
		expect(hintsOf(run)).toEqual([
			'Tracking links: 451 from GraphQL (shop address with the link parameter)',
		]);
	});

	it('with a token: finds everyone when the two lists have another order', async () => {
		hub.credentials.refersionApi.graphqlToken = hub.world.refersion.credentials.graphqlToken;
		hub.world.refersion.switches.listOrder = 'newest-first';
		const affiliates = add(450);
		const run = await runRefersion(hub, links);
		expect(itemsOf(run).map(({ json }) => json.id)).toEqual(
			affiliates.map(({ id }) => id).reverse(),
		);
		expect(hub.world.refersion.requests).toHaveLength(8);
	});

	it('gives someone who is gone by then without a link', async () => {
		const [gone] = add(1);
		const original = hub.world.fetch.bind(hub.world);
		jest
			.spyOn(hub.world, 'fetch')
			.mockImplementationOnce(original)
			.mockResolvedValueOnce(Response.json({ errors: ['Affiliate not found.'] }, { status: 422 }));
		const run = await runRefersion(hub, links);
		expect(itemsOf(run)[0].json).toMatchObject({ code: gone.code, link: '' });
	});

	it('fails as a whole when links cannot be read', async () => {
		add(9);
		hub.world.faults.failNext({
			service: 'refersion',
			path: '/v2/affiliate/get',
			fault: '403-no-body',
		});
		const run = await runRefersion(hub, links);
		expect(errorOf(run)).toMatchObject({ httpCode: '403' });
	});
});
