import type { JsonObject } from '../common';

/** A promotion, as far as coupon codes go (BigCommerce, Promotions API, PromotionBase and SavedCouponPromotion). */
export interface Promotion {
	id: number;
	name: string;
	redemption_type: 'COUPON' | 'AUTOMATIC';
	/** Only on coupon promotions. */
	coupon_type: 'SINGLE' | 'BULK';
	/** INVALID cannot be set: enabled promotions may become it. */
	status: 'ENABLED' | 'DISABLED' | 'INVALID';
	start_date: string;
	/** Without one the promotion never expires. */
	end_date: string | null;
	current_uses: number;
	/** Its default is not documented; null here. */
	max_uses: number | null;
	/** What it gives, as it was sent; [] where a test puts a promotion there. */
	rules: JsonObject[];
	currency_code: string;
	display_name: string | null;
	can_be_used_with_other_promotions: boolean;
}

/** A coupon code; the API does not show which promotion it belongs to (Promotions API, CouponCode). */
export interface Code {
	id: number;
	promotionId: number;
	code: string;
	current_uses: number;
	/** 0 means any number of times. */
	max_uses: number;
	max_uses_per_customer: number;
	created: string;
}

export type PromotionInput = Partial<Omit<Promotion, 'id'>>;

export type CodeInput = Partial<Omit<Code, 'id' | 'promotionId' | 'code'>>;

/** A store-level API account; demo values that open nothing. */
export interface ApiAccount {
	storeHash: string;
	accessToken: string;
	/** OAuth scope Marketing: modify, read-only, or not given at all. */
	scope: 'modify' | 'read-only' | 'none';
}

export interface BigCommerceSwitches {
	/** Requests in a window: 150 in 30 seconds on the plans Standard and Plus ("API rate limits"). */
	quota: number;
	windowMs: number;
	/** Whether a used-up quota comes with X-Retry-After as well; "About our APIs" names it, "API rate limits" does not. */
	retryAfter: boolean;
	/** Whether codes that differ in upper and lower case are two. Not documented. */
	codeCase: 'sensitive' | 'insensitive';
	/** How `GET /promotions?name=` compares: "Filter items by `name`" does not say. */
	nameFilter: 'exact' | 'contains';
	/** How `GET /promotions?code=` compares: "Filter items by `code`" does not say. */
	promotionFilter: 'exact' | 'contains';
	/** How a code that exists is refused: POST has no documented refusal; both are in "API status codes". */
	duplicateStatus: 409 | 422;
	/** Whether a promotion of the type SINGLE takes a second code. Not documented. */
	singleTakesMore: boolean;
	/** Which of the two documented forms an error has: one problem, or a list of them. */
	errorForm: 'problem' | 'list';
}

export const DEFAULT_SWITCHES: BigCommerceSwitches = {
	quota: 150,
	windowMs: 30_000,
	retryAfter: false,
	codeCase: 'insensitive',
	nameFilter: 'exact',
	promotionFilter: 'exact',
	duplicateStatus: 422,
	singleTakesMore: false,
	errorForm: 'problem',
};
