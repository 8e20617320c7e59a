import { fold } from '../../shared/texts';
import type { CouponContact, Creator, Lists } from './types';

/** Whose code is whose. */
export interface Claims {
	/** The contacts of a creator: those with the affiliate's code, or else one without a code by its address. */
	contactsOf(creator: Creator): CouponContact[];
	/** Contacts that are nobody's in the list of affiliates. */
	strangers: CouponContact[];
	/** How many active creators have a code. */
	activeOf(code: string): number;
	/** Whether anybody has a code who is not known to have left: somebody active, pending, or not in the list. */
	isInUse(code: string): boolean;
	/** Whether any contact has or had a code. */
	isKnown(code: string): boolean;
}

/** Finds out who has which code. */
export function claimsOf({ creators, contacts }: Lists): Claims {
	const owners = ownersOf(creators, contacts);
	const owned = new Map<Creator, CouponContact[]>();
	const active = new Map<string, Set<Creator>>();
	const inUse = new Set<string>();
	const known = new Set<string>();
	const strangers: CouponContact[] = [];
	for (const contact of contacts) {
		const { coupon, old } = contact;
		for (const code of [coupon, ...old]) known.add(fold(code));
		const owner = owners(contact);
		if (!owner) strangers.push(contact);
		else owned.set(owner, [...(owned.get(owner) ?? []), contact]);
		if (coupon === '') continue;
		if (owner?.state !== 'inactive') inUse.add(fold(coupon));
		if (owner?.state !== 'active') continue;
		active.set(fold(coupon), (active.get(fold(coupon)) ?? new Set()).add(owner));
	}
	return {
		contactsOf: (creator) => owned.get(creator) ?? [],
		strangers,
		activeOf: (code) => active.get(fold(code))?.size ?? 0,
		isInUse: (code) => inUse.has(fold(code)),
		isKnown: (code) => known.has(fold(code)),
	};
}

/** A contact with a code of nobody in the list is nobody's, whatever its address. */
function ownersOf(creators: Creator[], contacts: CouponContact[]) {
	const byKey = new Map(creators.map((creator) => [creator.key, creator]));
	const hasContact = new Set(contacts.map(({ key }) => key));
	const byEmail = new Map<string, Creator[]>();
	for (const creator of creators) {
		const address = fold(creator.email);
		byEmail.set(address, [...(byEmail.get(address) ?? []), creator]);
	}
	return ({ key, email }: CouponContact): Creator | undefined => {
		if (key !== '') return byKey.get(key);
		const named = byEmail.get(fold(email)) ?? [];
		// Two affiliates with one address: it is not known whose the contact is.
		return named.length === 1 && !hasContact.has(named[0].key) ? named[0] : undefined;
	};
}
