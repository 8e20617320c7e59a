import { settleEachItem } from '../../../nodes/shared/items';
import { contextOf } from './runContext';

const pause = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

describe('settleEachItem', () => {
	it('begins nothing after a failure, and gives the error of the item that failed', async () => {
		const begun: number[] = [];
		const run = settleEachItem.call(
			contextOf(false),
			6,
			async (item) => {
				begun.push(item);
				if (item === 1) throw new Error('item 1 is broken');
				await pause(5);
				return { output: { item } };
			},
			{ concurrency: 2 },
		);
		await expect(run).rejects.toThrow('item 1 is broken');
		expect(begun).toEqual([0, 1]);
	});

	it('gives each item its own end when the node continues on fail', async () => {
		const items = await settleEachItem.call(contextOf(true), 3, async (item) => {
			if (item === 1) throw new Error('broken');
			return { output: { item } };
		});
		expect(items.map(({ json, pairedItem }) => [json, pairedItem])).toEqual([
			[{ item: 0 }, { item: 0 }],
			[{ error: 'broken', details: {} }, { item: 1 }],
			[{ item: 2 }, { item: 2 }],
		]);
	});

	it('ends with a cancelled execution: what was done is given, the rest was not attempted', async () => {
		const cancel = new AbortController();
		const items = await settleEachItem.call(contextOf(true, cancel.signal), 3, async (item) => {
			if (item === 0) cancel.abort();
			return { output: { item } };
		});
		expect(items.map(({ json }) => json.error)).toEqual([
			undefined,
			'The item was not attempted',
			'The item was not attempted',
		]);
	});

	it('works on items with one key in turn, and on one whose key cannot be read on its own', async () => {
		const log: string[] = [];
		await settleEachItem.call(
			contextOf(true),
			4,
			async (item) => {
				log.push(`>${item}`);
				await pause(item === 0 ? 20 : 1);
				log.push(`<${item}`);
				return { output: {} };
			},
			{
				concurrency: 4,
				keyOf: (item) => {
					if (item === 3) throw new Error('no key');
					return item < 2 ? 'same' : 'other';
				},
			},
		);
		expect(log.indexOf('>1')).toBeGreaterThan(log.indexOf('<0'));
		expect(log.indexOf('>2')).toBeLessThan(log.indexOf('<0'));
		expect(log.indexOf('>3')).toBeLessThan(log.indexOf('<0'));
	});
});
