import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runBigCommerce, sentToBigCommerce } from './support/bigCommerce';
import { errorOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { CONTINUE, ERROR_OUTPUT, itemsOf, pairedJson } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const bigcommerce = () => hub.world.bigcommerce;

const getMany = (parameters: INodeParameters = {}): INodeParameters => ({
	operation: 'getMany',
	promotion: locator('list', ''),
	returnAll: true,
	filters: {},
	...parameters,
});

const codes = (items: IDataObject[]) => items.map(({ code }) => code);
const read = async (parameters: INodeParameters = {}) =>
	itemsOf(await runBigCommerce(hub, getMany(parameters))).map(({ json }) => json);

describe('BigCommerce, Promotion Code: Get Many', () => {
	it('gives the codes of all coupon promotions, with what their promotion says', async () => {
		const { id } = bigcommerce().addPromotion({ name: 'Creators' });
		const old = bigcommerce().addPromotion({ end_date: '2020-01-01T00:00:00+00:00' });
		bigcommerce().addPromotion({ redemption_type: 'AUTOMATIC' });
		bigcommerce().addCode(id, 'SARAH10', { max_uses: 5, current_uses: 1 });
		bigcommerce().addCode(old.id, 'OLD10');
		const items = await read();
		expect(items).toEqual([
			{
				id: expect.any(Number),
				code: 'SARAH10',
				state: 'usable',
				promotion_id: id,
				promotion_name: 'Creators',
				promotion_status: 'ENABLED',
				start_date: '2019-01-20T22:00:00+00:00',
				end_date: null,
				current_uses: 1,
				max_uses: 5,
				max_uses_per_customer: 0,
				date_created: expect.any(String),
			},
			expect.objectContaining({ code: 'OLD10', state: 'expired', promotion_id: old.id }),
		]);
		expect(sentToBigCommerce(hub)).toEqual([
			'GET /promotions',
			`GET /promotions/${id}/codes`,
			`GET /promotions/${old.id}/codes`,
		]);
	});

	it('reads all pages, of promotions and of codes', async () => {
		const names: string[] = [];
		for (let index = 0; index < 251; index++) {
			const { id } = bigcommerce().addPromotion();
			if (index % 250 !== 0) continue;
			for (let number = 0; number < 501 - index; number++) {
				names.push(bigcommerce().addCode(id, `C-${index}-${number}`).code);
			}
		}
		bigcommerce().switches.quota = 1000;
		expect(codes(await read())).toEqual(names);
		expect(bigcommerce().requests.filter(({ path }) => path.endsWith('/promotions'))).toHaveLength(
			2,
		);
	});

	it.each([250, 500])('reads %s codes, which fill the last page', async (count) => {
		const { id } = bigcommerce().addPromotion();
		for (let number = 0; number < count; number++) bigcommerce().addCode(id, `C-${number}`);
		expect(await read({ promotion: locator('id', String(id)) })).toHaveLength(count);
	});

	it('gives those of one promotion, and no more than asked for', async () => {
		const { id } = bigcommerce().addPromotion();
		const other = bigcommerce().addPromotion();
		for (let number = 0; number < 600; number++) bigcommerce().addCode(id, `C-${number}`);
		bigcommerce().addCode(other.id, 'OTHER');
		expect(codes(await read({ promotion: locator('list', String(other.id)) }))).toEqual(['OTHER']);
		bigcommerce().clearRequests();
		const some = { promotion: locator('id', String(id)), returnAll: false, limit: 3 };
		expect(codes(await read(some))).toEqual(['C-0', 'C-1', 'C-2']);
		expect(sentToBigCommerce(hub)).toEqual([
			`GET /promotions/${id}`,
			`GET /promotions/${id}/codes`,
		]);
	});

	it.each(['exact', 'contains'] as const)(
		'finds one code as a whole, where promotions are found by %s codes',
		async (promotionFilter) => {
			bigcommerce().switches.promotionFilter = promotionFilter;
			const [one, other] = [bigcommerce().addPromotion(), bigcommerce().addPromotion()];
			bigcommerce().addCode(one.id, 'SARAH100');
			bigcommerce().addCode(other.id, 'SARAH10');
			const [found, ...more] = await read({ filters: { code: ' SARAH10 ' } });
			expect(found).toMatchObject({ code: 'SARAH10', promotion_id: other.id });
			expect(more).toEqual([]);
			expect(await read({ filters: { code: 'NOBODY' } })).toEqual([]);
		},
	);

	it('does not take an empty filter for none', async () => {
		bigcommerce().addCode(bigcommerce().addPromotion().id, 'SARAH10');
		const run = await runBigCommerce(hub, getMany({ filters: { code: '={{ $json.nothing }}' } }));
		expect(errorOf(run)).toMatchObject({ message: 'The parameter Code is empty' });
		expect(bigcommerce().requests).toEqual([]);
	});

	it('goes on with the next item after an error, and pairs each', async () => {
		const { id } = bigcommerce().addPromotion();
		bigcommerce().addCode(id, 'SARAH10');
		const items = [{ promotion: id }, { promotion: 9 }, { promotion: 'x/..' }, { promotion: id }];
		const parameters = getMany({ promotion: locator('id', '={{ $json.promotion }}') });
		const run = await runBigCommerce(hub, parameters, items, CONTINUE);
		expect(pairedJson(run)).toEqual([
			expect.objectContaining({ code: 'SARAH10' }),
			{
				error: 'The requested resource was not found.',
				details: { httpCode: '404', description: expect.stringContaining('promotion') },
			},
			{
				error: 'The parameter Promotion is not a promotion ID',
				details: { reason: 'invalid_input', description: expect.any(String) },
			},
			expect.objectContaining({ code: 'SARAH10' }),
		]);
		const output = await runBigCommerce(hub, parameters, items, ERROR_OUTPUT);
		expect(itemsOf(output)).toHaveLength(2);
		expect(itemsOf(output, 1).map(({ json }) => json.promotion)).toEqual([9, 'x/..']);
	});

	it('does not take an answer without a list for an empty one', async () => {
		jest
			.spyOn(hub.world, 'fetch')
			.mockImplementation(async () => Response.json({ data: null, meta: {} }));
		const run = await runBigCommerce(hub, getMany());
		jest.restoreAllMocks();
		expect(errorOf(run)?.message).toContain('an answer that is not complete');
	});

	it('does not read the same page for ever', async () => {
		const { id } = bigcommerce().addPromotion();
		const page = {
			data: Array.from({ length: 250 }, (_value, number) => ({ id: number, code: `C-${number}` })),
			meta: { cursor_pagination: { per_page: 250, end_cursor: 'same', links: { next: '?' } } },
		};
		const { fetch } = hub.world;
		jest
			.spyOn(hub.world, 'fetch')
			.mockImplementation(async (request) =>
				request.url.includes('/codes') ? Response.json(page) : await fetch(request),
			);
		const run = await runBigCommerce(hub, getMany({ promotion: locator('id', String(id)) }));
		jest.restoreAllMocks();
		expect(errorOf(run)?.message).toContain('an answer that is not complete');
	});
});
