import type { INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import { errorOf } from './support/engine';
import { getMany, json } from './support/graphql';
import { resetHub, startHub, type Hub } from './support/hub';
import { itemsOf, runRefersion, sentTo } from './support/refersion';
import { editorContext } from './support/pickers';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const switches = () => hub.world.refersion.switches;
const add = (count: number) =>
	Array.from({ length: count }, () => hub.world.refersion.addAffiliate({ status: 'ACTIVE' }));
const affiliates = async (parameters: INodeParameters = {}) =>
	await runRefersion(hub, {
		resource: 'affiliate',
		operation: 'getMany',
		returnAll: true,
		...parameters,
	});
const codes = async (parameters: INodeParameters = {}) =>
	itemsOf(await affiliates(parameters)).map(({ json: { code } }) => String(code));
const sorted = (texts: string[]) => [...texts].sort();
const requests = () => hub.world.refersion.requests;

const addOffers = (count: number) => {
	for (let id = 1; id <= count - 1; id++) {
		hub.world.refersion.addOffer({ id, name: `${id}`, type: 'FLAT_RATE', commission: '1' });
	}
};
const addConversions = (count: number) => {
	const { id: affiliateId } = hub.world.refersion.addAffiliate({ status: 'ACTIVE' });
	return Array.from({ length: count }, () => hub.world.refersion.addConversion({ affiliateId }));
};
const conversions = async (filters: INodeParameters) =>
	await getMany(hub, 'conversion', { returnAll: true, filters });
const idsOf = async (filters: INodeParameters) => {
	const run = await conversions(filters);
	expect(errorOf(run)?.message).toBeUndefined();
	return json(run).map(({ id }) => Number(id));
};

const isIncomplete = (of: string) => ({
	message: expect.stringContaining(of),
	type: 'list_incomplete',
	description: expect.stringContaining('Run it again'),
});

describe('the list of affiliates (REST)', () => {
	it('has 1,000 of 1,000 when pages have 50 rows though 100 are asked for, in 20 requests', async () => {
		switches().restPageCap = 50;
		const all = add(1_000);
		expect(await codes()).toEqual(all.map(({ code }) => code));
		expect(sentTo(hub, '/affiliate/list')).toHaveLength(20);
	});

	it.each([57, 450])('has %d of them when pages are counted from 0', async (count) => {
		switches().firstPage = 0;
		const all = add(count);
		expect(sorted(await codes())).toEqual(sorted(all.map(({ code }) => code)));
	});

	it.each(['invalid', 'first'] as const)(
		'is whole after an empty page in the middle, where page 0 is %s',
		async (pageZero) => {
			Object.assign(switches(), { pageZero, emptyAt: { place: 250, times: 1 } });
			const all = add(450);
			expect(sorted(await codes())).toEqual(sorted(all.map(({ code }) => code)));
		},
	);

	it('is an error when a page stays empty', async () => {
		switches().emptyAt = { place: 250, times: Infinity };
		add(450);
		expect(errorOf(await affiliates())).toMatchObject(
			isIncomplete('The list of affiliates is incomplete: '),
		);
	});

	it.each([
		[{ totalExcess: 50 }, '450 of 500 were read'],
		[{ totalDrift: 7 }, 'The list of affiliates is incomplete: 450 of '],
	])('is an error when the total is never reached: %j', async (change, of) => {
		Object.assign(switches(), change);
		add(450);
		expect(errorOf(await affiliates())).toMatchObject(isIncomplete(of));
	});

	it('stops at a limit, whatever the total is', async () => {
		switches().totalExcess = 50;
		add(450);
		expect(await codes({ returnAll: false, limit: 120 })).toHaveLength(120);
		expect(sentTo(hub, '/affiliate/list')).toHaveLength(2);
	});

	it('is whole when it is searched, or an error', async () => {
		const search = async () =>
			await runRefersion(hub, {
				resource: 'affiliate',
				operation: 'search',
				keyword: '@creators',
				returnAll: true,
			});
		add(25);
		expect(itemsOf(await search())).toHaveLength(25);
		expect(sentTo(hub, '/affiliate/search')).toHaveLength(3);
		switches().totalExcess = 5;
		expect(errorOf(await search())).toMatchObject(isIncomplete('25 of 30 were read'));
	});

	it('is whole in the editor too when pages have 50 rows', async () => {
		switches().restPageCap = 50;
		add(180);
		const method = hub.engine.nodeType('refersion').methods?.listSearch?.searchAffiliates;
		const values: unknown[] = [];
		for (let token: string | undefined = 'first:1'; token;) {
			const page: INodeListSearchResult | undefined = await method?.call(
				editorContext(hub, 'refersion', {}),
				undefined,
				token,
			);
			values.push(...(page?.results ?? []).map(({ value }) => value));
			token = page?.paginationToken === undefined ? undefined : String(page.paginationToken);
		}
		expect(new Set(values).size).toBe(180);
		expect(values).toHaveLength(180);
	});

	it('does not say that there is nobody with an email when the search was short', async () => {
		switches().totalExcess = 5;
		add(3);
		const run = await runRefersion(hub, {
			resource: 'affiliate',
			operation: 'get',
			affiliate: { __rl: true, mode: 'email', value: '8@creators.example' },
		});
		expect(errorOf(run)).toMatchObject(isIncomplete('1 of 6 were read'));
	});
});

describe('the lists of GraphQL', () => {
	it.each(['null', 'absent'] as const)('has 450 of 450 when the total is %s', async (total) => {
		switches().totalResults = total;
		addOffers(450);
		const run = await getMany(hub, 'offer', { returnAll: true });
		expect(new Set(json(run).map(({ id }) => id)).size).toBe(450);
	});

	it.each(['number', 'null', 'absent'] as const)(
		'has 450 of 450 when pages have 100 rows though 200 are asked for, and the total is %s',
		async (totalResults) => {
			Object.assign(switches(), { graphqlPageCap: 100, totalResults });
			addOffers(450);
			const run = await getMany(hub, 'offer', { returnAll: true });
			expect(new Set(json(run).map(({ id }) => id)).size).toBe(450);
		},
	);

	it.each([true, false])(
		'have all conversions in pages of 50 (total of the filtered list: %s)',
		async (totalHeedsFilters) => {
			Object.assign(switches(), { graphqlPageCap: 50, totalHeedsFilters });
			const all = addConversions(230);
			for (const { id } of all.slice(0, 70)) {
				hub.world.refersion.setConversionStatus(id, 'APPROVED');
			}
			expect(await idsOf({ statuses: ['PENDING'] })).toEqual(all.slice(70).map(({ id }) => id));
			expect(await idsOf({ statuses: ['DENIED'] })).toEqual([]);
		},
	);

	it.each([
		[true, 1],
		[false, 2],
	])('takes a request more only where the total is of more (%s)', async (heeds, count) => {
		switches().totalHeedsFilters = heeds;
		const [first] = addConversions(30);
		hub.world.refersion.setConversionStatus(first.id, 'APPROVED');
		expect(await idsOf({ statuses: ['PENDING'] })).toHaveLength(29);
		expect(requests()).toHaveLength(count);
	});

	it.each([
		['approve', { statuses: ['PENDING'] }, true],
		['approve', { statuses: ['PENDING'] }, false],
		['pay', { statuses: ['PENDING'], paymentStatus: 'UNPAID' }, true],
		['pay', { statuses: ['PENDING'], paymentStatus: 'UNPAID' }, false],
	] as const)(
		'miss nobody and have nobody twice when somebody begins to %s meanwhile (%j, %s)',
		async (whileRead, filters, totalHeedsFilters) => {
			Object.assign(switches(), { whileRead, totalHeedsFilters });
			const all = addConversions(450);
			const found = await idsOf({ ...filters, statuses: [...filters.statuses] });
			expect(found.sort()).toEqual(all.map(({ id }) => id));
		},
	);

	it('is an error when conversions leave again and again', async () => {
		Object.assign(switches(), { whileRead: 'approve', whileReadTimes: Infinity });
		addConversions(450);
		const error = errorOf(await conversions({ statuses: ['PENDING'] }));
		expect(error).toMatchObject(isIncomplete('The list of conversions is incomplete: '));
	});

	it('is whole after an empty page in the middle, and an error when it stays empty', async () => {
		addOffers(450);
		switches().emptyAt = { place: 250, times: 1 };
		expect(json(await getMany(hub, 'offer', { returnAll: true }))).toHaveLength(450);
		switches().emptyAt = { place: 250, times: Infinity };
		expect(errorOf(await getMany(hub, 'offer', { returnAll: true }))).toMatchObject(
			isIncomplete('The list of offers is incomplete: 200 of 450 were read'),
		);
	});

	it.each([
		[{ totalExcess: 50 }, '450 of 500 were read'],
		[{ totalDrift: 7 }, 'The list of offers is incomplete: 450 of '],
	])('is an error when the total is never reached: %j', async (change, of) => {
		Object.assign(switches(), change);
		addOffers(450);
		expect(errorOf(await getMany(hub, 'offer', { returnAll: true }))).toMatchObject(
			isIncomplete(of),
		);
	});

	it('give the links of all affiliates, or are an error', async () => {
		const links = { options: { includePayPal: true } };
		add(450);
		switches().graphqlPageCap = 100;
		const found = itemsOf(await affiliates(links));
		expect(found.filter(({ json: { paypal_email } }) => paypal_email === '')).toHaveLength(450);
		switches().emptyAt = { place: 430, times: Infinity };
		expect(errorOf(await affiliates(links))).toMatchObject({ type: 'list_incomplete' });
	});
});
