/** The steps of a creator, from approved to paid. Who has reached one has passed those before it. */
export const STEPS = ['approved', 'contact', 'opened', 'clicked', 'live', 'sold', 'paid'] as const;

export type Step = (typeof STEPS)[number];

/** A step that somebody can wait for. */
export type NextStep = Exclude<Step, 'approved'>;

/** The steps that are known from sales only. */
const FROM_SALES: readonly Step[] = ['sold', 'paid'];

/** The steps that can be told: without the sales, not those that are known from them. */
export function stepsKnown(salesAreKnown: boolean): readonly Step[] {
	return salesAreKnown ? STEPS : STEPS.filter((step) => !FROM_SALES.includes(step));
}

/** Why somebody has not taken the next step, as far as it can be told. The words are in words/. */
export const REASONS = [
	'no_address',
	'same_address',
	'not_in_audience',
	'pending',
	'unsubscribed',
	'cleaned',
	'not_subscribed',
	'not_tagged',
	'no_link',
	'wrong_link',
	'not_opened',
	'not_clicked',
	'link_not_said',
	'link_not_found',
	'link_wrong_code',
	'link_unverifiable',
	'no_sale',
	'sale_pending',
	'not_paid',
] as const;

export type Reason = (typeof REASONS)[number];
