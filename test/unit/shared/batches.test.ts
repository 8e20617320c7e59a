import fc from 'fast-check';
import { forEachBatch, gather } from '../../../nodes/shared/batches';
import { NotAttempted } from '../../../nodes/shared/governor';
import { createOutcomes, type Outcome } from '../../../nodes/shared/outcomes';
import { contextOf, inputOf } from './runContext';

interface Entry {
	id: string;
	group: string;
	nth: number;
}
const rules = {
	size: 4,
	idOf: ({ id }: Entry) => id,
	groupOf: ({ group }: Entry) => group,
};
const entries = fc
	.array(
		fc.record({
			id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
			group: fc.constantFrom('x', 'y'),
		}),
	)
	.map((list): Entry[] => list.map((entry, nth) => ({ ...entry, nth })));

describe('gather', () => {
	it('loses nothing, and keeps to size, groups and ids', () => {
		fc.assert(
			fc.property(entries, (list) => {
				const requests = gather(list, rules);
				expect(requests.flat().sort((one, other) => one.nth - other.nth)).toEqual(list);
				for (const request of requests) {
					expect(request.length).toBeGreaterThan(0);
					expect(request.length).toBeLessThanOrEqual(4);
					expect(new Set(request.map(({ group }) => group)).size).toBe(1);
					expect(new Set(request.map(({ id }) => id)).size).toBe(request.length);
				}
			}),
		);
	});

	it('never lets a later entry overtake an earlier one with the same id', () => {
		fc.assert(
			fc.property(entries, (list) => {
				const sent = gather(list, rules).flat();
				for (const id of new Set(list.map((entry) => entry.id))) {
					const order = sent.filter((entry) => entry.id === id).map(({ nth }) => nth);
					expect(order).toEqual([...order].sort((one, other) => one - other));
				}
			}),
		);
	});

	it('fills requests', () => {
		const list = Array.from({ length: 101 }, (_value, nth) => nth);
		const sizes = gather(list, { size: 50, idOf: String }).map(({ length }) => length);
		expect(sizes).toEqual([50, 50, 1]);
		expect(gather([], { size: 50, idOf: String })).toEqual([]);
	});
});

describe('forEachBatch', () => {
	/** Runs `count` items, three in a request, whose entries are their numbers. */
	async function runBatches(
		continues: boolean,
		count: number,
		send: (entries: number[]) => Promise<Outcome[]>,
		unreadable: number[] = [],
	) {
		const run = {
			itemCount: count,
			input: (itemIndex: number) => inputOf({}, itemIndex),
			outcomes: () => createOutcomes.call(contextOf(continues), count),
		};
		return await forEachBatch<number>(run, {
			size: 3,
			idOf: String,
			isRefusal: (error) => error instanceof Error && error.message.startsWith('refused'),
			read: async ({ itemIndex }) => {
				if (unreadable.includes(itemIndex)) throw new Error(`item ${itemIndex} is unreadable`);
				return itemIndex;
			},
			send,
		});
	}
	const done = (entries: number[]): Outcome[] => entries.map((entry) => ({ output: { entry } }));

	it('sends nothing when an item cannot be read', async () => {
		const send = jest.fn(async (entries: number[]) => done(entries));
		await expect(runBatches(false, 5, send, [4])).rejects.toThrow('item 4 is unreadable');
		expect(send).not.toHaveBeenCalled();
		const items = await runBatches(true, 5, send, [1]);
		expect(items.map(({ json }) => json.entry ?? json.error)).toEqual([
			0,
			'item 1 is unreadable',
			2,
			3,
			4,
		]);
	});

	it('gives the error of the item that is the reason, not of those that had no turn', async () => {
		const outcomeOf = (entry: number): Outcome => {
			if (entry === 0) return { error: new NotAttempted() };
			return entry === 2 ? { error: new Error('item 2 is held') } : { output: { entry } };
		};
		const send = jest.fn(async (entries: number[]) => entries.map(outcomeOf));
		await expect(runBatches(false, 6, send)).rejects.toMatchObject({
			message: 'item 2 is held',
			context: { itemIndex: 2 },
		});
		expect(send).toHaveBeenCalledTimes(1);
	});

	it('halves a request that is refused until it is clear who is the reason', async () => {
		const sent: number[][] = [];
		const items = await runBatches(true, 4, async (entries) => {
			sent.push(entries);
			if (entries.includes(1)) throw new Error(`refused ${entries.join()}`);
			return done(entries);
		});
		expect(sent).toEqual([[0, 1, 2], [0, 1], [0], [1], [2], [3]]);
		expect(items.map(({ json }) => json.entry ?? json.error)).toEqual([0, 'refused 1', 2, 3]);
	});

	it('does not halve a request that failed otherwise', async () => {
		const send = jest.fn(async () => await Promise.reject(new Error('down')));
		const items = await runBatches(true, 3, send);
		expect(send).toHaveBeenCalledTimes(1);
		expect(items.map(({ json }) => json.error)).toEqual(['down', 'down', 'down']);
	});
});
