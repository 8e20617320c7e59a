/** Parts of one that amounts are added up in: no currency has more than four decimals (ISO 4217). */
const PARTS = 10_000;

/**
 * Adds up amounts of one currency as people do on paper: 0.1 and 0.2 are 0.3. Exact for amounts of up to four
 * decimals and sums below 900 billion.
 *
 * @param amounts in units of the currency
 * @returns 0 for none
 */
export function sumOf(amounts: Iterable<number>): number {
	let parts = 0;
	for (const amount of amounts) parts += Math.round(amount * PARTS);
	// Never -0, which reads as another number than 0.
	return parts === 0 ? 0 : parts / PARTS;
}

/**
 * An amount as data has it.
 *
 * @param value a number, or a text that is one; anything else is nothing
 */
export function amountOf(value: unknown): number {
	const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : 0;
	return Number.isFinite(number) ? number : 0;
}
