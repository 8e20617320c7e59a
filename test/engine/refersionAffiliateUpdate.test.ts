import type { INodeParameters } from 'n8n-workflow';
import { errorOf } from './support/engine';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { CONTINUE, pairedJson, runRefersion, sentTo } from './support/refersion';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());

const add = (count: number) =>
	Array.from({ length: count }, () => hub.world.refersion.addAffiliate());

const update = (updateFields: INodeParameters, options: INodeParameters = {}): INodeParameters => ({
	resource: 'affiliate',
	operation: 'update',
	affiliate: locator('id', '={{ $json.id }}'),
	updateFields,
	options,
});

describe('Refersion, Affiliate: Update', () => {
	it('sends the documented types, and nothing that is empty', async () => {
		const affiliate = hub.world.refersion.addAffiliate({
			custom_fields: [{ id: 1234, label: 'Site', value: 'old' }],
		});
		const fields = {
			first_name: ' Anna ',
			city: '',
			country: 'de',
			offer: '1234',
			zip: '={{ 10115 }}',
			customFields: { fields: [{ id: '1234', value: 'https://linktr.ee/anna' }] },
		};
		const run = await runRefersion(hub, update(fields), [{ id: affiliate.id }]);
		expect(pairedJson(run)).toEqual([{ id: affiliate.id, changed: true }]);
		expect(sentTo(hub, '/affiliate/edit')).toEqual([
			{
				affiliates: [
					{
						id: affiliate.id,
						first_name: 'Anna',
						country: 'DE',
						offer: 1234,
						zip: '10115',
						custom_fields: [{ '1234': 'https://linktr.ee/anna' }],
					},
				],
			},
		]);
		expect(hub.world.refersion.affiliate(affiliate.id)).toMatchObject({
			first_name: 'Anna',
			custom_fields: [{ value: 'https://linktr.ee/anna' }],
		});
	});

	it('gathers 60 items into two requests', async () => {
		const ids = add(60).map(({ id }) => id);
		const run = await runRefersion(
			hub,
			update({ city: '=City {{ $json.id }}' }),
			ids.map((id) => ({ id })),
		);
		expect(pairedJson(run)).toEqual(ids.map((id) => ({ id, changed: true })));
		expect(sentTo(hub, '/affiliate/edit')).toHaveLength(2);
		expect(hub.world.refersion.affiliate(ids[59])?.city).toBe(`City ${ids[59]}`);
	});

	it('finds out which items of a refused request are the reason', async () => {
		const [owner, ...affiliates] = add(21);
		const input = affiliates.map(({ id }, n) => ({
			id,
			email: n === 3 ? owner.email : `new${n}@shop-mail.com`,
			offer: n === 17 ? '77' : '1234',
		}));
		const fields = { email: '={{ $json.email }}', offer: '={{ $json.offer }}' };
		const run = await runRefersion(hub, update(fields), input, CONTINUE);
		const items = pairedJson(run);
		expect(items.flatMap(({ error }, n) => (error ? [n] : []))).toEqual([3, 17]);
		expect(items[3]).toMatchObject({
			error: 'The email you have entered is taken by another Affiliate.',
			details: { httpCode: '422' },
		});
		expect(items[17]).toMatchObject({
			error: 'Offer does not exists on the database.',
			details: { httpCode: '404' },
		});
		expect(hub.world.refersion.affiliate(affiliates[19].id)?.email).toBe('new19@shop-mail.com');
	});

	it('says who does not exist, and which custom field is not known', async () => {
		const [one] = add(1);
		const custom = { customFields: { fields: [{ id: '55', value: 'x' }] } };
		const run = await runRefersion(hub, update(custom), [{ id: 99 }, { id: one.id }], CONTINUE);
		const items = pairedJson(run);
		expect(items[0].error).toBe('Affiliate not found.');
		expect(items[1]).toMatchObject({
			error: `Refersion did not change the affiliate ${one.id}`,
			details: { reason: 'not_changed' },
		});
	});

	it('takes what is unchanged for done where it is told to', async () => {
		const [one] = add(1);
		const custom = { customFields: { fields: [{ id: '55', value: 'x' }] } };
		const accept = update(custom, { acceptUnchanged: true });
		const run = await runRefersion(hub, accept, [{ id: one.id }]);
		expect(pairedJson(run)).toEqual([{ id: one.id, status: 'PENDING', changed: false }]);
	});

	it.each([
		[{}, 'The parameter Update Fields has no value to change'],
		[{ offer: '=best' }, 'The parameter Offer is not an ID: "best"'],
		[
			{ customFields: { fields: [{ id: 'Site', value: 'x' }] } },
			'The parameter Custom Field is neither an ID nor a label whose ID is known: "Site"',
		],
		[{ customFields: { fields: [{ id: '', value: 'x' }] } }, 'The parameter Custom Field is empty'],
	])('says what is wrong with %j', async (fields, message) => {
		const run = await runRefersion(hub, update(fields), [{ id: 1 }]);
		expect(errorOf(run)?.message).toBe(message);
		expect(hub.world.refersion.requests).toEqual([]);
	});

	describe('custom fields by label', () => {
		const site = (label = 'Site') => ({ customFields: { fields: [{ id: label, value: 'new' }] } });
		const addWithFields = () =>
			hub.world.refersion.addAffiliate({
				custom_fields: [
					{ id: 1234, label: 'Site', value: 'old' },
					{ id: 1235, label: 'Size', value: 'M' },
				],
			});

		it('finds the ID in the item', async () => {
			const { id } = addWithFields();
			const item = { id, custom_field_ids: { Site: 1234, Size: 1235 } };
			await runRefersion(hub, update(site()), [item]);
			expect(sentTo(hub, '/affiliate/edit')).toEqual([
				{ affiliates: [{ id, custom_fields: [{ '1234': 'new' }] }] },
			]);
			expect(hub.world.refersion.affiliate(id)?.custom_fields).toMatchObject([
				{ value: 'new' },
				{ value: 'M' },
			]);
		});

		it.each(['={{ $json.ids }}', '={{ JSON.stringify($json.ids) }}', '{"Site": "1234"}'])(
			'finds the ID in the option %s, which goes before the item',
			async (customFieldIds) => {
				const { id } = addWithFields();
				const item = { id, ids: { Site: 1234 }, custom_field_ids: { Site: 1235 } };
				await runRefersion(hub, update(site(), { customFieldIds }), [item]);
				expect(sentTo(hub, '/affiliate/edit')).toMatchObject([
					{ affiliates: [{ custom_fields: [{ '1234': 'new' }] }] },
				]);
			},
		);

		it.each([
			[{ Size: 1235 }, 'is neither an ID nor a label whose ID is known: "Site"', 'Size'],
			[{ Site: null }, 'is neither an ID nor a label whose ID is known: "Site"', 'Site'],
			[{ Site: 'x' }, '"Site" is not an ID: "x"', 'whole numbers'],
		])('writes nothing with the IDs %j', async (ids, what, advice) => {
			const item = { id: addWithFields().id, custom_field_ids: ids };
			const run = await runRefersion(hub, update(site()), [item]);
			expect(errorOf(run)).toMatchObject({
				message: `The parameter Custom Field ${what}`,
				description: expect.stringContaining(advice),
			});
			expect(hub.world.refersion.requests).toEqual([]);
		});

		it('says so when Custom Field IDs are none', async () => {
			const options = { customFieldIds: '[1' };
			const run = await runRefersion(hub, update(site(), options), [{ id: addWithFields().id }]);
			expect(errorOf(run)?.message).toContain('Custom Field IDs');
			expect(hub.world.refersion.requests).toEqual([]);
		});
	});

	it('is sent again after a try without an answer', async () => {
		const ids = add(50).map(({ id }) => id);
		hub.world.faults.failNext({ service: 'refersion', path: /edit/, fault: 'reset-after' });
		const run = await runRefersion(
			hub,
			update({ first_name: 'Zed' }),
			ids.map((id) => ({ id })),
		);
		expect(pairedJson(run)).toEqual(ids.map((id) => ({ id, changed: true })));
		expect(sentTo(hub, '/affiliate/edit')).toHaveLength(2);
	});
});
