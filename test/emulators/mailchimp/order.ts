import { seededRandom } from '../common';

/** FNV-1a: a number that only depends on the text. */
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let index = 0; index < text.length; index += 1) {
		value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
	}
	return value >>> 0;
}

/**
 * The items in an order that means nothing, the same whenever the seed and the scope are: so pages of one
 * list fit together, and two lists of the same things have different orders.
 * @param seed 0 leaves the items as they are
 * @param scope what the list belongs to, e.g. a contact id
 * @param keyOf what tells an item from the others
 */
export function shuffled<T>(
	items: readonly T[],
	seed: number,
	scope: string,
	keyOf: (item: T) => string | number,
): T[] {
	if (seed === 0) return [...items];
	return items
		.map((item) => ({ item, rank: seededRandom(hash(`${seed}/${scope}/${keyOf(item)}`))() }))
		.sort((one, other) => one.rank - other.rank)
		.map(({ item }) => item);
}
