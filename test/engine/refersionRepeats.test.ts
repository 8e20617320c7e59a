import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { locator, resetHub, startHub, type Hub } from './support/hub';
import { CONTINUE, pairedJson, runRefersion, sentTo } from './support/refersion';
import { skipWaits } from './support/skipWaits';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());
skipWaits();

const COUNT = 50;
const WARNING = expect.stringContaining('A first request got no answer');

const affiliate = () => hub.world.refersion.addAffiliate({ status: 'ACTIVE' });
/** The answer to the next request for a path gets lost, after Refersion has acted on it or before. */
const loseAnswer = (path: string, fault: 'reset-after' | 'reset-before' = 'reset-after') =>
	hub.world.faults.failNext({ service: 'refersion', path: `/v2${path}`, fault });
const run = async (parameters: INodeParameters, items: IDataObject[]) =>
	pairedJson(await runRefersion(hub, parameters, items, CONTINUE));

describe('Conversion: Change Status, when an answer got lost', () => {
	const PATH = '/conversion/status_change';
	const approve: INodeParameters = {
		resource: 'conversion',
		operation: 'changeStatus',
		conversionId: '={{ $json.id }}',
		status: 'APPROVED',
	};
	const addConversions = () => {
		const { id: affiliateId } = affiliate();
		return Array.from({ length: COUNT }, () =>
			hub.world.refersion.addConversion({ affiliateId }),
		).map(({ id }) => ({ id }));
	};
	const approved = () =>
		hub.world.refersion.conversions().filter(({ status }) => status === 'APPROVED').length;

	it('takes 50 conversions that the lost request has approved for done, with a warning', async () => {
		const items = addConversions();
		loseAnswer(PATH);
		expect(await run(approve, items)).toEqual(
			items.map(({ id }) => ({ id, status: 'APPROVED', changed: true, warning: WARNING })),
		);
		expect(approved()).toBe(COUNT);
		expect(sentTo(hub, PATH)).toHaveLength(2);
	});

	it('has no warning when the lost request was not carried out', async () => {
		const items = addConversions();
		loseAnswer(PATH, 'reset-before');
		expect(await run(approve, items)).toEqual(
			items.map(({ id }) => ({ id, status: 'APPROVED', changed: true })),
		);
	});

	it('still finds the one that Refersion refuses', async () => {
		const items = addConversions();
		hub.world.refersion.setConversionStatus(items[17].id, 'DENIED');
		loseAnswer(PATH);
		const done = await run(approve, items);
		expect(done[17].error).toBe('Cannot approve a denied conversion');
		expect(done.filter(({ warning, changed }) => warning && changed)).toHaveLength(COUNT - 1);
		expect(sentTo(hub, PATH).length).toBeLessThan(20);
	});

	it('is an error as before when nothing was sent again', async () => {
		const items = addConversions();
		hub.world.refersion.setConversionStatus(items[0].id, 'APPROVED');
		const [first] = await run(approve, items);
		expect(first).toMatchObject({ details: { reason: 'not_changed' } });
	});
});

describe('Affiliate: Change Status, when an answer got lost', () => {
	const PATH = '/affiliate/status_change';
	const activate: INodeParameters = {
		resource: 'affiliate',
		operation: 'changeStatus',
		affiliate: locator('id', '={{ $json.id }}'),
		status: 'ACTIVE',
	};

	it('says of those who have the status now that they were changed, and of nobody else', async () => {
		const [one, two] = [hub.world.refersion.addAffiliate(), hub.world.refersion.addAffiliate()];
		loseAnswer(PATH);
		const [first, stranger, second] = await run(activate, [
			{ id: one.id },
			{ id: 99 },
			{ id: two.id },
		]);
		expect(first).toEqual({ id: one.id, status: 'ACTIVE', changed: true, warning: WARNING });
		expect(second).toEqual({ id: two.id, status: 'ACTIVE', changed: true, warning: WARNING });
		expect(stranger.error).toBe('Affiliate not found.');
	});
});

describe('Conversion Trigger: Delete, when an answer got lost', () => {
	const PATH = '/trigger/delete';
	const remove: INodeParameters = {
		resource: 'conversionTrigger',
		operation: 'delete',
		affiliate: locator('id', '={{ $json.affiliate }}'),
		type: 'COUPON',
		trigger: '={{ $json.trigger }}',
	};
	const addTriggers = () => {
		const { id } = affiliate();
		return Array.from({ length: COUNT }, (_value, n) => {
			hub.world.refersion.addTrigger(id, 'COUPON', `influencer-${n}`);
			return { affiliate: id, trigger: `influencer-${n}` };
		});
	};

	it('takes 50 triggers that the lost request has deleted for done, in few requests', async () => {
		const items = addTriggers();
		loseAnswer(PATH);
		expect(await run(remove, items)).toEqual(
			items.map(({ affiliate: id, trigger }) => ({
				affiliate_id: id,
				type: 'COUPON',
				trigger,
				deleted: true,
				warning: WARNING,
			})),
		);
		expect(hub.world.refersion.triggers()).toEqual([]);
		expect(sentTo(hub, PATH).length).toBeLessThan(10);
	});

	it('comes to the same where a refusal names only the first one', async () => {
		hub.world.refersion.switches.missingTriggersNamed = 'first';
		const items = addTriggers();
		loseAnswer(PATH);
		const done = await run(remove, items);
		expect(done.map(({ deleted }) => deleted)).toEqual(items.map(() => true));
	});

	it('deletes what the lost request has not, and says who is not known', async () => {
		const items = addTriggers();
		items[3] = { affiliate: 99, trigger: 'other' };
		loseAnswer(PATH, 'reset-before');
		const done = await run(remove, items);
		expect(done[3].error).toBe('The following affiliates does not exist in our records: 99');
		expect(done.filter(({ deleted, warning }) => deleted && !warning)).toHaveLength(COUNT - 1);
		expect(hub.world.refersion.triggers()).toHaveLength(1);
	});
});

describe('Offer: Add SKU Commission, when an answer got lost', () => {
	const PATH = '/offer/new_sku_commission';
	const add: INodeParameters = {
		resource: 'offer',
		operation: 'addSkuCommission',
		offer: locator('id', '1234'),
		sku: '={{ $json.sku }}',
		commissionType: 'FLAT_RATE',
		commissionAmount: 10,
	};
	const items = Array.from({ length: COUNT }, (_value, n) => ({ sku: `SKU-${n}` }));

	it('says of the SKUs that the lost request has added that they were added', async () => {
		loseAnswer(PATH);
		expect(await run(add, items)).toEqual(
			items.map(({ sku }) => ({ offer_id: 1234, sku, added: true, warning: WARNING })),
		);
		expect(sentTo(hub, PATH)).toHaveLength(2);
	});

	it('has no warning when the lost request was not carried out', async () => {
		loseAnswer(PATH, 'reset-before');
		expect(await run(add, items)).toEqual(
			items.map(({ sku }) => ({ offer_id: 1234, sku, added: true })),
		);
	});
});
