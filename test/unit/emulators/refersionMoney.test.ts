import { createWorld, type World } from '../../emulators';
import { refersionClient } from './support';

describe('Refersion: conversions, offers, reports', () => {
	let world: World;
	let call: ReturnType<typeof refersionClient>;

	beforeEach(() => {
		world = createWorld({ now: () => new Date('2026-03-01T12:00:00Z') });
		call = refersionClient(world);
		world.refersion.addAffiliate({ id: 1, code: 'a3y7', status: 'ACTIVE' });
	});

	it('approves and denies conversions, partly', async () => {
		const [pending, denied] = [
			world.refersion.addConversion({ affiliateId: 1 }),
			world.refersion.addConversion({ affiliateId: 1, status: 'DENIED' }),
		];
		const { json } = await call('/conversion/status_change', {
			ids: [pending.id, denied.id, 5],
			status: 'APPROVED',
		});
		expect(json).toEqual({ ids_changed: [pending.id], ids_not_changed: [denied.id, 5] });
		const deny = await call('/conversion/status_change', { ids: [pending.id], status: 'DENIED' });
		expect(deny.json).toEqual({ errors: ['Cannot deny an approved conversion'] });
		const approve = await call('/conversion/status_change', {
			ids: [denied.id],
			status: 'APPROVED',
		});
		expect(approve.json).toEqual({ errors: ['Cannot approve a denied conversion'] });
		const odd = await call('/conversion/status_change', { ids: [5], status: 'PENDING' });
		expect(odd.json).toEqual({ errors: ['The conversion cannot have this status'] });
	});

	it('gives totals as text with commas', async () => {
		world.refersion.addConversion({ affiliateId: 1, total: 34980.3, commission: 3498.03 });
		world.refersion.addConversion({ affiliateId: 1, status: 'DENIED' });
		const totals = await call('/conversion/totals', { status: ['PENDING'] });
		expect(totals.json).toEqual({
			conversions_count: '1',
			commission_total: '3,498.03',
			order_total: '34,980.30',
			commissionable_order_total: '34,980.30',
			currency: 'USD',
		});
		const later = await call('/conversion/totals', {
			status: ['PENDING'],
			created_from: '2026-03-01 12:00:01',
		});
		expect(later.json.conversions_count).toBe('0');
		expect((await call('/conversion/totals', {})).status).toBe(400);
		expect((await call('/conversion/totals', { status: ['PAID'] })).status).toBe(422);
	});

	it('credits by hand', async () => {
		const credit = { id: 1, commission: -5, status: 'APPROVED' };
		const given = await call('/conversion/manual_credit', credit);
		expect(given.json).toEqual({ conversion_id: world.refersion.conversions()[0]?.id });
		const currency = await call('/conversion/manual_credit', { ...credit, currency: 'XXX' });
		expect(currency.json).toEqual({ errors: ['XXX is not a valid currency'] });
		const nobody = await call('/conversion/manual_credit', { ...credit, id: 9 });
		expect(nobody.json).toEqual({ errors: ['Invalid affiliate ID (error 2).'] });
	});

	it('credits an order once for each affiliate, with a warning for the second', async () => {
		world.refersion.addAffiliate({ id: 2 });
		const order = (id: number) =>
			call('/conversion/manual_credit_order_id', { id, order_id: 'o-77' });
		expect((await order(1)).json).toEqual({
			message: 'Order(s) are re-processing. Changes may take a couple of minutes to appear.',
		});
		expect((await order(2)).json.warning).toBe('Order ID is already credited to affiliate 1');
		expect((await order(1)).status).toBe(422);
	});

	it('cancels an order', async () => {
		world.refersion.addConversion({ affiliateId: 1, orderId: 'o-1' });
		const cancel = { order_id: 'o-1', items: [{ sku: 'S', price: 9.5, quantity: 1 }] };
		const { json } = await call('/conversion/cancel', cancel);
		expect(typeof json.conversion_id).toBe('string');
		const unknown = await call('/conversion/cancel', { ...cancel, order_id: 'o-2' });
		expect(unknown.json).toEqual({ errors: ['Invalid order ID (error 5)'] });
		const noSku = await call('/conversion/cancel', { ...cancel, items: [{ price: 1 }] });
		expect(noSku.status).toBe(400);
	});

	it('adds SKU commissions, partly, when the plan has them', async () => {
		const sku = (name: string) => ({
			sku: name,
			commission_type: 'FLAT_RATE',
			commission_amount: '10',
		});
		const add = (skus: unknown[], offer = 1234) =>
			call('/offer/new_sku_commission', { offer_id: offer, skus });
		expect((await add([sku('A')])).json).toEqual({ duplicate_not_added: [], added: ['A'] });
		expect((await add([sku('A'), sku('B')])).json).toEqual({
			duplicate_not_added: ['A'],
			added: ['B'],
		});
		const many = await add(Array.from({ length: 51 }, (_, n) => sku(`S${n}`)));
		expect(many.json).toEqual({
			errors: ['Only 50 sku records can be processed per request.'],
		});
		expect((await add([sku('A')], 9)).json).toEqual({
			errors: ['Offer ID does not exist (error 1).'],
		});
		world.refersion.switches.skuCommissionsInPlan = false;
		expect((await add([sku('C')])).json).toEqual({
			errors: ['Your account plan does not support this feature (error 1).'],
		});
	});

	it('links reports for two minutes', async () => {
		const { id } = world.refersion.addReport();
		const { json } = await call('/reporting/link', { report_id: id });
		expect(json.expire_time).toBe(Date.parse('2026-03-01T12:02:00Z') / 1000);
		const busy = world.refersion.addReport({ ready: false });
		expect((await call('/reporting/link', { report_id: busy.id })).json).toEqual({
			errors: ['File is not available'],
		});
		expect((await call('/reporting/link', { report_id: 9 })).json).toEqual({
			errors: ['Report ID not Found or Expired (error 5).'],
		});
	});
});
