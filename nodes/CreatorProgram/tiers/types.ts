import type { Reason } from './reasons';

/** What a tier is measured by. Refersion's approved commission never becomes less; sales may still be denied. */
export const MEASURES = ['approvedCommission', 'approvedConversions', 'sales'] as const;

export type Measure = (typeof MEASURES)[number];

/** A step of the ladder. A type, so that it is an item's data as it is. */
export type Tier = {
	/** As creators see it. */
	name: string;
	/** Number of the offer in Refersion that the tier brings. */
	offerId: string;
	measure: Measure;
	/** From here on the tier is reached: an amount in units of the currency, or a number of conversions. */
	threshold: number;
};

/** A step that brings a bonus as well, once: an amount in the currency that is set, 0 for none. */
export type BonusTier = Tier & { bonus: number };

/** Numbers of one currency, null for what is not known. Conversions have none. */
export type Numbers = Record<Measure, number | null>;

/** How an affiliate stands, as *Affiliate: Get Standing* says it. */
export interface Standing {
	/** Numeric id in Refersion. */
	id: number;
	code: string;
	email: string;
	name: string;
	/** PENDING, ACTIVE, DENIED or DISABLED. */
	status: string;
	/** The offer that the affiliate has; '' when it is not known. */
	offerId: string;
	/** Currency of `numbers`; '' without conversions, or with several currencies. */
	currency: string;
	numbers: Numbers;
	/** The same for each currency; undefined where it is not known which there are. */
	byCurrency: Map<string, Numbers> | undefined;
	/** Number of conversions that are approved or wait for it; null when it is not known. */
	conversions: number | null;
	/** Times in milliseconds; null when there is none, undefined when it is not known. */
	firstSaleAt: number | null | undefined;
	lastSaleAt: number | null | undefined;
	/** Whether only a window of time was counted. */
	isWindow: boolean;
	/** Name of each field of the item that is not known → why, in a sentence. */
	unknown: Record<string, string>;
}

export interface TierRules {
	/** The lowest first. */
	tiers: Tier[];
	/** Three letters, upper case; '' when none is set. */
	currency: string;
	/** Whether somebody who no longer reaches a tier gets the lower one. */
	movesDown: boolean;
}

export type Verdict = 'promote' | 'demote' | 'unchanged' | 'held';

/** What is to happen to an affiliate. */
export interface Decision {
	verdict: Verdict;
	reason: Reason | '';
	/** What the reason's text names. */
	about: string;
	/** Undefined where the item does not say how anybody stands. */
	standing?: Standing;
	/** The tier of the offer that the affiliate has. */
	present?: Tier;
	/** The tier that the affiliate gets. */
	next?: Tier;
	/** What the tier that is decided about counts, in its measure; null when it is not known. */
	value: number | null;
}
