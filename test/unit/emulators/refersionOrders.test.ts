import { createWorld, type World } from '../../emulators';
import { inProcess } from './support';

describe('orders that are reported to Refersion', () => {
	let world: World;

	beforeEach(() => {
		world = createWorld();
		world.refersion.addAffiliate({ id: 1, code: 'a3y7', status: 'ACTIVE' });
	});

	// The documented sample, as far as it is known.
	const ORDER = {
		cart_id: 'c0ffee',
		order_id: '20150401102883',
		currency_code: 'USD',
		discount: 2.25,
		items: [{ sku: 'PROD_A', quantity: 2, price: 5.5, name: 'Product A' }],
	};

	const report = async (changes: object = {}, path = '/tracker/orders/paid', secret?: string) => {
		const { publicKey, secretKey } = world.refersion.credentials;
		return await inProcess(world)(`https://inbound-webhooks.refersion.com${path}`, {
			method: 'POST',
			headers: { 'refersion-public-key': publicKey, 'refersion-secret-key': secret ?? secretKey },
			body: { ...ORDER, ...changes },
		});
	};

	it('credits whom the order names, or whose coupon or email it has', async () => {
		world.refersion.addTrigger(1, 'COUPON', 'ten');
		world.refersion.addTrigger(1, 'EMAIL', 'jo@shop-mail.com');
		expect(await report()).toMatchObject({ status: 200 });
		expect(world.refersion.conversions()).toEqual([]);
		await report({ order_id: 'a', auto_credit_affiliate_id: 1 });
		await report({ order_id: 'b', discount_code: 'Ten' });
		await report({ order_id: 'c', customer: { email: 'jo@shop-mail.com' } });
		const credited = world.refersion.conversions();
		expect(credited.map(({ orderId }) => orderId)).toEqual(['a', 'b', 'c']);
		expect(credited[0]).toMatchObject({ affiliateId: 1, total: 8.75, currency: 'USD' });
	});

	it.each([
		['ignored', 1],
		['credited', 2],
	] as const)('takes an order ID that comes again as %s', async (sameOrderAgain, count) => {
		world.refersion.switches.sameOrderAgain = sameOrderAgain;
		await report({ auto_credit_affiliate_id: 1 });
		await report({ auto_credit_affiliate_id: 1 });
		expect(world.refersion.conversions()).toHaveLength(count);
	});

	it.each([
		[{ cart_id: undefined }],
		[{ cart_id: 'x'.repeat(256) }],
		[{ order_id: 4711 }],
		[{ currency_code: undefined }],
		[{ items: [] }],
		[{ items: [{ sku: 'A', quantity: 1 }] }],
		[{ items: [{ sku: 'A', quantity: 1, price: '5.50' }] }],
		[{ subscription_id: 'sub-1' }],
		[{ is_subscription: true }],
		[{ customer: { phone: '1' } }],
		[{ affiliate: 1 }],
	])('refuses %j', async (changes) => {
		expect(await report({ auto_credit_affiliate_id: 1, ...changes })).toMatchObject({
			status: 400,
		});
		expect(world.refersion.conversions()).toEqual([]);
	});

	it('wants the right keys, at the right place', async () => {
		expect(await report({}, undefined, 'sec_wrong')).toMatchObject({ status: 401 });
		expect(await report({}, '/tracker/orders')).toMatchObject({ status: 403 });
	});
});
