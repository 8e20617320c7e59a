import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { bigCommerceClient } from '../../nodes/BigCommerce/transport/client';
import { runBigCommerce, sentToBigCommerce } from './support/bigCommerce';
import { errorOf } from './support/engine';
import { resetHub, startHub, type Hub } from './support/hub';
import { CONTINUE, pairedJson } from './support/refersion';
import { executeContext } from './support/transport';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await hub.close());

const bigcommerce = () => hub.world.bigcommerce;
const posts = () => bigcommerce().requests.filter(({ method }) => method === 'POST');

const create: INodeParameters = {
	resource: 'promotion',
	operation: 'create',
	name: '={{ $json.name }}',
	discountType: 'percentage',
	discount: 15,
	options: {},
};

const run = async (items: IDataObject[], more: INodeParameters = {}, extra = {}) =>
	await runBigCommerce(hub, { ...create, ...more }, items, extra);

describe('BigCommerce, Promotion: Create', () => {
	it('creates a promotion for many codes, which then takes several', async () => {
		const options = { endDate: '2099-01-31T12:00:00', maxUses: 500, combines: false };
		const [json] = pairedJson(await run([{ name: ' Creators ' }], { options }));
		const { id } = bigcommerce().promotions()[0];
		expect(json).toEqual({
			id,
			name: 'Creators',
			status: 'ENABLED',
			coupon_type: 'BULK',
			percentage_amount: '15',
			fixed_amount: null,
			currency_code: 'USD',
			start_date: expect.any(String),
			end_date: expect.stringMatching(/^2099-01-31T/),
			current_uses: 0,
			max_uses: 500,
			created: true,
		});
		expect(sentToBigCommerce(hub)).toEqual(['GET /promotions', 'POST /promotions']);
		const codes = await runBigCommerce(
			hub,
			{
				operation: 'create',
				promotion: { __rl: true, mode: 'id', value: String(id) },
				code: '={{ $json.code }}',
			},
			[{ code: 'SARAH10' }, { code: 'BILL10' }],
		);
		expect(pairedJson(codes)).toMatchObject([{ created: true }, { created: true }]);
	});

	it.each(['exact', 'contains'] as const)(
		'leaves one of the same name alone, and does not take one of a longer name for it (%s)',
		async (nameFilter) => {
			bigcommerce().switches.nameFilter = nameFilter;
			await run([{ name: 'Creators 2027' }]);
			const rows = pairedJson(await run([{ name: 'Creators' }, { name: 'Creators' }]));
			expect(rows.map(({ created }) => created)).toEqual([true, false]);
			const [again] = pairedJson(await run([{ name: 'Creators' }]));
			expect(again).toMatchObject({ created: false, percentage_amount: '15' });
			expect(posts()).toHaveLength(2);
		},
	);

	it.each([
		['another discount', { rules: [] }, 'gives another discount'],
		['a single code', { coupon_type: 'SINGLE' as const }, 'is for a single code'],
	])('says when one of the name has %s', async (_what, other, words) => {
		bigcommerce().addPromotion({ name: 'Creators', ...other });
		expect(errorOf(await run([{ name: 'Creators' }]))?.message).toContain(words);
		expect(posts()).toEqual([]);
	});

	it('says when there are several of the name', async () => {
		bigcommerce().addPromotion({ name: 'Creators' });
		bigcommerce().addPromotion({ name: 'Creators' });
		expect(errorOf(await run([{ name: 'Creators' }]))?.message).toContain('has 2 promotions');
		expect(posts()).toEqual([]);
	});

	it.each([
		['the answer got lost', 'reset-after'],
		['a gateway answered', '502-html'],
	] as const)('is sent once, and looked for when %s', async (_what, fault) => {
		hub.world.faults.failNext({ service: 'bigcommerce', method: 'POST', fault });
		const [json] = pairedJson(await run([{ name: 'Creators' }], {}, CONTINUE));
		expect(posts()).toHaveLength(1);
		if (fault === 'reset-after') expect(json).toMatchObject({ created: true });
		else expect(json).toMatchObject({ details: { reason: 'unknown_outcome' } });
		await run([{ name: 'Creators' }]);
		expect(bigcommerce().promotions()).toHaveLength(1);
	});

	it.each<[string, INodeParameters, string]>([
		['Name', { name: '={{ $json.missing }}' }, 'Name is empty'],
		['Discount', { discount: 0 }, 'Discount is not a number from 0.01 to 100'],
		['a percentage', { discount: 101 }, 'Discount is not a number'],
		['Discount Type', { discountType: 'free' }, 'Discount Type is none of its choices'],
		['End Date', { options: { endDate: '' } }, 'End Date is empty'],
		['a past end', { options: { endDate: '2020-01-01T00:00:00' } }, 'End Date is over already'],
		[
			'an end before the start',
			{ options: { startDate: '2099-02-01T00:00:00', endDate: '2099-01-01T00:00:00' } },
			'End Date is not after Start Date',
		],
		['Currency', { options: { currency: 'dollars' } }, 'Currency is not the code of a currency'],
		['a switch', { options: { combines: 'maybe' } }, 'Promotions is neither on nor off'],
		['Max Uses', { options: { maxUses: 1.5 } }, 'Max Uses is not a whole number'],
	])('does not guess %s', async (_what, parameters, words) => {
		const error = errorOf(await run([{ name: 'Creators' }], parameters));
		expect(error?.message).toContain(words);
		expect(error).toMatchObject({ type: 'invalid_input' });
		expect(sentToBigCommerce(hub)).toEqual([]);
	});

	it('gives what BigCommerce says when it refuses, and goes on', async () => {
		bigcommerce().account.scope = 'read-only';
		const rows = pairedJson(await run([{ name: 'A' }, { name: '' }], {}, CONTINUE));
		expect(rows).toMatchObject([
			{ details: { httpCode: '403', description: expect.stringContaining('Marketing: modify') } },
			{ error: 'The parameter Name is empty' },
		]);
	});
});

describe('BigCommerce, Promotion: Get Many', () => {
	it('gives the promotions with coupon codes, and what they give', async () => {
		await run([{ name: 'Creators' }]);
		bigcommerce().addPromotion({ redemption_type: 'AUTOMATIC' });
		const all = { resource: 'promotion', operation: 'getMany', returnAll: true };
		expect(pairedJson(await runBigCommerce(hub, all))).toMatchObject([
			{ name: 'Creators', coupon_type: 'BULK', percentage_amount: '15' },
		]);
	});
});

it.each(['GET', 'POST', 'DELETE'] as const)(
	'a request (%s) waits for half a minute',
	async (method) => {
		const context = executeContext(hub, 'bigCommerce');
		const limits: unknown[] = [];
		jest
			.spyOn(context.helpers, 'httpRequestWithAuthentication')
			.mockImplementation(async (_type, request) => {
				limits.push(request.timeout);
				return await Promise.resolve({ statusCode: 204, headers: {}, body: undefined });
			});
		const client = await bigCommerceClient.call(context);
		expect(await client.request({ method, path: '/promotions' })).toEqual({});
		expect(limits).toEqual([30_000]);
	},
);
