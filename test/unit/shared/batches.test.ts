import fc from 'fast-check';
import { gather } from '../../../nodes/shared/batches';

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
