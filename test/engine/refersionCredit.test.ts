import type { INodeParameters } from 'n8n-workflow';
import { errorOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { CONTINUE, pairedJson, runRefersion, sentTo } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await hub.close());

const operation = (name: string, parameters: INodeParameters): INodeParameters => ({
	resource: 'conversion',
	operation: name,
	...parameters,
});
const affiliate = () => hub.world.refersion.addAffiliate({ status: 'ACTIVE' });

describe('Refersion, Conversion: Credit Manually', () => {
	const credit = (parameters: INodeParameters = {}) =>
		operation('creditManually', {
			affiliate: locator('id', '={{ $json.id }}'),
			commission: '={{ $json.commission }}',
			status: 'APPROVED',
			...parameters,
		});

	it('credits, also a negative amount', async () => {
		const { id } = affiliate();
		const additionalFields = { currency: 'eur', notes: ' Bonus ' };
		const items = [
			{ id, commission: 12.5 },
			{ id, commission: '-3' },
		];
		const run = await runRefersion(hub, credit({ additionalFields }), items);
		const sent = { id, status: 'APPROVED', currency: 'EUR', notes: 'Bonus' };
		expect(sentTo(hub, '/conversion/manual_credit')).toEqual([
			{ ...sent, commission: 12.5 },
			{ ...sent, commission: -3 },
		]);
		const made = hub.world.refersion.conversions();
		expect(made.map(({ commission }) => commission)).toEqual([12.5, -3]);
		expect(pairedJson(run)[0]).toEqual({
			conversion_id: made[0].id,
			affiliate_id: id,
			commission: 12.5,
			status: 'APPROVED',
			currency: 'EUR',
			notes: 'Bonus',
		});
	});

	it("gives Refersion's own words and goes on", async () => {
		const { id } = affiliate();
		const items = [
			{ id: 99, commission: 1 },
			{ id, commission: 'much' },
			{ id, commission: 0 },
			{ id, commission: 5 },
		];
		const run = await runRefersion(hub, credit(), items, CONTINUE);
		expect(pairedJson(run).map(({ error }) => error)).toEqual([
			'Invalid affiliate ID (error 2).',
			'The parameter Commission is not a number: "much"',
			'The parameter Commission is 0',
			undefined,
		]);
		const currency = credit({ additionalFields: { currency: 'XXX' } });
		expect(errorOf(await runRefersion(hub, currency, [{ id, commission: 1 }]))?.message).toBe(
			'XXX is not a valid currency',
		);
	});

	it.each([
		['={{ $json.none }}', 'is empty'],
		['', 'is empty'],
		['={{ null }}', 'is empty'],
		['Dollar', 'is not the code of a currency: "Dollar"'],
	])('credits nothing in the currency %j', async (currency, what) => {
		const { id } = affiliate();
		const parameters = credit({ additionalFields: { currency, notes: '' } });
		const [json] = pairedJson(
			await runRefersion(hub, parameters, [{ id, commission: 1 }], CONTINUE),
		);
		expect(json.error).toBe(`The parameter Currency ${what}`);
		expect(hub.world.refersion.requests).toEqual([]);
	});

	it.each(['reset-after', '502-html', 'empty'] as const)(
		'is never sent twice (%s)',
		async (fault) => {
			const { id } = affiliate();
			if (fault !== 'empty') hub.world.faults.failNext({ service: 'refersion', fault });
			else jest.spyOn(hub.world, 'fetch').mockResolvedValueOnce(new Response(''));
			const run = await runRefersion(hub, credit(), [{ id, commission: 5 }], CONTINUE);
			expect(pairedJson(run)[0]).toMatchObject({
				error:
					'Refersion gave no clear answer: it is not known whether the commission was credited',
				details: { reason: 'unknown_outcome' },
			});
			expect(hub.world.refersion.requests.length).toBeLessThanOrEqual(1);
			expect(hub.world.refersion.conversions()).toHaveLength(fault === 'reset-after' ? 1 : 0);
		},
	);
});

