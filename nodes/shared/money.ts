/**
 * An amount in hundredths of its currency: sums of them have no fractions of a cent.
 *
 * @param amount a number, or a text that is one; anything else is nothing
 */
export function cents(amount: unknown): number {
	const number = typeof amount === 'string' || typeof amount === 'number' ? Number(amount) : 0;
	return Number.isFinite(number) ? Math.round(number * 100) : 0;
}
