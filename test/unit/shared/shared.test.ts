import fc from 'fast-check';
import { mapInOrder } from '../../../nodes/shared/concurrency';
import { isConnectionFailure } from '../../../nodes/shared/failures';
import { backoffMs, retry, wait } from '../../../nodes/shared/retry';

const policy = { attempts: 4, baseMs: 2, capMs: 8 };

describe('retry', () => {
	it('tries until it is done', async () => {
		let tries = 0;
		const value = await retry(async () => ({ done: ++tries === 3, value: tries }), policy);
		expect([value, tries]).toEqual([3, 3]);
	});

	it('gives the last value when the tries are used up', async () => {
		let tries = 0;
		const value = await retry(async () => ({ done: false, value: ++tries }), policy);
		expect(value).toBe(4);
	});

	it('stops trying when the execution is cancelled', async () => {
		const cancel = new AbortController();
		let tries = 0;
		await retry(
			async () => {
				if (++tries === 2) cancel.abort();
				return { done: false, value: tries };
			},
			policy,
			{ signal: cancel.signal },
		);
		expect(tries).toBe(2);
	});

	it('waits between nothing and a bound that doubles up to the cap', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 40 }),
				fc.double({ min: 0, max: 0.999, noNaN: true }),
				(n, r) => {
					const ms = backoffMs(n, { attempts: 50, baseMs: 500, capMs: 30_000 }, () => r);
					return ms >= 0 && ms <= Math.min(30_000, 500 * 2 ** (n - 1));
				},
			),
		);
		expect(backoffMs(3, { attempts: 9, baseMs: 500, capMs: 30_000 }, () => 0.5)).toBe(1_000);
	});

	it('ends a long wait soon after the cancel signal', async () => {
		const cancel = new AbortController();
		const begun = Date.now();
		setTimeout(() => cancel.abort(), 20);
		expect(await wait(60_000, cancel.signal)).toBe(false);
		expect(Date.now() - begun).toBeLessThan(2_000);
	});
});

describe('mapInOrder', () => {
	it('keeps the order and the limit', async () => {
		let running = 0;
		let most = 0;
		const result = await mapInOrder([30, 5, 20, 1, 10, 2], 3, async (ms) => {
			most = Math.max(most, ++running);
			await new Promise((resolve) => setTimeout(resolve, ms));
			running--;
			return ms * 2;
		});
		expect(result).toEqual([60, 10, 40, 2, 20, 4]);
		expect(most).toBe(3);
	});

	it('runs entries with the same key one after another', async () => {
		const log: string[] = [];
		const entries = ['a1', 'b1', 'a2', 'a3'];
		await mapInOrder(
			entries,
			4,
			async (entry) => {
				log.push(`>${entry}`);
				await new Promise((resolve) => setTimeout(resolve, entry === 'a1' ? 20 : 1));
				log.push(`<${entry}`);
			},
			(entry) => entry[0],
		);
		const ofA = log.filter((line) => line.includes('a'));
		expect(ofA).toEqual(['>a1', '<a1', '>a2', '<a2', '>a3', '<a3']);
	});

	it('takes an empty list', async () => {
		expect(await mapInOrder([], 4, async () => 1)).toEqual([]);
	});
});

describe('isConnectionFailure', () => {
	it('finds the code on the error or on one of its causes', () => {
		expect(isConnectionFailure({ code: 'ECONNRESET' })).toBe(true);
		expect(isConnectionFailure({ httpCode: 'ETIMEDOUT' })).toBe(true);
		expect(isConnectionFailure({ cause: { cause: { code: 'ECONNABORTED' } } })).toBe(true);
		expect(isConnectionFailure({ httpCode: '404' })).toBe(false);
		expect(isConnectionFailure(undefined)).toBe(false);
	});

	it('does not run in circles', () => {
		const error: { cause?: unknown } = {};
		error.cause = error;
		expect(isConnectionFailure(error)).toBe(false);
	});
});
