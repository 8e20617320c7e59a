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

describe('Refersion, Conversion: Change Status', () => {
	const change = (status = 'APPROVED', options: INodeParameters = {}) =>
		operation('changeStatus', { conversionId: '={{ $json.id }}', status, options });

	it('gathers items, ids as integers', async () => {
		const { id: affiliateId } = affiliate();
		const ids = Array.from(
			{ length: 55 },
			() => hub.world.refersion.addConversion({ affiliateId }).id,
		);
		const items = ids.map((id) => ({ id: String(id) }));
		const run = await runRefersion(hub, change(), items);
		expect(pairedJson(run)).toEqual(ids.map((id) => ({ id, status: 'APPROVED', changed: true })));
		expect(sentTo(hub, '/conversion/status_change')).toEqual([
			{ ids: ids.slice(0, 50), status: 'APPROVED' },
			{ ids: ids.slice(50), status: 'APPROVED' },
		]);
	});

	it("gives each item its own reason, in Refersion's words where it has some", async () => {
		const { id: affiliateId } = affiliate();
		const add = (status: 'PENDING' | 'APPROVED' | 'DENIED') =>
			hub.world.refersion.addConversion({ affiliateId, status });
		const [pending, approved, denied] = [add('PENDING'), add('APPROVED'), add('DENIED')];
		const items = [approved.id, 99, denied.id, pending.id, 'x'].map((id) => ({ id }));
		const run = await runRefersion(hub, change('DENIED'), items, CONTINUE);
		expect(pairedJson(run)).toEqual([
			{ error: 'Cannot deny an approved conversion', details: { httpCode: '422' } },
			{
				error: 'Refersion did not change the conversion 99',
				details: { reason: 'not_changed', description: expect.any(String) },
			},
			{
				error: `Refersion did not change the conversion ${denied.id}`,
				details: { reason: 'not_changed', description: expect.any(String) },
			},
			{ id: pending.id, status: 'DENIED', changed: true },
			{
				error: 'The parameter Conversion ID is not an ID: "x"',
				details: { reason: 'invalid_input', description: expect.any(String) },
			},
		]);
	});

	it('takes what is unchanged for done where it is told to', async () => {
		const { id: affiliateId } = affiliate();
		const { id } = hub.world.refersion.addConversion({ affiliateId, status: 'APPROVED' });
		const accept = change('APPROVED', { acceptUnchanged: true });
		expect(pairedJson(await runRefersion(hub, accept, [{ id }]))).toEqual([
			{ id, status: 'APPROVED', changed: false },
		]);
	});

	it('sends no status that Refersion cannot give', async () => {
		const run = await runRefersion(hub, change('={{ "PENDING" }}'), [{ id: 1 }]);
		expect(errorOf(run)).toMatchObject({
			message: 'The parameter New Status is none of its choices: "PENDING"',
			description: expect.stringContaining('APPROVED, DENIED, UNQUALIFIED'),
			type: 'invalid_input',
		});
		expect(hub.world.refersion.requests).toEqual([]);
	});
});

describe('Refersion, Conversion: Get Totals', () => {
	const totals = (parameters: INodeParameters = {}) =>
		operation('getTotals', { statuses: ['APPROVED'], ...parameters });

	it('makes numbers of texts with commas', async () => {
		const { id: affiliateId } = affiliate();
		for (let n = 0; n < 1_200; n++) {
			hub.world.refersion.addConversion({ affiliateId, status: 'APPROVED', total: 10.5 });
		}
		const run = await runRefersion(hub, totals());
		expect(pairedJson(run)).toEqual([
			{
				conversions_count: 1_200,
				commission_total: 7_080,
				order_total: 12_600,
				commissionable_order_total: 12_600,
				currency: 'USD',
			},
		]);
	});

	it('sends filters in their documented types, times in UTC', async () => {
		const { id } = affiliate();
		const filters = {
			affiliate_id: String(id),
			offer_id: '1234',
			createdAfter: '2026-11-01T00:00:00+01:00',
			createdBefore: '2026-11-30T12:30:45Z',
			payment_status: 'UNPAID',
			is_test_conversion: false,
			type: ['CONVERSION_TRIGGER_COUPON', 'CANCELLATION_CONVERSION_TRIGGER_COUPON'],
		};
		const run = await runRefersion(hub, totals({ statuses: ['PENDING', 'DENIED'], filters }));
		expect(pairedJson(run)[0].conversions_count).toBe(0);
		expect(sentTo(hub, '/conversion/totals')).toEqual([
			{
				status: ['PENDING', 'DENIED'],
				affiliate_id: id,
				offer_id: 1234,
				created_from: '2026-10-31 23:00:00',
				created_to: '2026-11-30 12:30:45',
				payment_status: 'UNPAID',
				is_test_conversion: false,
				type: ['CONVERSION_TRIGGER_COUPON', 'CANCELLATION_CONVERSION_TRIGGER_COUPON'],
			},
		]);
	});

	it.each([
		['list', 'a3y7'],
		['code', 'a3y7'],
		['email', 'bill@shop-mail.com'],
	])('finds the affiliate of the filter by %s', async (mode, value) => {
		const { id } = hub.world.refersion.addAffiliate({ code: 'a3y7', email: 'bill@shop-mail.com' });
		const filters = { affiliate_id: locator(mode, value), offer_id: locator('list', '1234') };
		pairedJson(await runRefersion(hub, totals({ filters })));
		expect(sentTo(hub, '/conversion/totals')).toEqual([
			{ status: ['APPROVED'], affiliate_id: id, offer_id: 1234 },
		]);
	});

	it('never gives an undefined number', async () => {
		const answers = [{}, { conversions_count: 'many' }];
		const fetch = jest.spyOn(hub.world, 'fetch');
		for (const answer of answers) fetch.mockResolvedValueOnce(Response.json(answer));
		const run = await runRefersion(hub, totals(), [{}, {}], CONTINUE);
		expect(pairedJson(run).map(({ error }) => error)).toEqual([
			'Refersion sent an answer without "conversions_count"',
			'Refersion sent an answer without "conversions_count"',
		]);
	});

	it('says what is wrong, and goes on', async () => {
		const items = [{ statuses: [] }, { statuses: ['LOST'] }, { statuses: 'APPROVED' }];
		const statuses = totals({ statuses: '={{ $json.statuses }}' });
		const [empty, unknown, text] = pairedJson(await runRefersion(hub, statuses, items, CONTINUE));
		expect(empty.error).toBe('The parameter Statuses is empty');
		expect(unknown).toMatchObject({
			error: 'The parameter Statuses is none of its choices: "LOST"',
			details: { reason: 'invalid_input' },
		});
		expect(text.conversions_count).toBe(0);
	});
});
