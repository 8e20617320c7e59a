const MINUTE_MS = 60_000;

/**
 * Whose turn it is: some places of a list, others with each look. They are drawn by lot, the same for all looks of a minute,
 * and nothing has to be remembered for it. So all places have their turn, whether one looks every ten minutes, hours or
 * days: whoever goes on by the clock in equal steps may meet the same few again and again.
 *
 * @param now in ms since 1970
 * @param length how long the list is
 * @param count how many have their turn at once, not more than there are
 * @returns their places, from 0
 */
export function turnsAt(now: number, length: number, count: number): number[] {
	const start = Math.floor(lot(Math.floor(now / MINUTE_MS)) * length);
	return Array.from({ length: count }, (_none, turn) => (start + turn) % length);
}

/** A number from 0 to 1 that has nothing to do with those of other seeds (the finaliser of MurmurHash3). */
function lot(seed: number): number {
	let mixed = Math.imul(seed ^ (seed >>> 16), 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
	return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}
