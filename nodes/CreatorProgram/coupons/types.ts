/** An affiliate, as far as coupons go. */
export interface Creator {
	/** Refersion's code of the affiliate, by which the contact is recognised. */
	key: string;
	/** `other`: neither in nor out, such as PENDING. Nothing is made, and nothing taken back. */
	state: 'active' | 'inactive' | 'other';
	email: string;
	name: string;
}

/** A contact with what it says about coupons. */
export interface CouponContact {
	email: string;
	name: string;
	/** The affiliate's code in it; '' for none. */
	key: string;
	/** The coupon code that the mails name; '' for none. */
	coupon: string;
	/** Codes that were replaced by a newer one. */
	old: string[];
}

/** A coupon code of the shop. */
export interface StoreCode {
	code: string;
	/** "usable", or why customers cannot use it. */
	state: string;
	promotionId: string;
	promotionName: string;
}

/** What is known of everybody. */
export interface Lists {
	creators: Creator[];
	contacts: CouponContact[];
	codes: StoreCode[];
}

export interface CouponRules {
	/** The promotion in which codes are made, and from which they are taken back; no other one is touched. '' for none. */
	promotionId: string;
	makeCodes: boolean;
	takeBack: boolean;
	/** Codes taken back at once; 0 switches the brake off. */
	brakePeople: number;
	/** Percent of the codes in the promotion; the brake is for what exceeds both. */
	brakePercent: number;
}

/** Why a code is to be made, or taken back. */
export type ActionReason = 'missing' | 'left' | 'replaced';

/** Why somebody's code is not as it should be, and the workflow does nothing about it. */
export type HeldReason =
	| 'missing'
	| 'code_too_long'
	| 'code_not_valid'
	| 'shared_code'
	| 'several_contacts'
	| 'disabled'
	| 'invalid'
	| 'expired'
	| 'not_started'
	| 'used_up'
	| 'not_usable'
	| 'still_usable'
	| 'replaced_still_usable'
	| 'unknown_affiliate'
	| 'unclaimed'
	| 'no_affiliates'
	| 'no_contacts'
	| 'brake';

/** What the words about a held one need besides: a text of somebody else's, or the numbers of the brake. */
export type HeldDetail = string | { count: number; live: number; codes: string[] };

/** Whom and which code a decision is about. A type, as are the others here, so that it is an item's data. */
export type About = { key: string; email: string; name: string; code: string; promotion: string };

export type Decision = About &
	(
		| { verdict: 'make'; reason: ActionReason }
		| { verdict: 'take_back'; reason: ActionReason }
		| { verdict: 'keep'; reason: '' }
		| { verdict: 'held'; reason: HeldReason; detail: HeldDetail }
	);

/** The numbers of a comparison. */
export type Counts = {
	active: number;
	/** Active creators without a contact yet: there is no place for a code. */
	without_contact: number;
	/** Active creators who have no code. */
	without_code: number;
};
