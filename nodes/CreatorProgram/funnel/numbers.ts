import type { IDataObject } from 'n8n-workflow';
import { daysBefore } from '../../shared/days';
import type { Creator } from './creators';
import { byMonth, byOffer, countsOf, type CountRow } from './groups';
import type { SalesTotal } from './sales';
import type { FunnelSettings } from './settings';
import { STEPS, stepsKnown, type Step } from './steps';
import { stuckLists, type StuckStep } from './stuck';

/** How many have come to a step; null where it is not known. A type, as are the others here, so that it is an item's data. */
export type StepNumbers = {
	key: Step;
	name: string;
	count: number | null;
	/** Those with a sign of this very step; the others are known from a later one. */
	seen: number | null;
	share_of_step_before: number | null;
	share_of_approved: number | null;
	last_7_days: number | null;
};

export type FunnelNumbers = {
	measure: 'funnel';
	steps: StepNumbers[];
	by_offer: CountRow[];
	by_month: CountRow[];
	stuck: StuckStep[];
	/** Links that a check has seen, and those that are live by the creator's word. */
	links: { seen: number; said: number };
	/** By currency; null when the sales are not known. */
	sales: SalesTotal[] | null;
	/** Sales that name nobody who could be looked for: they are in no step. null when the sales are not known. */
	sales_unassigned_count: number | null;
	/** In words; '' when they are known. */
	sales_unknown_because: string;
};

/** The days on which a step was taken, where one is known. */
const DAYS = new Map<Step, (creator: Creator) => string>([
	['contact', ({ joined }) => joined],
	['live', ({ live_since: day }) => day],
	['sold', ({ first_sale: day }) => day],
	['paid', ({ paid_at: day }) => day],
]);

/** What the numbers are counted from. */
export interface Counted {
	creators: Creator[];
	/** null when they are not known. */
	sales: SalesTotal[] | null;
	/** How many of them name nobody. */
	unassigned: number;
	unknownBecause: string;
	today: string;
}

/** Counts creators by step, offer and month, and lists who is stuck. */
export function funnelNumbers(
	counted: Counted,
	settings: FunnelSettings,
): FunnelNumbers & IDataObject {
	const { creators, sales, unassigned, unknownBecause, today } = counted;
	const known = stepsKnown(sales !== null);
	const link = (kind: Creator['link']) => creators.filter((each) => each.link === kind).length;
	return {
		measure: 'funnel',
		steps: stepNumbers(counted, known, settings),
		by_offer: byOffer(creators, known, settings),
		by_month: byMonth(creators, known, today, settings.monthsShown),
		stuck: stuckLists(creators, known, settings),
		links: { seen: link('seen'), said: link('said') },
		sales,
		sales_unassigned_count: sales === null ? null : unassigned,
		sales_unknown_because: unknownBecause,
	};
}

function stepNumbers(
	{ creators, today }: Counted,
	known: readonly Step[],
	{ words }: FunnelSettings,
): StepNumbers[] {
	const counts = countsOf(creators, known);
	const weekAgo = daysBefore(today, 7);
	return STEPS.map((key, index): StepNumbers => {
		const isKnown = known.includes(key);
		const day = isKnown ? DAYS.get(key) : undefined;
		const before = index === 0 ? null : counts[STEPS[index - 1]];
		return {
			key,
			name: words.steps[key],
			count: counts[key],
			seen: isKnown ? creators.filter(({ seen }) => seen.includes(key)).length : null,
			share_of_step_before: share(counts[key], before),
			share_of_approved: share(counts[key], creators.length),
			last_7_days: day
				? creators.filter((each) => each.step_number >= index && day(each) > weekAgo).length
				: null,
		};
	});
}

/** A part of a whole, to three places; null when one of them is not known, or there is no whole. */
function share(part: number | null, whole: number | null): number | null {
	if (part === null || whole === null || whole === 0) return null;
	return Math.round((part / whole) * 1_000) / 1_000;
}
