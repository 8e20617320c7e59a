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
	const shopLinks = getMany({
		returnAll: true,
		options: { includeLink: true, linkFrom: 'shop' },
	});
	const giveToken = () => {
		hub.credentials.refersionApi.graphqlToken = hub.world.refersion.credentials.graphqlToken;
	};

	it.each([false, true])("are Refersion's own, four at a time (token: %s)", async (hasToken) => {
		if (hasToken) giveToken();
		const affiliates = add(25);
		// What is set for the link of one affiliate, and a link that was made by hand.
		hub.world.refersion.setLink(affiliates[0].id, 'https://go.shop.example/anna');
		hub.world.refersion.setLink(
			affiliates[1].id,
			`https://shop.example/?rfsn=${affiliates[1].id}.${affiliates[1].code}&utm_source=tiktok`,
		);
		hub.world.faults.set('refersion', { latencyMs: [0, 10] });
		const run = await runRefersion(hub, links);
		expect(itemsOf(run).map(({ json }) => [json.id, json.code, json.link])).toEqual(
			affiliates.map(({ id, code }) => [id, code, hub.world.refersion.linkOf(id)]),
		);
		expect(sentTo(hub, '/affiliate/get')).toHaveLength(25);
		expect(hintsOf(run)).toEqual(['Tracking links: 25 of Refersion, read one by one']);
		expect(new Set(hub.world.refersion.requests.map(({ host }) => host))).toEqual(
			new Set(['api.refersion.com']),
		);
		const most = mostAtOnce(hub.world.refersion.requests);
		expect(most).toBeGreaterThan(1);
		expect(most).toBeLessThanOrEqual(4);
	});

	it('of shop and code: 200 at a time, with all fields of the list, and says so', async () => {
		giveToken();
		const affiliates = add(450);
		const [pending] = add(1, 'PENDING');
		const run = await runRefersion(hub, shopLinks);
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
			"Tracking links: 451 put together from the shop's address and the code",
		]);
	});

	it('of shop and code: says where to get the token, and reads nothing without', async () => {
		add(1);
		const run = await runRefersion(hub, shopLinks);
		expect(errorOf(run)?.message).toBe('The Refersion credential has no GraphQL Token');
		expect(hub.world.refersion.requests).toEqual([]);
	});

	it('of shop and code: reads on its own whom GraphQL does not have', async () => {
		giveToken();
		const [one] = add(1);
		const original = hub.world.fetch.bind(hub.world);
		jest.spyOn(hub.world, 'fetch').mockImplementation(async (request) => {
			const answer = await original(request);
			if (new URL(request.url).hostname !== 'graphql.refersion.com') return answer;
			return new Response((await answer.text()).replaceAll(one.code, 'other'), answer);
		});
		const run = await runRefersion(hub, shopLinks);
		expect(itemsOf(run)[0].json.link).toBe(hub.world.refersion.linkOf(one.id));
		expect(hintsOf(run)).toEqual(['Tracking links: 1 of Refersion, read one by one']);
	});

	it.each([
		['Shop', undefined],
		['mine', 'The parameter Tracking Link From is none of its choices: "mine"'],
	])('Tracking Link From %s: %s', async (linkFrom, message) => {
		giveToken();
		add(1);
		const options = { includeLink: true, linkFrom: `={{ "${linkFrom}" }}` };
		const run = await runRefersion(hub, getMany({ returnAll: true, options }));
		expect(errorOf(run)?.message).toBe(message);
	});

	it('of shop and code: finds everyone when the two lists have another order', async () => {
		giveToken();
		hub.world.refersion.switches.listOrder = 'newest-first';
		const affiliates = add(450);
		const run = await runRefersion(hub, shopLinks);
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