describe('Refersion, Conversion: Credit by Order', () => {
	const credit = operation('creditByOrder', {
		affiliate: locator('id', '={{ $json.id }}'),
		orderId: '={{ $json.order }}',
		status: 'PENDING',
		additionalFields: { notes: 'Phone order' },
	});

	it('credits, and warns of an order that is credited to someone else', async () => {
		const [one, two] = [affiliate(), affiliate()];
		const items = [
			{ id: one.id, order: 4711 },
			{ id: two.id, order: '4711' },
		];
		const [first, second] = pairedJson(await runRefersion(hub, credit, items));
		expect(sentTo(hub, '/conversion/manual_credit_order_id')[0]).toEqual({
			id: one.id,
			order_id: '4711',
			status: 'PENDING',
			notes: 'Phone order',
		});
		expect(first).toEqual({
			affiliate_id: one.id,
			order_id: '4711',
			message: expect.stringContaining('re-processing'),
		});
		expect(second.warning).toBe(`Order ID is already credited to affiliate ${one.id}`);
	});

	it("gives Refersion's own words and goes on", async () => {
		const { id } = affiliate();
		const items = [
			{ id: 99, order: '1' },
			{ id, order: '1' },
			{ id, order: '1' },
			{ id, order: '' },
		];
		const run = await runRefersion(hub, credit, items, CONTINUE);
		expect(pairedJson(run).map(({ error }) => error)).toEqual([
			'Invalid affiliate ID (error 2).',
			undefined,
			'The affiliate you provided has already been manually credited for this order ID. (Error 6)',
			'The parameter Order ID is empty',
		]);
	});

	it('is never sent twice', async () => {
		const { id } = affiliate();
		hub.world.faults.failNext({ service: 'refersion', fault: 'reset-after' });
		const run = await runRefersion(hub, credit, [{ id, order: '1' }], CONTINUE);
		expect(pairedJson(run)[0].details).toMatchObject({ reason: 'unknown_outcome' });
		expect(sentTo(hub, '/conversion/manual_credit_order_id')).toHaveLength(1);
	});
});

describe('Refersion, Conversion: Cancel', () => {
	const cancel = (items: INodeParameters) =>
		operation('cancel', { orderId: '={{ $json.order }}', items });
	const rows = {
		item: [
			{ sku: 'SHIRT', price: '5.50', quantity: 2 },
			{ sku: 'CAP', price: '' },
		],
	};
	const addOrder = (orderId: string) =>
		hub.world.refersion.addConversion({ affiliateId: affiliate().id, orderId });

	it('cancels, numbers as numbers', async () => {
		addOrder('4711');
		const [item] = pairedJson(await runRefersion(hub, cancel(rows), [{ order: '4711' }]));
		expect(sentTo(hub, '/conversion/cancel')).toEqual([
			{
				order_id: '4711',
				items: [
					{ sku: 'SHIRT', price: 5.5, quantity: 2 },
					{ sku: 'CAP', quantity: 1 },
				],
			},
		]);
		const [, made] = hub.world.refersion.conversions();
		expect(item).toEqual({ conversion_id: made.id, order_id: '4711', cancelled: true });
	});

	it('takes a list of items from an expression', async () => {
		addOrder('4711');
		const lines = operation('cancel', {
			orderId: '4711',
			specifyItems: 'json',
			itemsJson: '={{ $json.lines }}',
		});
		const items = [{ lines: [{ sku: 'SHIRT', price: 5, title: 'Shirt' }] }];
		const run = await runRefersion(hub, lines, items);
		expect(pairedJson(run)[0].cancelled).toBe(true);
		expect(sentTo(hub, '/conversion/cancel')).toEqual([
			{ order_id: '4711', items: [{ sku: 'SHIRT', price: 5 }] },
		]);
	});

	it.each([
		['[]', 'Items has no item'],
		['no json', 'Items (JSON) is no list of rows: "no json"'],
		['{"sku":"A"}', 'Items (JSON) is no list of rows: an object'],
		['[{"sku":"A"}, "B"]', 'Items (JSON) is no list of rows: a list'],
	])('refuses %s as a list of items', async (itemsJson, what) => {
		const json = operation('cancel', { orderId: '1', specifyItems: 'json', itemsJson });
		const run = await runRefersion(hub, json);
		expect(errorOf(run)?.message).toBe(`The parameter ${what}`);
		expect(hub.world.refersion.requests).toEqual([]);
	});

	it("gives Refersion's own words and goes on", async () => {
		addOrder('4711');
		const items = [{ order: '1' }, { order: '4711' }, { order: ' ' }];
		const run = await runRefersion(hub, cancel(rows), items, CONTINUE);
		expect(pairedJson(run).map(({ error }) => error)).toEqual([
			'Invalid order ID (error 5)',
			undefined,
			'The parameter Order ID is empty',
		]);
	});

	it.each([
		[{}, 'The parameter Items has no item'],
		[{ item: [{ sku: '' }] }, 'The parameter Items has an item without a SKU'],
		[
			{ item: [{ sku: 'A', price: 'x' }] },
			'The parameter Price (Items) is not a number of 0 or more: "x"',
		],
		[
			{ item: [{ sku: 'A', quantity: 1.5 }] },
			'The parameter Quantity (Items) is not a whole number of 1 or more: "1.5"',
		],
	])('sends nothing with %j', async (items, message) => {
		const run = await runRefersion(hub, cancel(items), [{ order: '1' }]);
		expect(errorOf(run)?.message).toBe(message);
		expect(hub.world.refersion.requests).toEqual([]);
	});

	it('is never sent twice', async () => {
		addOrder('4711');
		hub.world.faults.failNext({ service: 'refersion', fault: '502-html' });
		const run = await runRefersion(hub, cancel(rows), [{ order: '4711' }], CONTINUE);
		expect(pairedJson(run)[0].details).toMatchObject({ reason: 'unknown_outcome' });
		expect(sentTo(hub, '/conversion/cancel')).toHaveLength(1);
	});
});
