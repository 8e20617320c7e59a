import { seededRandom, type Clock } from '../common';
import { noHistory, type ListHistory } from './listing';
import {
	DEFAULT_SWITCHES,
	type Affiliate,
	type AffiliateInput,
	type AffiliateStatus,
	type Conversion,
	type LinkMode,
	type Offer,
	type Payment,
	type RefersionSwitches,
	type Report,
	type Trigger,
} from './types';

/** Everything a Refersion account holds. */
export interface RefersionState {
	readonly now: Clock;
	readonly switches: RefersionSwitches;
	readonly lists: ListHistory;
	readonly affiliates: Map<number, Affiliate>;
	/** Indexes, so that a hundred thousand affiliates stay quick. E-mails are lower-cased. */
	readonly byCode: Map<string, Affiliate>;
	readonly byEmail: Map<string, Affiliate>;
	readonly offers: Map<number, Offer>;
	readonly triggers: Map<number, Trigger>;
	readonly conversions: Map<number, Conversion>;
	readonly payments: Map<number, Payment>;
	readonly reports: Map<number, Report>;
	/** `<offer id>:<sku>` of every SKU commission. */
	readonly skuCommissions: Set<string>;
	nextId(kind: 'affiliate' | 'trigger' | 'conversion' | 'payment' | 'report'): number;
	newCode(): string;
	clear(): void;
}

const DEFAULT_OFFER: Offer = {
	id: 1234,
	name: 'Standard Affiliate Commission',
	type: 'PERCENT_OF_SALE',
	commission: '10.00',
};

const FIRST_IDS = {
	affiliate: 37567438,
	trigger: 1097,
	conversion: 11900254,
	payment: 700001,
	report: 501,
} as const;

export function createState(
	now: Clock,
	seed: number,
	initialSwitches: Partial<RefersionSwitches> = {},
): RefersionState {
	let random = seededRandom(seed);
	let ids: Record<keyof typeof FIRST_IDS, number> = { ...FIRST_IDS };
	const state: RefersionState = {
		now,
		switches: { ...DEFAULT_SWITCHES, ...initialSwitches },
		lists: noHistory(),
		affiliates: new Map(),
		byCode: new Map(),
		byEmail: new Map(),
		offers: new Map([[DEFAULT_OFFER.id, { ...DEFAULT_OFFER }]]),
		triggers: new Map(),
		conversions: new Map(),
		payments: new Map(),
		reports: new Map(),
		skuCommissions: new Set(),
		nextId(kind) {
			const id = ids[kind];
			ids[kind] += 1;
			return id;
		},
		newCode() {
			let code = '';
			do {
				code = Math.floor(random() * 36 ** 6)
					.toString(36)
					.padStart(4, '0');
			} while (state.byCode.has(code));
			return code;
		},
		clear() {
			for (const each of Object.values(state)) {
				if (each instanceof Map || each instanceof Set) each.clear();
			}
			state.offers.set(DEFAULT_OFFER.id, { ...DEFAULT_OFFER });
			Object.assign(state.switches, DEFAULT_SWITCHES, initialSwitches);
			Object.assign(state.lists, noHistory());
			ids = { ...FIRST_IDS };
			random = seededRandom(seed);
		},
	};
	return state;
}

/** Makes an affiliate with believable defaults; does not emit anything. */
export function createAffiliate(state: RefersionState, given: AffiliateInput): Affiliate {
	const input: AffiliateInput = Object.fromEntries(
		Object.entries(given).filter(([, value]) => value !== undefined),
	);
	const id = input.id ?? state.nextId('affiliate');
	const [firstOffer] = state.offers.keys();
	const now = state.now();
	const affiliate: Affiliate = {
		status: 'PENDING',
		first_name: 'Bill',
		last_name: 'Smith',
		email: `creator${id}@creators.example`,
		company: '',
		paypal_email: '',
		address1: '',
		address2: '',
		city: '',
		state: '',
		zip: '',
		country: 'US',
		phone: '',
		offer_id: firstOffer ?? DEFAULT_OFFER.id,
		custom_fields: [],
		unique_merchant_id: '',
		source: 'MERCHANT_PROFILE',
		last_login: null,
		last_conversion: null,
		is_marketplace_user: false,
		...input,
		id,
		code: input.code ?? state.newCode(),
		created: now,
		linkAvailableAt: Number.POSITIVE_INFINITY,
		statusBefore: 'PENDING',
		statusShownAt: now.getTime() + state.switches.statusDelayMs,
	};
	if (state.affiliates.has(id)) throw new Error(`affiliate ${id} exists already`);
	if (state.byCode.has(affiliate.code)) throw new Error(`code ${affiliate.code} is taken`);
	if (affiliate.status === 'ACTIVE') {
		affiliate.linkAvailableAt = now.getTime() + state.switches.linkDelayMs;
	}
	state.affiliates.set(id, affiliate);
	state.byCode.set(affiliate.code, affiliate);
	state.byEmail.set(affiliate.email.toLowerCase(), affiliate);
	return affiliate;
}

export function offerOf(state: RefersionState, affiliate: Affiliate): Offer {
	return state.offers.get(affiliate.offer_id) ?? DEFAULT_OFFER;
}

const LINK: Record<LinkMode, (affiliate: Affiliate) => string> = {
	'refersion-domain': ({ code }) => `https://shop.refersion.com/c/${code}`,
	'store-domain': ({ id, code }) => `https://shop.example/?rfsn=${id}.${code}`,
	other: ({ code }) => `https://go.shop.example/to/${code}`,
	'without-code': ({ id }) => `https://go.shop.example/creator/${id}`,
};

/**
 * The tracking link as the API shows it now, or null. Either `https://<merchant>.refersion.com/c/<code>`
 * (REST documentation) or the store's address with `rfsn=<id>.<code>` (help centre article 1064016).
 */
export function linkOf(state: RefersionState, affiliate: Affiliate): string | null {
	if (affiliate.link !== undefined) return affiliate.link;
	const { linkBeforeApproval, linkMode } = state.switches;
	const available = affiliate.linkAvailableAt <= state.now().getTime();
	if (!available && !(linkBeforeApproval && affiliate.linkAvailableAt === Infinity)) return null;
	return LINK[linkMode](affiliate);
}

/** The status as the REST API shows it now. */
export function statusOf(state: RefersionState, affiliate: Affiliate): AffiliateStatus {
	const isShown = affiliate.statusShownAt <= state.now().getTime();
	return isShown ? affiliate.status : affiliate.statusBefore;
}

export function changeStatus(
	state: RefersionState,
	affiliate: Affiliate,
	status: AffiliateStatus,
): void {
	affiliate.statusBefore = statusOf(state, affiliate);
	affiliate.statusShownAt = state.now().getTime() + state.switches.statusDelayMs;
	affiliate.status = status;
}

export function changeEmail(state: RefersionState, affiliate: Affiliate, email: string): void {
	state.byEmail.delete(affiliate.email.toLowerCase());
	affiliate.email = email;
	state.byEmail.set(email.toLowerCase(), affiliate);
}
