import type { FunnelWords } from '../words/en/funnel';
import type { NextStep } from './steps';

/** What the funnel is measured by. */
export interface FunnelSettings {
	welcomeTag: string;
	/** The tag of those whose link is live. */
	liveTag: string;
	/** Merge tags: of the tracking link, and of the affiliate's code. */
	linkMergeField: string;
	keyMergeField: string;
	/** Values of LINKSTATUS with which the link was seen. */
	liveStatuses: string[];
	/** The currency of sales that come without one, in upper case. */
	currency: string;
	/** After how many days without the step somebody counts as stuck. */
	stuckAfter: Record<NextStep, number>;
	/** Names of offers by their number, before those of Refersion. */
	offerNames: Map<string, string>;
	monthsShown: number;
	offersShown: number;
	/** Names in each list of who is stuck. */
	peopleShown: number;
	words: FunnelWords;
}

/** Days until somebody counts as stuck, unless other ones are set. */
export const STUCK_AFTER: Record<NextStep, number> = {
	contact: 1,
	opened: 7,
	clicked: 14,
	live: 14,
	sold: 30,
	paid: 45,
};
