import { DEFAULT_LIST_SWITCHES, type ListSwitches } from './listing';

/** Values of `status` (Refersion REST documentation, search_affiliates). "Approved" in the dashboard is ACTIVE. */
export const AFFILIATE_STATUSES = ['PENDING', 'ACTIVE', 'DENIED', 'DISABLED'] as const;
export type AffiliateStatus = (typeof AFFILIATE_STATUSES)[number];

export const TRIGGER_TYPES = ['COUPON', 'SKU', 'EMAIL'] as const;
export type TriggerType = (typeof TRIGGER_TYPES)[number];

export const CONVERSION_STATUSES = ['APPROVED', 'PENDING', 'UNQUALIFIED', 'DENIED'] as const;
export type ConversionStatus = (typeof CONVERSION_STATUSES)[number];

export interface CustomField {
	id: number;
	label: string;
	value: string;
}

/** An affiliate, in the spelling of the REST API. */
export interface Affiliate {
	/** Numeric id: webhooks, get, edit, status_change. */
	id: number;
	/** Alphanumeric code: list, search and new call it `id`. */
	code: string;
	status: AffiliateStatus;
	first_name: string;
	last_name: string;
	email: string;
	company: string;
	paypal_email: string;
	address1: string;
	address2: string;
	city: string;
	state: string;
	zip: string;
	country: string;
	phone: string;
	offer_id: number;
	custom_fields: CustomField[];
	/** A link set by hand, null for "no link"; undefined: the account's default link. */
	link?: string | null;
	/** When the default link starts to be shown, in ms since 1970. */
	linkAvailableAt: number;
	/** What the REST API still shows as the status until `statusShownAt`, in ms since 1970. */
	statusBefore: AffiliateStatus;
	statusShownAt: number;
	unique_merchant_id: string;
	source: string;
	last_login: string | null;
	last_conversion: string | null;
	is_marketplace_user: boolean;
	created: Date;
}

export type AffiliateInput = Partial<
	Omit<Affiliate, 'linkAvailableAt' | 'statusBefore' | 'statusShownAt' | 'created'>
>;

export interface Offer {
	id: number;
	name: string;
	type: string;
	commission: string;
}

export interface Trigger {
	id: number;
	affiliateId: number;
	type: TriggerType;
	trigger: string;
}

export interface Conversion {
	id: number;
	affiliateId: number;
	created: Date;
	updated: Date;
	status: ConversionStatus;
	type: string;
	orderId: string;
	currency: string;
	total: number;
	commission: number;
	totalItems: number;
	couponCode: string | null;
	notes: string;
	isTest: boolean;
	paymentId: number | null;
	customer: { name: string; email: string; browser_ip: string };
}

export interface Payment {
	id: number;
	affiliateId: number;
	created: Date;
	conversionIds: number[];
	method: string;
	currency: string;
	commissionTotal: number;
	note: string;
}

export interface Report {
	id: number;
	ready: boolean;
	expiresAt: number;
	/** What a download gives. */
	content?: string;
}

/** Forms of a tracking link: two documented ones, one with the code elsewhere, and one that has no code in it. */
export type LinkMode = 'refersion-domain' | 'store-domain' | 'other' | 'without-code';

