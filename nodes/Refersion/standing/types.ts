import type { IDataObject } from 'n8n-workflow';

/** Where the numbers come from: conversions read one by one (GraphQL), or Refersion's own totals (REST). */
export type StandingSource = 'graphql' | 'rest';

/**
 * Numbers over the conversions of one affiliate. Only approved and pending conversions count, never denied or
 * unqualified ones. Manual credits and cancellations are conversions of Refersion too, the latter with negative
 * amounts. Amounts are exact, in units of the currency (12.5 is twelve and a half dollars), and are never added up
 * across currencies. null is what is not known; 0 is known to be nothing.
 */
export interface StandingNumbers {
	/** Number of conversions that count: `approved_conversions` and `pending_conversions` together. */
	conversions: number | null;
	/** Number of approved conversions, paid or not. */
	approved_conversions: number | null;
	/** Number of conversions that wait for approval. */
	pending_conversions: number | null;
	/** Order value of the conversions that count. */
	sales: number | null;
	/** Commission of approved conversions: `paid_commission` and `unpaid_commission` together. */
	approved_commission: number | null;
	/** Commission of conversions that wait for approval. */
	pending_commission: number | null;
	/** Commission of approved conversions that was paid. */
	paid_commission: number | null;
	/** Commission of approved conversions that waits to be paid. */
	unpaid_commission: number | null;
	/** Commission of the latest conversion that counts and brought some: nothing that was taken back. 0 when there is none. */
	last_commission: number | null;
	/**
	 * When the first conversion that counts and has an order value above zero was created: a manual credit or a
	 * cancellation is no sale. ISO 8601 (UTC); null too when there is none.
	 */
	first_sale_at: string | null;
	/** The same of the last one. */
	last_sale_at: string | null;
}

/** The numbers of one currency. */
export interface CurrencyStanding extends StandingNumbers {
	/** Three letters, e.g. "USD". */
	currency: string;
}

/**
 * What *Affiliate: Get Standing* gives of an affiliate: one flat item.
 *
 * The numbers at its top level are those of one currency: of the one that the option *Currency* names, or else of
 * the only one that there is. With several and none named, `currency` and all amounts (`sales`, `…_commission`) are
 * null, and `unknown_because` says so; the numbers of conversions and the times are then those over all currencies,
 * and the amounts stand in `by_currency`. An affiliate without conversions has 0 in numbers and amounts.
 */
export interface Standing extends StandingNumbers {
	/** Numeric id. */
	id: number;
	/** Alphanumeric code, the last part of the tracking link. */
	code: string | null;
	email: string | null;
	first_name: string | null;
	last_name: string | null;
	/** PENDING, ACTIVE, DENIED or DISABLED. */
	status: string | null;
	/** Text, as Refersion's REST API has it. */
	offer_id: string | null;
	offer_name: string | null;
	/**
	 * Currency of the amounts, three letters. null with several currencies and none named, when there are no conversions
	 * and none is named, and when Refersion does not say the currency of a conversion.
	 */
	currency: string | null;
	/** Only conversions created at this time or later count; ISO 8601 (UTC). null: from the beginning. */
	since: string | null;
	/** Only conversions created at this time or earlier count; ISO 8601 (UTC). null: until now. */
	until: string | null;
	/**
	 * The numbers of each currency, sorted by it, whatever the option *Currency* names; empty without conversions.
	 * null where it is not known which currencies there are, as from Refersion's totals.
	 */
	by_currency: CurrencyStanding[] | null;
	/**
	 * Name of each field that is null because it is not known → why, in a sentence. Empty when everything is known: a
	 * time that is null and not named here is null because there is none.
	 */
	unknown_because: Record<string, string>;
	source: StandingSource;
}

/** A standing as the data of an n8n item. */
export type StandingItem = Standing & IDataObject;
