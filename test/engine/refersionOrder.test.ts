import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { errorOf, outputOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { CONTINUE, ERROR_OUTPUT, itemsOf, pairedJson, runRefersion } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const refersion = () => hub.world.refersion;

const ORDER: INodeParameters = {
	orderId: '20150401102883',
	cartId: 'c0ffee-4711-cafe',
	currency: 'usd',
	items: { item: [{ sku: 'PROD_A', price: '5.50', quantity: 2, name: '' }] },
};

const sendOrders = async (
	parameters: INodeParameters = {},
	items: IDataObject[] = [{}],
	extra: Partial<INode> = {},
) => {
	const all = { resource: 'order', operation: 'send', ...ORDER, ...parameters };
	return await runRefersion(hub, all, items, extra);
};

const orders = () =>
	refersion().requests.filter(({ host }) => host === 'inbound-webhooks.refersion.com');

describe('Refersion, Order: Send', () => {
	it('sends the order as documented, with the keys of its host', async () => {
		const json = pairedJson(await sendOrders());
		expect(json).toEqual([
			{ order_id: '20150401102883', cart_id: 'c0ffee-4711-cafe', affiliate_id: null, sent: true },
		]);
		expect(refersion().requests).toHaveLength(1);
		expect(orders()[0]).toMatchObject({
			method: 'POST',
			path: '/tracker/orders/paid',
			body: {
				cart_id: 'c0ffee-4711-cafe',
				order_id: '20150401102883',
				currency_code: 'USD',
				items: [{ sku: 'PROD_A', quantity: 2, price: 5.5 }],
			},
		});
		expect(Object.keys(orders()[0].headers)).toEqual(
			expect.arrayContaining(['refersion-public-key', 'refersion-secret-key']),
		);
		expect(Object.keys(orders()[0].headers)).not.toContain('x-refersion-key');
	});

	it('sends all fields, and Refersion credits the affiliate', async () => {
		const { id } = refersion().addAffiliate({ code: 'ann1', status: 'ACTIVE' });
		const lines = [
			{ sku: 'PROD_A', price: 5.5, quantity: 2, name: 'Product A' },
			{ sku: 'B', price: 1, quantity: 1 },
		];
		const run = await sendOrders({
			specifyItems: 'json',
			itemsJson: JSON.stringify(lines),
			additionalFields: {
				affiliate: locator('code', 'ann1'),
				customer: {
					first_name: 'John',
					last_name: 'Doe',
					email: 'jdoe@example.com',
					ip_address: '203.0.113.75',
				},
				shipping: 9.99,
				tax: '={{ 0.57 }}',
				discount: 2.25,
				discount_code: 'HOLIDAY1',
				subscription_id: 'sub-1',
			},
		});
		expect(pairedJson(run)).toMatchObject([{ affiliate_id: id, sent: true }]);
		expect(orders()[0].body).toEqual({
			cart_id: 'c0ffee-4711-cafe',
			order_id: '20150401102883',
			currency_code: 'USD',
			items: lines,
			shipping: 9.99,
			tax: 0.57,
			discount: 2.25,
			discount_code: 'HOLIDAY1',
			subscription_id: 'sub-1',
			is_subscription: true,
			auto_credit_affiliate_id: id,
			customer: {
				first_name: 'John',
				last_name: 'Doe',
				email: 'jdoe@example.com',
				ip_address: '203.0.113.75',
			},
		});
		expect(refersion().conversions()).toMatchObject([
			{ affiliateId: id, total: 9.75, currency: 'USD' },
		]);
	});

	it.each([
		[{ orderId: '={{ $json.none }}' }, 'The parameter Order ID is empty'],
		[{ orderId: '={{ Number($json.none) }}' }, 'The parameter Order ID is no text: "NaN"'],
		[{ cartId: ' ' }, 'The parameter Cart ID is empty'],
		[{ cartId: 'x'.repeat(256) }, 'The parameter Cart ID has 256 characters'],
		[{ currency: 'Dollar' }, 'The parameter Currency is not the code of a currency: "Dollar"'],
		[{ currency: '={{ $json.none }}' }, 'The parameter Currency is empty'],
		[{ items: {} }, 'The parameter Items has no item'],
		[
			{ items: { item: [{ sku: '', price: '1', quantity: 1 }] } },
			'Items has an item without a SKU',
		],
		[{ items: { item: [{ sku: 'A', price: '', quantity: 1 }] } }, 'Price (Items) is empty'],
		[
			{ items: { item: [{ sku: 'A', price: '5,50', quantity: 1 }] } },
			'Price (Items) is not a number',
		],
		[
			{ items: { item: [{ sku: 'A', price: '1', quantity: 1.5 }] } },
			'Quantity (Items) is not a whole',
		],
		[{ additionalFields: { tax: '={{ $json.none }}' } }, 'The parameter Tax is empty'],
		[{ additionalFields: { affiliate: locator('id', '') } }, 'The affiliate ID is empty'],
	])('sends nothing with %j', async (parameters, message) => {
		const [json] = pairedJson(await sendOrders(parameters, [{}], CONTINUE));
		expect(json.error).toContain(message);
		expect(json.details).toMatchObject({ reason: 'invalid_input' });
		expect(refersion().requests).toEqual([]);
	});

	it('knows an order that an item before has, and refuses another one with its ID', async () => {
		const { id } = refersion().addAffiliate({ code: 'ann1', status: 'ACTIVE' });
		const items = [{ price: 1 }, { price: 1 }, { price: 2 }];
		const run = await sendOrders(
			{
				items: { item: [{ sku: 'A', price: '={{ $json.price }}', quantity: 1 }] },
				additionalFields: { affiliate: locator('id', String(id)) },
			},
			items,
			CONTINUE,
		);
		expect(pairedJson(run)).toMatchObject([
			{ sent: true },
			{ sent: false, warning: expect.stringContaining('An item before') },
			{ details: { reason: 'duplicate_order' } },
		]);
		expect(orders()).toHaveLength(1);
		expect(refersion().conversions()).toHaveLength(1);
	});

	it.each(['credited', 'ignored'] as const)(
		'never sends an order twice by itself, whose answer was lost (%s when it comes again)',
		async (sameOrderAgain) => {
			const { id } = refersion().addAffiliate({ code: 'ann1', status: 'ACTIVE' });
			refersion().switches.sameOrderAgain = sameOrderAgain;
			hub.world.faults.failNext({ service: 'refersion', fault: 'reset-after', times: 1 });
			const additionalFields = { affiliate: locator('id', String(id)) };
			const run = await sendOrders({ additionalFields }, [{}, {}], CONTINUE);
			// The second item is the same order: what is not known of the first is not known of it.
			expect(pairedJson(run)).toMatchObject([
				{
					error: 'Refersion gave no clear answer: it is not known whether the order was reported',
					details: { reason: 'unknown_outcome' },
				},
				{ details: { reason: 'unknown_outcome' } },
			]);
			expect(orders()).toHaveLength(1);
			expect(refersion().conversions()).toHaveLength(1);
		},
	);

	it.each([
		['json', undefined],
		['empty', undefined],
		['no-content', 'unknown_outcome'],
		['page', 'unknown_outcome'],
		['error', 'unknown_outcome'],
	] as const)('takes the answer %s for what it says', async (orderAnswer, reason) => {
		refersion().switches.orderAnswer = orderAnswer;
		const [json] = pairedJson(await sendOrders({}, [{}], CONTINUE));
		expect(json).toMatchObject(reason ? { details: { reason } } : { sent: true });
	});

	it('says that the keys are wrong, and shows none', async () => {
		hub.credentials.refersionApi.secretKey = 'sec_wrong';
		const error = errorOf(await sendOrders());
		expect(error).toMatchObject({ httpCode: '401' });
		expect(error?.description).toContain('copy the public and the secret key again');
		expect(JSON.stringify(error)).not.toContain('sec_wrong');
	});

	it('sends the failed ones to the error output', async () => {
		const items = [{ id: '1' }, { id: '' }];
		const run = await sendOrders({ orderId: '={{ $json.id }}' }, items, ERROR_OUTPUT);
		expect(itemsOf(run).map(({ json }) => json.order_id)).toEqual(['1']);
		expect(outputOf(run, 'Node', 1)[0].json).toMatchObject({ id: '' });
	});
});
