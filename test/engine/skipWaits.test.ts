import { performance } from 'node:perf_hooks';
import { sleep } from 'n8n-workflow';
import { sleep as serviceSleep } from '../emulators/common';
import { resetHub, startHub, type Hub } from './support/hub';
import { runMailchimp } from './support/mailchimp';
import { itemsOf } from './support/refersion';
import { skipWaits } from './support/skipWaits';

let hub: Hub;
beforeAll(async () => {
	hub = await startHub();
});
beforeEach(() => resetHub(hub));
afterAll(async () => await hub.close());
skipWaits();

/** How long something took, by the clock that programs see and by the real one, in milliseconds. */
async function timed(task: () => Promise<unknown>): Promise<{ told: number; real: number }> {
	const [told, real] = [Date.now(), performance.now()];
	await task();
	return { told: Date.now() - told, real: performance.now() - real };
}

describe('waits that are skipped', () => {
	it('take no time, and all of it on the clock', async () => {
		const { told, real } = await timed(async () => await sleep(600_000));
		expect(told).toBeGreaterThanOrEqual(600_000);
		expect(told).toBeLessThan(610_000);
		expect(real).toBeLessThan(10_000);
		expect(Math.abs(new Date().getTime() - Date.now())).toBeLessThan(1_000);
	});

	it('end in their order, those of nodes and those of services', async () => {
		const ended: string[] = [];
		await Promise.all([
			sleep(9_000).then(() => ended.push('a node, 9 s')),
			serviceSleep(3_000).then(() => ended.push('a service, 3 s')),
			sleep(6_000)
				.then(async () => await serviceSleep(1_000))
				.then(() => ended.push('both, 7 s')),
		]);
		expect(ended).toEqual(['a service, 3 s', 'both, 7 s', 'a node, 9 s']);
	});

	it('are not skipped over work: an answer on its way through the sockets comes first', async () => {
		const get = { resource: 'audience', operation: 'getMany', returnAll: true };
		hub.world.faults.set('mailchimp', { latencyMs: 20_000 });
		let isOver = false;
		const wait = sleep(20_000 + 15_000).then(() => expect(isOver).toBe(true));
		const { told } = await timed(async () => {
			expect(itemsOf(await runMailchimp(hub, get))).toHaveLength(1);
			isOver = true;
		});
		expect(told).toBeGreaterThanOrEqual(20_000);
		expect(told).toBeLessThan(25_000);
		await wait;
	});

	it('count work as the time it takes', async () => {
		const { told, real } = await timed(async () => {
			const end = performance.now() + 300;
			while (performance.now() < end) JSON.stringify(hub.credentials);
			await sleep(0);
		});
		expect(real).toBeGreaterThanOrEqual(300);
		await sleep(10);
		expect(told).toBeLessThan(real + 100);
	});
});
