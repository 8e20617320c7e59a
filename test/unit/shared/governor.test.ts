import {
	createGovernor,
	NotAttempted,
	type Governor,
	type GovernorRules,
	type StopReason,
	type Turn,
} from '../../../nodes/shared/governor';
import { retryAfterMs } from '../../../nodes/shared/http';
import { remember } from '../../../nodes/shared/remember';
import { retry } from '../../../nodes/shared/retry';
import { seededRandom } from '../../emulators/common';

const rules = { start: 4, max: 8 };

/** Takes as many turns as there are at the moment. */
async function takeAll(governor: ReturnType<typeof createGovernor>): Promise<Turn[]> {
	return await Promise.all(Array.from({ length: governor.limit() }, () => governor.enter()));
}

describe('the governor', () => {
	it('lets in no more than its limit, in the order of asking', async () => {
		const governor = createGovernor({ start: 2, max: 2 });
		const order: number[] = [];
		const turns: Turn[] = [];
		for (const number of [1, 2, 3, 4]) {
			void governor.enter().then((turn) => {
				order.push(number);
				turns.push(turn);
			});
		}
		await new Promise(setImmediate);
		expect(order).toEqual([1, 2]);
		turns[0].leave('ok');
		await new Promise(setImmediate);
		expect(order).toEqual([1, 2, 3]);
	});

	it('grows by one for each full round of answers, up to its maximum', async () => {
		const governor = createGovernor(rules);
		const limits: number[] = [];
		for (let round = 0; round < 6; round++) {
			for (const turn of await takeAll(governor)) turn.leave('ok');
			limits.push(governor.limit());
		}
		expect(limits).toEqual([5, 6, 7, 8, 8, 8]);
	});

	it('halves once for all refusals of one round, and never goes under one', async () => {
		const governor = createGovernor({ start: 8, max: 8 });
		for (const turn of await takeAll(governor)) turn.leave('busy');
		expect(governor.limit()).toBe(4);
		for (let round = 0; round < 5; round++) {
			for (const turn of await takeAll(governor)) turn.leave('busy');
		}
		expect(governor.limit()).toBe(1);
	});

	it('learns nothing from a lost answer or two', async () => {
		const governor = createGovernor(rules);
		const turns = await takeAll(governor);
		turns[0].leave('lost');
		turns[1].leave('lost');
		turns[2].leave('ok');
		turns[3].leave('lost');
		expect(governor.limit()).toBe(4);
	});

	it('halves once for a round of lost answers, and stays at two', async () => {
		const governor = createGovernor({ start: 8, max: 8 });
		const limits: number[] = [];
		for (let round = 0; round < 4; round++) {
			for (const turn of await takeAll(governor)) turn.leave('lost');
			limits.push(governor.limit());
		}
		expect(limits).toEqual([4, 2, 2, 2]);
	});

	it('wakes those who wait when the run is cancelled', async () => {
		const cancel = new AbortController();
		const governor = createGovernor({ start: 1, max: 1, signal: cancel.signal });
		await governor.enter();
		const waiting = [governor.enter(), governor.enter()];
		cancel.abort();
		for (const turn of waiting) await expect(turn).rejects.toBeInstanceOf(NotAttempted);
	});

	it('wakes those who wait at the deadline, whatever the others do', async () => {
		const governor = createGovernor({ start: 1, max: 1, deadline: Date.now() + 100 });
		await governor.enter();
		const begun = Date.now();
		await expect(governor.enter()).rejects.toBeInstanceOf(NotAttempted);
		expect(Date.now() - begun).toBeLessThan(600);
	});

	it('begins nothing when the time is over', async () => {
		const governor = createGovernor({ ...rules, deadline: Date.now() - 1 });
		await expect(governor.enter()).rejects.toBeInstanceOf(NotAttempted);
	});

	it.each<[StopReason, Partial<GovernorRules>]>([
		['cancelled', { signal: AbortSignal.abort() }],
		['time_over', { deadline: Date.now() - 1 }],
	])('says that the run is over because it is %s', async (reason, more) => {
		const governor = createGovernor({ ...rules, ...more });
		await expect(governor.enter()).rejects.toMatchObject({ reason });
	});

	it.each([
		[10, 2],
		[10, 3],
		[4, 2],
	])('shares %i connections between %i runs without starving one', async (capacity, runs) => {
		// Rounds in lock step: whoever is over the capacity is refused.
		const governors = Array.from({ length: runs }, () => createGovernor(rules));
		const done = governors.map(() => 0);
		const random = seededRandom(7);
		let refusals = 0;
		for (let round = 0; round < 400; round++) {
			let free = capacity;
			const inFlight = await Promise.all(governors.map(takeAll));
			// Who is served first is a matter of chance.
			const first = Math.floor(random() * runs);
			const order = inFlight.map((_turns, index) => (index + first) % runs);
			for (const index of order) {
				for (const turn of inFlight[index]) {
					const isServed = free > 0;
					free -= 1;
					turn.leave(isServed ? 'ok' : 'busy');
					if (isServed) done[index] += 1;
					else refusals += 1;
				}
			}
		}
		const total = done.reduce((sum, count) => sum + count, 0);
		expect(Math.min(...done) / Math.max(...done)).toBeGreaterThan(0.7);
		expect(total / 400).toBeGreaterThan(capacity * 0.6);
		expect(refusals / total).toBeLessThan(0.35);
	});
});

