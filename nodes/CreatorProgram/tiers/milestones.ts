import type { Standing } from './types';

/** Milliseconds of a day. */
const DAY_MS = 24 * 60 * 60 * 1_000;

export interface MilestoneRules {
	/** Numbers of sales, ascending. */
	sales: number[];
	/** Days without a sale after which a creator counts as quiet; 0 switches it off. */
	quietDays: number;
	/** Now, in milliseconds. */
	now: number;
}

/**
 * The highest number of sales that an affiliate has reached. The first sale is one with an order value; further ones
 * are counted as Refersion counts conversions, manual credits and cancellations included.
 *
 * @returns e.g. "10"; '' when none is reached or it is not known, so that nothing is changed
 */
export function salesMilestone(standing: Standing, { sales }: MilestoneRules): string {
	const { firstSaleAt, conversions, isWindow } = standing;
	// Within a window nobody can say which sale was the first.
	if (isWindow || typeof firstSaleAt !== 'number' || conversions === null) return '';
	const reached = sales.filter((number) => number <= Math.max(conversions, 1));
	return String(reached.at(-1) ?? '');
}

/**
 * Whether somebody who has sold before sells still.
 *
 * @returns "quiet", "selling", or '' for who never sold or of whom it is not known
 */
export function activity(
	{ lastSaleAt, isWindow }: Standing,
	{ quietDays, now }: MilestoneRules,
): string {
	if (quietDays === 0 || isWindow || typeof lastSaleAt !== 'number') return '';
	return now - lastSaleAt >= quietDays * DAY_MS ? 'quiet' : 'selling';
}
