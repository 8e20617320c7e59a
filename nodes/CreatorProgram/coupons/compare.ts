import { fold } from '../../shared/texts';
import { brake } from './brake';
import { claimsOf, type Claims } from './claims';
import { codeProblem } from './code';
import type {
	About,
	CouponContact,
	CouponRules,
	Counts,
	Creator,
	Decision,
	HeldReason,
	Lists,
	StoreCode,
} from './types';

/** What a comparison came to. */
export interface Comparison {
	decisions: Decision[];
	counts: Counts;
	/** False when a list was empty: nothing can be said then. */
	compared: boolean;
}

/**
 * Says what is to be done so that each active creator's code works in the shop, and nobody else's does.
 *
 * A code is taken back only where it is known whose it was and that it is over: a creator who is known to have left,
 * or a code that was replaced. Never because somebody is not in a list, and never when anybody else may have it.
 *
 * @param lists as they were read; one that is short makes less known, and so less done
 */
export function compareCoupons(lists: Lists, rules: CouponRules): Comparison {
	const empty = emptyList(lists);
	const counts = { active: 0, without_contact: 0, without_code: 0 };
	if (empty) return { decisions: [empty], counts, compared: false };
	const claims = claimsOf(lists);
	const store = storeOf(lists.codes);
	const decisions: Decision[] = [];
	for (const creator of lists.creators) {
		const contacts = claims.contactsOf(creator);
		if (creator.state === 'active') {
			counts.active += 1;
			if (contacts.length === 0) counts.without_contact += 1;
			else if (contacts.every(({ coupon }) => coupon === '')) counts.without_code += 1;
			else decisions.push(...ofActive(creator, contacts, { claims, store, rules }));
		}
		decisions.push(...ofFormerCodes(creator, contacts, { claims, store, rules }));
	}
	decisions.push(...ofStrangers(claims, store), ...unclaimed(lists, claims, rules));
	const live = lists.codes.filter(({ promotionId }) => promotionId === rules.promotionId).length;
	return { decisions: brake(once(decisions), live, rules), counts, compared: true };
}

interface Known {
	claims: Claims;
	/** By code, folded. */
	store: Map<string, StoreCode[]>;
	rules: CouponRules;
}

function emptyList({ creators, contacts }: Lists): Decision | undefined {
	if (creators.length === 0) return held('no_affiliates', about(), '');
	return contacts.length === 0 ? held('no_contacts', about(), '') : undefined;
}

function storeOf(codes: StoreCode[]): Map<string, StoreCode[]> {
	const store = new Map<string, StoreCode[]>();
	for (const each of codes) {
		const same = store.get(fold(each.code));
		if (same) same.push(each);
		else store.set(fold(each.code), [each]);
	}
	return store;
}

/** Whether the code of somebody who is in works. */
function ofActive(creator: Creator, contacts: CouponContact[], known: Known): Decision[] {
	const codes: string[] = [];
	for (const { coupon } of contacts) {
		const isNew = !codes.some((code) => fold(code) === fold(coupon));
		if (coupon !== '' && isNew) codes.push(coupon);
	}
	const [code] = codes;
	const who = about(creator, code);
	if (codes.length > 1) return [held('several_contacts', who, codes.join(', '))];
	if (known.claims.activeOf(code) > 1) return [held('shared_code', who, code)];
	const found = known.store.get(fold(code)) ?? [];
	const usable = found.find(({ state }) => state === 'usable');
	if (usable) return [{ verdict: 'keep', reason: '', ...who, promotion: usable.promotionName }];
	if (found.length > 0) {
		const [{ state, promotionName }] = found;
		return [held(stateReason(state), { ...who, promotion: promotionName }, state)];
	}
	const problem = codeProblem(code);
	if (problem) return [held(problem, who, '')];
	const { makeCodes, promotionId } = known.rules;
	if (!makeCodes || promotionId === '') return [held('missing', who, '')];
	return [{ verdict: 'make', reason: 'missing', ...who }];
}

const STATES = ['disabled', 'invalid', 'expired', 'not_started', 'used_up'] as const;

function stateReason(state: string): HeldReason {
	return STATES.find((known) => known === state) ?? 'not_usable';
}

/** The codes that are not somebody's any more: all of one who has left, and those that were replaced. */
function ofFormerCodes(creator: Creator, contacts: CouponContact[], known: Known): Decision[] {
	if (creator.state === 'other') return [];
	const replaced = contacts.flatMap(({ old }) => old);
	const left = creator.state === 'inactive' ? contacts.map(({ coupon }) => coupon) : [];
	return [
		...left.flatMap((code) => ofFormer(about(creator, code), 'left', known)),
		...replaced.flatMap((code) => ofFormer(about(creator, code), 'replaced', known)),
	];
}

function ofFormer(who: About, reason: 'left' | 'replaced', known: Known): Decision[] {
	const { claims, store, rules } = known;
	if (who.code === '' || claims.isInUse(who.code)) return [];
	const found = store.get(fold(who.code)) ?? [];
	const isOwn = ({ promotionId }: StoreCode) =>
		rules.takeBack && rules.promotionId !== '' && promotionId === rules.promotionId;
	return found.flatMap((entry): Decision[] => {
		const at = { ...who, code: entry.code, promotion: entry.promotionName };
		if (isOwn(entry)) return [{ verdict: 'take_back', reason, ...at }];
		if (entry.state !== 'usable') return [];
		return [held(reason === 'left' ? 'still_usable' : 'replaced_still_usable', at, '')];
	});
}

/** Contacts with a code that works, of whom the list of affiliates knows nothing. It may be short. */
function ofStrangers(claims: Claims, store: Map<string, StoreCode[]>): Decision[] {
	return claims.strangers.flatMap((contact): Decision[] => {
		const { coupon, key, email, name } = contact;
		if (coupon === '' || claims.activeOf(coupon) > 0) return [];
		const usable = store.get(fold(coupon))?.find(({ state }) => state === 'usable');
		if (!usable) return [];
		const who = { key, email, name, code: coupon, promotion: usable.promotionName };
		return [held('unknown_affiliate', who, '')];
	});
}

/** Codes of the promotion that nobody has or had. */
function unclaimed({ codes }: Lists, claims: Claims, { promotionId }: CouponRules): Decision[] {
	if (promotionId === '') return [];
	return codes
		.filter((each) => each.promotionId === promotionId && each.state === 'usable')
		.filter(({ code }) => !claims.isKnown(code))
		.map(({ code, promotionName }) =>
			held('unclaimed', { ...about(), code, promotion: promotionName }, ''),
		);
}

/** Somebody with two contacts, or a code that both was replaced and is of one who has left, is one decision. */
function once(decisions: Decision[]): Decision[] {
	const seen = new Set<string>();
	return decisions.filter(({ verdict, key, code, promotion }) => {
		if (code === '') return true;
		// A code is deleted once, whoever it is deleted for.
		const of = verdict === 'take_back' ? '' : key;
		const name = JSON.stringify([verdict, of, fold(code), promotion]);
		if (seen.has(name)) return false;
		seen.add(name);
		return true;
	});
}

function about(creator?: Creator, code = ''): About {
	const { key = '', email = '', name = '' } = creator ?? {};
	return { key, email, name, code, promotion: '' };
}

function held(reason: HeldReason, who: About, detail: string): Decision {
	return { verdict: 'held', reason, detail, ...who };
}
