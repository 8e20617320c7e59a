import { Container } from '@n8n/di';
import { Logger } from '@n8n/backend-common';
import type { INodeParameters } from 'n8n-workflow';
import { errorOf } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';
import { CONTINUE, itemsOf, pairedJson, runRefersion, sentTo } from './support/refersion';

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
const listed = () => sentTo(hub, '/affiliate/list');

describe('Refersion, Affiliate: Get Many', () => {
	it('gives flat items: the code as such, no id that is none', async () => {
		const bill = hub.world.refersion.addAffiliate({
			custom_fields: [{ id: 5, label: 'Site', value: 'https://linktr.ee/bill' }],
		});
		const run = await runRefersion(hub, getMany());
		expect(itemsOf(run)).toEqual([
			{
				json: {
					code: bill.code,
					offer_id: '1234',
					status: 'PENDING',
					first_name: 'Bill',
					last_name: 'Smith',
					email: bill.email,
					custom_fields: { Site: 'https://linktr.ee/bill' },
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(listed()).toEqual([{ limit: '100', page: '1' }]);
	});

	it('reads 10,000 in exactly 100 requests, and says how far it is', async () => {
		const info = jest.spyOn(Container.get(Logger), 'info');
		add(10_000);
		const run = await runRefersion(hub, getMany());
		expect(new Set(itemsOf(run).map(({ json }) => json.code)).size).toBe(10_000);
		expect(hub.world.refersion.requests).toHaveLength(100);
		// Four are under way at the same time, and may come in any order.
		expect(listed().slice(96)).toEqual(
			expect.arrayContaining([
				{ limit: '100', page: '99' },
				{ limit: '100', page: '100' },
			]),
		);
		const lines = info.mock.calls.map(([line]) => line).filter((line) => line.includes(' of '));
		expect(lines).toHaveLength(10);
		expect(lines[0]).toContain('1000 of 10000 affiliates read');
	});

	it('stops with the four pages under way when the execution is cancelled', async () => {
		add(3_000);
		hub.world.faults.set('refersion', { latencyMs: 5 });
		const seen: number[] = [];
		await runRefersion(hub, getMany(), [{}], {}, (cancel) => {
			const waiting = setInterval(() => {
				if (listed().length < 3) return;
				clearInterval(waiting);
				seen.push(listed().length);
				cancel();
			}, 1);
		});
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(seen).toHaveLength(1);
		expect(listed().length).toBeLessThanOrEqual(seen[0] + 3);
	});

	it('asks for no more than the limit', async () => {
		const affiliates = add(130);
		const run = await runRefersion(hub, getMany({ limit: 7 }));
		expect(itemsOf(run).map(({ json }) => json.code)).toEqual(
			affiliates.slice(0, 7).map(({ code }) => code),
		);
		expect(listed()).toEqual([{ limit: '7', page: '1' }]);
		hub.world.refersion.clearRequests();
		expect(itemsOf(await runRefersion(hub, getMany({ limit: 120 })))).toHaveLength(120);
		expect(listed()).toHaveLength(2);
	});

	it('filters by status, reading on until there are enough', async () => {
		add(150, 'PENDING');
		const active = add(60);
		const filters = { statuses: ['ACTIVE'] };
		const run = await runRefersion(hub, getMany({ limit: 55, filters }));
		expect(itemsOf(run).map(({ json }) => json.code)).toEqual(
			active.slice(0, 55).map(({ code }) => code),
		);
		expect(listed()).toHaveLength(3);
	});

	it('gives no one twice when the list moves while it is read', async () => {
		hub.world.refersion.switches.listOrder = 'newest-first';
		const before = add(250);
		const original = hub.world.fetch.bind(hub.world);
		jest.spyOn(hub.world, 'fetch').mockImplementationOnce(async (request) => {
			const answer = await original(request);
			add(3);
			return answer;
		});
		const codes = itemsOf(await runRefersion(hub, getMany())).map(({ json }) => json.code);
		expect(new Set(codes).size).toBe(codes.length);
		expect(codes).toEqual(expect.arrayContaining(before.map(({ code }) => code)));
	});

	it('reads on when the total has a comma', async () => {
		const page = (first: number) =>
			Array.from({ length: 100 }, (_value, n) => ({ id: `c${first + n}`, status: 'ACTIVE' }));
		const fetch = jest.spyOn(hub.world, 'fetch');
		for (let number = 0; number < 11; number++) {
			const results = number < 10 ? page(number * 100) : [{ id: 'last', status: 'ACTIVE' }];
			fetch.mockResolvedValueOnce(Response.json({ total: '1,001', results }));
		}
		expect(itemsOf(await runRefersion(hub, getMany()))).toHaveLength(1_001);
	});

	it.each([
		[{}, 'total'],
		[{ total: 'many', results: [] }, 'total'],
		[{ total: 3 }, 'results'],
	])('is an error when the answer is %j', async (answer, field) => {
		jest.spyOn(hub.world, 'fetch').mockResolvedValueOnce(Response.json(answer));
		const message = `Refersion sent an answer without "${field}"`;
		expect(errorOf(await runRefersion(hub, getMany()))?.message).toBe(message);
	});

	it('gives nothing for an account without affiliates', async () => {
		expect(itemsOf(await runRefersion(hub, getMany()))).toEqual([]);
	});

	it("gives Refersion's own words, and goes on where it is told to", async () => {
		hub.credentials.refersionApi.secretKey = 'sec_wrong';
		expect(errorOf(await runRefersion(hub, getMany()))).toMatchObject({ httpCode: '401' });
		const run = await runRefersion(hub, getMany(), [{}, {}], CONTINUE);
		expect(pairedJson(run).map(({ error }) => error)).toEqual([
			expect.stringContaining('Invalid API credentials'),
			expect.stringContaining('Invalid API credentials'),
		]);
	});

	it('refuses a limit that is none', async () => {
		const run = await runRefersion(hub, getMany({ limit: '={{ "0" }}' }));
		expect(errorOf(run)?.message).toBe(
			'The parameter Limit is not a whole number of 1 or more: "0"',
		);
		expect(listed()).toEqual([]);
	});
});

describe('Refersion, Affiliate: Search', () => {
	const search = (parameters: INodeParameters): INodeParameters => ({
		resource: 'affiliate',
		operation: 'search',
		keyword: '={{ $json.keyword }}',
		returnAll: true,
		...parameters,
	});

	it('finds by a part of the email, over pages', async () => {
		const shop = Array.from({ length: 25 }, (_value, n) =>
			hub.world.refersion.addAffiliate({ email: `a${n}@shop-mail.com` }),
		);
		hub.world.refersion.addAffiliate({ email: 'a@elsewhere.com' });
		const run = await runRefersion(hub, search({}), [{ keyword: '@shop-mail' }]);
		expect(itemsOf(run).map(({ json }) => json.code)).toEqual(shop.map(({ code }) => code));
		expect(sentTo(hub, '/affiliate/search')[0]).toEqual({ keyword: '@shop-mail', page: '1' });
	});

	it('sends names, and takes no more than the limit', async () => {
		for (let n = 0; n < 5; n++) hub.world.refersion.addAffiliate({ first_name: 'Anna' });
		add(5);
		const options = { firstName: ' Anna ' };
		const parameters = search({ returnAll: false, limit: 3, options });
		const run = await runRefersion(hub, parameters, [{ keyword: '@' }]);
		expect(itemsOf(run).map(({ json }) => json.first_name)).toEqual(['Anna', 'Anna', 'Anna']);
		expect(sentTo(hub, '/affiliate/search')).toEqual([
			{ keyword: '@', page: '1', first_name: 'Anna' },
		]);
	});

	it('gives nothing when there is no hit', async () => {
		add(1);
		expect(itemsOf(await runRefersion(hub, search({}), [{ keyword: 'nobody' }]))).toEqual([]);
	});

	it('refuses an empty keyword and goes on with the next item', async () => {
		const [one] = add(1);
		const items = [{ keyword: ' ' }, { keyword: String(one.id) }];
		const [refused, found] = pairedJson(await runRefersion(hub, search({}), items, CONTINUE));
		expect(refused).toMatchObject({
			error: 'The parameter Keyword is empty',
			details: { reason: 'invalid_input' },
		});
		expect(found.code).toBe(one.code);
	});

	it('gives other errors as they are', async () => {
		hub.world.faults.failNext({ service: 'refersion', fault: '403-no-body' });
		const run = await runRefersion(hub, search({}), [{ keyword: 'x' }]);
		expect(errorOf(run)).toMatchObject({ httpCode: '403' });
	});
});
