import { amountOf, sumOf } from '../../../nodes/shared/amounts';

it.each([
	[0.1, 0.1],
	['4.35', 4.35],
	[-2.5, -2.5],
	['', 0],
	[null, 0],
	['a lot', 0],
	[NaN, 0],
])('takes %p for the amount %p', (value, amount) => expect(amountOf(value)).toBe(amount));

it.each([
	[[0.1, 0.2], 0.3],
	// Dinars of Kuwait have three decimals.
	[[0.125, 0.125, 0.125, 0.125], 0.5],
	[[1.005, -1.005], 0],
	[[], 0],
])('adds %j up to %p', (amounts, sum) => expect(sumOf(amounts)).toBe(sum));