describe('the governor of a service that is down', () => {
	const fail = async (governor: Governor, tries: number, cause = 'status 503') => {
		const turn = await governor.enter();
		turn.leave('busy');
		governor.giveUp({ turn, tries, cause });
	};

	it('begins nothing after five requests in a row that failed, and says why', async () => {
		const governor = createGovernor(rules);
		await fail(governor, 10, 'the connection was refused');
		for (let count = 0; count < 3; count++) await fail(governor, 10);
		expect(governor.signal.aborted).toBe(false);
		await fail(governor, 10);
		expect(governor.signal.aborted).toBe(true);
		const error = await governor.enter().catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(NotAttempted);
		expect(error).toMatchObject({
			reason: 'service_down',
			why: expect.stringContaining('the connection was refused'),
		});
	});

	it('goes on as long as an answer comes in between', async () => {
		const governor = createGovernor(rules);
		for (let count = 0; count < 20; count++) {
			await fail(governor, 10);
			if (count % 4 === 3) (await governor.enter()).leave('ok');
		}
		expect(governor.signal.aborted).toBe(false);
	});

	it('wakes those who wait for a turn', async () => {
		const governor = createGovernor({ start: 5, max: 5 });
		const turns = await takeAll(governor);
		const waiting = [governor.enter(), governor.enter()];
		for (const turn of turns) governor.giveUp({ turn, tries: 10, cause: 'status 503' });
		for (const turn of waiting)
			await expect(turn).rejects.toMatchObject({ reason: 'service_down' });
	});

	it('takes requests that are not repeated as one, if one accident can have hit them all', async () => {
		const governor = createGovernor({ start: 8, max: 8 });
		for (const turn of await takeAll(governor)) {
			turn.leave('lost');
			governor.giveUp({ turn, tries: 1, cause: 'reset' });
		}
		expect(governor.signal.aborted).toBe(false);
		for (let count = 0; count < 4; count++) await fail(governor, 1);
		expect(governor.signal.aborted).toBe(true);
	});
});

describe('Retry-After', () => {
	const now = Date.parse('2026-11-22T10:00:00Z');
	it.each([
		['7', 7_000],
		[' 0 ', 0],
		['Sun, 22 Nov 2026 10:00:30 GMT', 30_000],
		['Sun, 22 Nov 2026 09:00:00 GMT', 0],
		['86400', 120_000],
		['soon', undefined],
		['', undefined],
		[undefined, undefined],
	])('of %j means %j ms', (header, ms) => {
		expect(retryAfterMs(header, now)).toBe(ms);
	});

	it('is waited for, even if the own pause would be shorter', async () => {
		const begun = Date.now();
		let tries = 0;
		await retry(async () => ({ done: ++tries === 2, value: tries, notBeforeMs: 120 }), {
			attempts: 2,
			baseMs: 1,
			capMs: 1,
		});
		expect(Date.now() - begun).toBeGreaterThanOrEqual(110);
	});

	it('is not waited for beyond the deadline', async () => {
		let tries = 0;
		await retry(
			async () => ({ done: false, value: ++tries, notBeforeMs: 60_000 }),
			{ attempts: 5, baseMs: 1, capMs: 1 },
			{ deadline: Date.now() + 1_000 },
		);
		expect(tries).toBe(1);
	});
});

describe('remember', () => {
	const reader = (mayPass: boolean) => {
		let reads = 0;
		const read = remember(
			async (key: string) => {
				reads += 1;
				if (reads === 1) throw new Error('busy');
				return key.toUpperCase();
			},
			() => mayPass,
		);
		return { read, count: () => reads };
	};

	it('reads once for all who ask, and again after a failure that may pass', async () => {
		const { read, count } = reader(true);
		await expect(Promise.all([read('a'), read('a')])).rejects.toThrow('busy');
		expect(count()).toBe(1);
		expect(await Promise.all([read('a'), read('a')])).toEqual(['A', 'A']);
		expect(count()).toBe(2);
	});

	it('keeps a failure that stays', async () => {
		const { read, count } = reader(false);
		for (let time = 0; time < 3; time++) await expect(read('a')).rejects.toThrow('busy');
		expect(count()).toBe(1);
	});
});
