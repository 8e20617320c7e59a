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
import { skipWaits } from './support/skipWaits';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());
skipWaits();

const add = (count: number) =>
	Array.from({ length: count }, () => hub.world.refersion.addAffiliate());
const statusOf = (id: number) => hub.world.refersion.affiliate(id)?.status;

const status = (value: string, mode = 'id', chosen = '={{ $json.id }}'): INodeParameters => ({
	resource: 'affiliate',
	operation: 'changeStatus',
	affiliate: locator(mode, chosen),
	status: value,
});

describe('Refersion, Affiliate: Change Status', () => {
	it('gathers 120 items into three requests, ids as integers', async () => {
		const ids = add(120).map(({ id }) => id);
		const run = await runRefersion(
			hub,
			status('ACTIVE'),
			ids.map((id) => ({ id })),
		);
		expect(pairedJson(run)).toEqual(ids.map((id) => ({ id, status: 'ACTIVE', changed: true })));
		expect(sentTo(hub, '/affiliate/status_change')).toEqual([
			{ ids: ids.slice(0, 50), status: 'ACTIVE' },
			{ ids: ids.slice(50, 100), status: 'ACTIVE' },
			{ ids: ids.slice(100), status: 'ACTIVE' },
		]);
		expect(ids.map(statusOf)).toEqual(ids.map(() => 'ACTIVE'));
	});

	it('gathers by status, and keeps the order of what is asked for one affiliate', async () => {
		const [one, two, three] = add(3);
		const asked = [
			{ id: one.id, to: 'ACTIVE' },
			{ id: two.id, to: 'DENIED' },
			{ id: one.id, to: 'DISABLED' },
			{ id: three.id, to: 'ACTIVE' },
			{ id: one.id, to: 'ACTIVE' },
		];
		const run = await runRefersion(hub, status('={{ $json.to }}'), asked);
		expect(pairedJson(run)).toEqual(asked.map(({ id, to }) => ({ id, status: to, changed: true })));
		expect(sentTo(hub, '/affiliate/status_change')).toEqual([
			{ ids: [one.id, three.id], status: 'ACTIVE' },
			{ ids: [two.id], status: 'DENIED' },
			{ ids: [one.id], status: 'DISABLED' },
			{ ids: [one.id], status: 'ACTIVE' },
		]);
		expect([one, two, three].map(({ id }) => statusOf(id))).toEqual(['ACTIVE', 'DENIED', 'ACTIVE']);
	});

	it.each(['code', 'email'])('finds the id by %s', async (mode) => {
		const [affiliate] = add(1);
		const value = mode === 'code' ? affiliate.code : affiliate.email;
		const run = await runRefersion(hub, status('DISABLED', mode, value));
		expect(pairedJson(run)).toEqual([{ id: affiliate.id, status: 'DISABLED', changed: true }]);
	});

	it('tells who had the status already from who is not known', async () => {
		const [fresh, active] = add(2);
		hub.world.refersion.approve(active.id);
		const input = [{ id: 99 }, { id: active.id }, { id: 'x' }, { id: fresh.id }];
		const run = await runRefersion(hub, status('ACTIVE'), input, CONTINUE);
		const items = pairedJson(run);
		expect(items[0]).toMatchObject({
			error: 'Affiliate not found.',
			details: { httpCode: '422' },
		});
		expect(items[1]).toEqual({ id: active.id, status: 'ACTIVE', changed: false });
		expect(items[2]).toMatchObject({
			error: '"x" is not an affiliate ID',
			details: { reason: 'invalid_input' },
		});
		expect(items[3]).toEqual({ id: fresh.id, status: 'ACTIVE', changed: true });
	});

	it('puts exactly the failed items on the error output, with their input', async () => {
		const [one, two] = add(2);
		const input = [
			{ id: one.id, n: 1 },
			{ id: 99, n: 2 },
			{ id: two.id, n: 3 },
		];
		const run = await runRefersion(hub, status('DENIED'), input, ERROR_OUTPUT);
		expect(itemsOf(run, 0).map(({ json }) => json.id)).toEqual([one.id, two.id]);
		expect(itemsOf(run, 1)).toEqual([
			expect.objectContaining({
				json: expect.objectContaining({ n: 2, error: 'Affiliate not found.' }),
			}),
		]);
	});

	it('stops before sending anything when an item cannot be read', async () => {
		const [one] = add(1);
		const run = await runRefersion(hub, status('ACTIVE'), [{ id: one.id }, { id: 'x' }]);
		expect(errorOf(run)).toMatchObject({
			message: '"x" is not an affiliate ID',
			context: { itemIndex: 1 },
		});
		expect(hub.world.refersion.requests).toEqual([]);
	});

	it('begins no further request after an error, and throws the first one', async () => {
		const ids = add(60).map(({ id }) => id);
		const input = [...ids.slice(0, 7), 99, ...ids.slice(7)].map((id) => ({ id }));
		const run = await runRefersion(hub, status('ACTIVE'), input);
		expect(errorOf(run)).toMatchObject({
			message: 'Affiliate not found.',
			context: { itemIndex: 7 },
		});
		expect(sentTo(hub, '/affiliate/status_change')).toHaveLength(1);
	});

	it('begins no further request when the execution is cancelled', async () => {
		const ids = add(200).map(({ id }) => id);
		hub.world.faults.set('refersion', { latencyMs: 30 });
		const sent = () => sentTo(hub, '/affiliate/status_change').length;
		const items = ids.map((id) => ({ id }));
		await runRefersion(hub, status('ACTIVE'), items, {}, (cancel) => {
			const waiting = setInterval(() => {
				if (sent() < 1) return;
				clearInterval(waiting);
				cancel();
			}, 1);
		});
		await new Promise((resolve) => setTimeout(resolve, 150));
		expect(sent()).toBe(1);
		expect(ids.filter((id) => statusOf(id) === 'ACTIVE')).toEqual(ids.slice(0, 50));
	});

	it('repeats a request that got no answer', async () => {
		const [one] = add(1);
		hub.world.faults.failNext({ service: 'refersion', fault: 'reset-after' });
		const run = await runRefersion(hub, status('ACTIVE'), [{ id: one.id }]);
		// The first try was applied, so the second one changed nothing: it is done all the same.
		expect(pairedJson(run)).toEqual([
			{ id: one.id, status: 'ACTIVE', changed: true, warning: expect.any(String) },
		]);
	});
});