/** Behaviours that Refersion does not document. Every one is tested both ways. */
export interface RefersionSwitches extends ListSwitches {
	/** Does `{}` count as an empty body (404)? */
	emptyObjectIsNoBody: boolean;
	/** What an auto-approved or API-created ACTIVE affiliate emits. */
	autoApprovalEmits: 'new-only' | 'both' | 'both-reversed';
	/**
	 * Form of the default link: Refersion's domain, or the store's with `?rfsn=<id>.<code>`. Both are documented; that
	 * there are no others is not.
	 */
	linkMode: LinkMode;
	/** Milliseconds between approval and the link appearing in the API. */
	linkDelayMs: number;
	/** Milliseconds by which the REST API is behind the webhooks with a status; whether it ever is, is not documented. */
	statusDelayMs: number;
	/** Does an affiliate that was never ACTIVE already have a link? */
	linkBeforeApproval: boolean;
	/** How a missing link looks in `/affiliate/get`. */
	missingLink: 'empty' | 'null' | 'absent';
	/** How a missing PayPal address looks in GraphQL. */
	missingPayPal: 'empty' | 'null';
	/** `/affiliate/get`: the schema says `id` is a string, the example is a number. */
	getIdAsString: boolean;
	/** Order of `/affiliate/list`. */
	listOrder: 'oldest-first' | 'newest-first' | 'shuffled';
	/** Page size of `/affiliate/list` without `limit`, and of `/affiliate/search`. */
	defaultPageSize: number;
	/** A `limit` over 100: refused as an invalid field, or cut to 100. */
	limitOver100: 'invalid' | 'cut';
	/** SKU commissions are plan-gated (422 "error 1"). */
	skuCommissionsInPlan: boolean;
	/** Which of the triggers that do not exist a refused deletion names: its text has an end that is left open. */
	missingTriggersNamed: 'all' | 'first';
	/** Affiliates by id that `/affiliate/get` cannot give, and the status it answers instead; the list has them. */
	brokenAffiliates: Record<number, 204 | 422 | 500>;
	/**
	 * Pending conversions approve themselves so many days after their creation: 30 to 120 (help centre 2687623), 90
	 * for Enterprise accounts that do nothing (1749877). Null: never.
	 */
	approveAfterDays: number | null;
	/**
	 * How many requests GraphQL still answers before it says 429 (Refersion docs, GraphQL call limits). Neither the
	 * number nor the time after which it begins again is documented. Null: no limit.
	 */
	graphqlQuota: number | null;
	/**
	 * Which fields `affiliate` and `payment` have in a conversion: those of the same things elsewhere, or those alone that
	 * Refersion's examples show there (name and email; created).
	 */
	conversionFields: 'all' | 'shown';
	/** By what a conversion names its affiliate; that it is always both is not documented. */
	conversionNames: 'id-and-affiliate' | 'affiliate' | 'id' | 'nobody';
	/**
	 * Unknown fields of a query: the first one is named, or each, as GraphQL's own libraries do, with 200 or with 400.
	 */
	unknownFields: 'first' | 'each' | 'each-400';
	/** What a conversion that is not paid has in the place of its payment; not documented. */
	unpaidPayment: 'null' | 'empty-list' | 'empty-object';
	/** What an order that was reported is answered with; not documented. */
	orderAnswer: 'json' | 'empty' | 'no-content' | 'error' | 'page';
	/** What becomes of a second report of an order ID; not documented. */
	sameOrderAgain: 'ignored' | 'credited';
	/** Whether webhooks come with Refersion-Topic: all have it in the docs, and a proxy may take it away. */
	webhookTopic: 'sent' | 'left-out';
	/** Redeliveries of a webhook that was not answered 2xx. */
	webhookRetries: number;
	webhookRetryDelayMs: number;
	webhookTimeoutMs: number;
	/** One webhook at a time, in the order of the events; else all at once. No order is documented. */
	webhooksInOrder: boolean;
	/** PHP's json_encode escapes `/` and non-ASCII; the docs' sample code is PHP. */
	webhookJson: 'php' | 'plain';
	/** Amounts in webhooks: the marketplace sample has text ("59.00"), REST has separators ("3,498.03"). */
	webhookAmounts: 'text' | 'separated' | 'number';
	/** Zone of the times in webhooks, which name none; the REST documentation has UTC in this form. */
	webhookTimeZone: string;
	/** Where the payments of New Payment stand. */
	webhookPayments: 'in-affiliate' | 'beside-affiliates';
}

export const DEFAULT_SWITCHES: RefersionSwitches = {
	...DEFAULT_LIST_SWITCHES,
	emptyObjectIsNoBody: false,
	autoApprovalEmits: 'new-only',
	linkMode: 'refersion-domain',
	linkDelayMs: 0,
	statusDelayMs: 0,
	linkBeforeApproval: false,
	missingLink: 'empty',
	missingPayPal: 'empty',
	getIdAsString: false,
	listOrder: 'oldest-first',
	defaultPageSize: 10,
	limitOver100: 'invalid',
	skuCommissionsInPlan: true,
	missingTriggersNamed: 'all',
	brokenAffiliates: {},
	approveAfterDays: null,
	graphqlQuota: null,
	conversionFields: 'all',
	conversionNames: 'id-and-affiliate',
	unknownFields: 'first',
	unpaidPayment: 'null',
	orderAnswer: 'empty',
	sameOrderAgain: 'credited',
	webhookTopic: 'sent',
	webhookRetries: 0,
	webhookRetryDelayMs: 20,
	webhookTimeoutMs: 30_000,
	webhooksInOrder: false,
	webhookJson: 'php',
	webhookAmounts: 'text',
	webhookTimeZone: 'UTC',
	webhookPayments: 'in-affiliate',
};
