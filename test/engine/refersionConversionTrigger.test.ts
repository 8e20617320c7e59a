import type { INodeParameters } from 'n8n-workflow';
import { errorOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import {
	CONTINUE,
	ERROR_OUTPUT,
	itemsOf,
	pairedJson,
	runRefersion,
	sentTo,
} from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await hub.close());

const operation = (name: string, mode = 'id'): INodeParameters => ({
	resource: 'conversionTrigger',
	operation: name,
	affiliate: locator(mode, '={{ $json.affiliate }}'),
	type: '={{ $json.type ?? "COUPON" }}',
	trigger: '={{ $json.trigger }}',
});
const add = () => hub.world.refersion.addAffiliate({ status: 'ACTIVE' });

describe('Refersion, Conversion Trigger: Create', () => {
	it.each(['COUPON', 'SKU', 'EMAIL'])('creates a %s', async (type) => {
		const { code, id } = add();
		const item = { affiliate: code, type, trigger: 'a@b.com' };
		const run = await runRefersion(hub, operation('create', 'code'), [item]);
		const [made] = hub.world.refersion.triggers();
		expect(pairedJson(run)).toEqual([
			{ trigger_id: made.id, affiliate_code: code, type, trigger: 'A@B.COM' },
		]);
		expect(made).toMatchObject({ affiliateId: id, type });
		expect(hub.world.refersion.requests.map(({ body }) => body)).toEqual([
			{ affiliate_code: code, type, trigger: 'a@b.com' },
		]);
	});

	it('finds the code of someone chosen by id, with and without a link', async () => {
		const active = add();
		const pending = hub.world.refersion.addAffiliate();
		hub.world.refersion.addAffiliate({ email: `x${pending.id}@shop-mail.com` });
		const items = [
			{ affiliate: active.id, trigger: 'one' },
			{ affiliate: pending.id, trigger: 'two' },
		];
		const run = await runRefersion(hub, operation('create'), items);
		expect(pairedJson(run).map((item) => item.affiliate_code)).toEqual([active.code, pending.code]);
	});

	it("gives Refersion's own words and goes on", async () => {
		const { code } = add();
		const items = [
			{ affiliate: code, trigger: 'bill10' },
			{ affiliate: code, trigger: 'BILL10' },
			{ affiliate: 'nobody', trigger: 'other' },
			{ affiliate: code, trigger: ' ' },
			{ affiliate: code, trigger: 'x', type: 'FAX' },
			{ affiliate: 'a b', trigger: 'x' },
		];
		const run = await runRefersion(hub, operation('create', 'code'), items, CONTINUE);
		expect(pairedJson(run).map(({ error }) => error)).toEqual([
			undefined,
			'Conversion trigger already exists for same or another affiliate.',
			'Affiliate not found.',
			'The parameter Trigger is empty',
			'The parameter Type is none of its choices: "FAX"',
			'"a b" is not an affiliate code',
		]);
	});

	it.each(['reset-after', '502-html'] as const)('is never sent twice (%s)', async (fault) => {
		const { code } = add();
		hub.world.faults.failNext({ service: 'refersion', fault });
		const items = [{ affiliate: code, trigger: 'bill10' }];
		const run = await runRefersion(hub, operation('create', 'code'), items, CONTINUE);
		expect(pairedJson(run)).toEqual([
			{
				error:
					'Refersion gave no clear answer: it is not known whether the conversion trigger was created',
				details: {
					reason: 'unknown_outcome',
					description: expect.stringContaining('Look in Refersion'),
				},
			},
		]);
		expect(sentTo(hub, '/affiliate/trigger')).toHaveLength(1);
	});
});

describe('Refersion, Conversion Trigger: Delete', () => {
	const addTriggers = (count: number) => {
		const { id } = add();
		return Array.from({ length: count }, (_value, n) => {
			hub.world.refersion.addTrigger(id, 'COUPON', `code${n}`);
			return { affiliate: id, trigger: `code${n}` };
		});
	};

	it('gathers 60 items into two requests', async () => {
		const items = addTriggers(60);
		const run = await runRefersion(hub, operation('delete'), items);
		expect(pairedJson(run)).toEqual(
			items.map(({ affiliate, trigger }) => ({
				affiliate_id: affiliate,
				type: 'COUPON',
				trigger,
				deleted: true,
			})),
		);
		const entries = items.map(({ affiliate, trigger }) => ({
			id: affiliate,
			trigger,
			type: 'COUPON',
		}));
		expect(sentTo(hub, '/trigger/delete')).toEqual([
			{ affiliates: entries.slice(0, 50) },
			{ affiliates: entries.slice(50) },
		]);
		expect(hub.world.refersion.triggers()).toEqual([]);
	});

	it('says of each item that does not exist that it does not, and deletes the others', async () => {
		const items = addTriggers(12);
		items[4] = { affiliate: items[4].affiliate, trigger: 'unknown' };
		items[9] = { affiliate: 99, trigger: 'code9' };
		const run = await runRefersion(hub, operation('delete'), items, ERROR_OUTPUT);
		expect(itemsOf(run, 0).map(({ json }) => json.trigger)).toEqual(
			items.map(({ trigger }) => trigger).filter((_trigger, n) => n !== 4 && n !== 9),
		);
		expect(itemsOf(run, 1).map(({ json }) => [json.affiliate, json.error])).toEqual([
			[
				items[4].affiliate,
				'The following conversion trigger does not exist in our records: unknown',
			],
			[99, 'The following affiliates does not exist in our records: 99'],
		]);
		expect(hub.world.refersion.triggers().map(({ trigger }) => trigger)).toEqual([
			'CODE4',
			'CODE9',
		]);
	});

	it('deletes the same one once', async () => {
		const [item] = addTriggers(1);
		const items = [item, { ...item, trigger: 'CODE0' }];
		const [first, second] = pairedJson(
			await runRefersion(hub, operation('delete'), items, CONTINUE),
		);
		expect(first.deleted).toBe(true);
		expect(second.error).toContain('does not exist in our records');
	});

	it('stops with the item that is the reason', async () => {
		const items = [...addTriggers(3), { affiliate: 99, trigger: 'x' }];
		const run = await runRefersion(hub, operation('delete'), items);
		expect(errorOf(run)).toMatchObject({ httpCode: '422', context: { itemIndex: 3 } });
	});

	it.each([
		[1, [], 'Refersion did not delete the conversion trigger', 'not_deleted'],
		[
			2,
			[7],
			'Refersion deleted 1 of 2 conversion triggers without saying which',
			'unknown_outcome',
		],
	])('tells of %i items of which %j were deleted', async (count, ids, error, reason) => {
		const items = addTriggers(count);
		jest.spyOn(hub.world, 'fetch').mockResolvedValueOnce(Response.json(ids));
		const run = await runRefersion(hub, operation('delete'), items, CONTINUE);
		expect(pairedJson(run)).toEqual(
			items.map(() => ({ error, details: expect.objectContaining({ reason }) })),
		);
	});
});
