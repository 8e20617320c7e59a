import { looksLikeEmail } from '../contact';
import { decideActive, decision, held, offboard } from './decide';
import { hasTag, isKeyInLink } from './differences';
import type { Contact, Decision, Person, Rules } from './types';

/**
 * Decides what happens to people. This is the whole decision of Contact: Compare and Contact: Sync; its
 * specification is docs/how-it-decides.md.
 *
 * @param people everybody of the programme, or with `isComplete` false the one whose turn it is
 * @param contacts the contacts that can matter to them, each once
 * @returns one decision for each person, in their order, and one for each tagged contact that nobody claims
 */
export function plan(people: Person[], contacts: Contact[], rules: Rules): Decision[] {
	const planner = new Planner(people, contacts, rules);
	return [...people.map((person) => planner.decide(person)), ...planner.orphans()];
}

/** An address as it is compared. */
export function addressOf({ email }: { email: string }): string {
	return email.trim().toLowerCase();
}

/** How many people may wait for one another in a row; a row of 5,000 is more than the call stack takes. */
const LONGEST_ROW = 100;

class Planner {
	private readonly contactAt = new Map<string, Contact>();
	private readonly contactsWith = new Map<string, Contact[]>();
	private readonly peopleWith = new Map<string, Person[]>();
	private readonly peopleAt = new Map<string, Person[]>();
	/** Who of the active people at an address has its contact. */
	private readonly ownerAt = new Map<string, Person>();
	private readonly decided = new Map<Person, Decision>();
	private readonly underWay = new Set<Person>();

	constructor(
		private readonly people: Person[],
		private readonly contacts: Contact[],
		private readonly rules: Rules,
	) {
		for (const contact of contacts) {
			this.contactAt.set(addressOf(contact), contact);
			if (contact.key !== '') addTo(this.contactsWith, contact.key, contact);
		}
		for (const person of people) {
			if (person.key !== '') addTo(this.peopleWith, person.key, person);
			addTo(this.peopleAt, addressOf(person), person);
		}
		for (const [address, all] of this.peopleAt) {
			const active = all.filter((person) => person.state === 'active' && this.isSound(person));
			const owner = this.ownerOf(active, this.contactAt.get(address));
			if (owner) this.ownerAt.set(address, owner);
		}
	}

	/** The decision about a person; it may depend on what happens to the one who has the contact. */
	decide(person: Person): Decision {
		const known = this.decided.get(person);
		if (known) return known;
		this.underWay.add(person);
		const made = this.gate(person) ?? this.byState(person);
		this.underWay.delete(person);
		this.decided.set(person, made);
		return made;
	}

	/** Tagged contacts that nobody claims. An empty list of people is no reason to send everybody away. */
	orphans(): Decision[] {
		if (!this.rules.isComplete || this.people.length === 0) return [];
		const { activeTag, offboardOrphans } = this.rules;
		return this.contacts
			.filter((contact) => contact.status !== 'archived' && hasTag(contact, activeTag))
			.filter((contact) => !this.isClaimed(contact))
			.map((contact) => {
				if (offboardOrphans) return offboard(contact, this.rules, { reason: 'orphan' });
				return { ...held(undefined, 'orphan'), contact };
			});
	}

	private isClaimed(contact: Contact): boolean {
		if (this.peopleWith.has(contact.key)) return true;
		const there = this.peopleAt.get(addressOf(contact)) ?? [];
		return contact.key === '' ? there.length > 0 : there.some(({ state }) => state === 'active');
	}

	private gate(person: Person): Decision | undefined {
		if (person.missing !== undefined) return held(person, 'missing_field', person.missing);
		if (person.key === '') return held(person, 'no_key');
		if (!looksLikeEmail(person.email)) return held(person, 'no_address', person.email);
		const same = this.peopleWith.get(person.key) ?? [];
		if (same.some((other) => isOther(person, other))) return held(person, 'same_key', person.key);
		// The same row twice, as a list that moves while it is read may give it.
		return same[0] === person ? undefined : decision('nothing', { person });
	}

	private byState(person: Person): Decision {
		switch (person.state) {
			case 'active':
				return this.active(person);
			case 'inactive':
				return this.inactive(person);
			case 'unknown':
				return held(person, 'unknown_state', person.stateWord);
			case 'ignored': {
				const own = this.contactsWith.get(person.key) ?? [];
				const isTagged = own.some((contact) => this.isSeenWithTag(contact));
				if (isTagged) return held(person, 'not_active_any_more', person.stateWord);
				return decision('nothing', { person });
			}
		}
	}

	private active(person: Person): Decision {
		const owner = this.ownerAt.get(addressOf(person));
		if (owner && owner !== person) return held(person, 'same_address', owner.key);
		const here = this.contactAt.get(addressOf(person));
		const gated = here && here.status !== 'archived' ? this.gateOfContact(person, here) : '';
		if (typeof gated === 'object') return gated;
		const elsewhere = this.elsewhere(person, here);
		const decided = decideActive(
			{ person, here, takenOverFrom: gated ?? '', elsewhere },
			this.rules,
		);
		return decided;
	}

	/**
	 * Whether a person may have the contact at the address.
	 *
	 * @returns the decision when not; else the key that it is taken over from, '' when it is nobody's
	 */
	private gateOfContact(person: Person, here: Contact): Decision | string {
		const { isComplete, activeTag, inactiveTag } = this.rules;
		const { key } = here;
		if (key === person.key) return '';
		if (key === '') {
			const isFree = here.link === '' || isKeyInLink(person.key, here.link);
			return isComplete || isFree ? '' : decision('later', { person, reason: 'next_look' });
		}
		if (!isComplete) return decision('later', { person, reason: 'next_look' });
		const isTagged = hasTag(here, activeTag);
		const owners = this.peopleWith.get(key) ?? [];
		const active = owners.find(({ state }) => state === 'active');
		if (active) {
			// Of a person who is held for something else, and lives here, the contact waits as well.
			const isResident = owners.some((owner) => isActiveAt(owner, addressOf(here)));
			if (isResident) return held(person, 'same_address', key);
			if (!isTagged) return '';
			if (this.isLeaving(active, here)) {
				return decision('later', { person, reason: 'address_is_freed' });
			}
			return held(person, 'address_in_use', key);
		}
		if (owners.some(({ state }) => state !== 'inactive') && isTagged) {
			return held(person, 'address_in_use', key);
		}
		// Where nobody claims the key, the contact is of this programme only when a tag says so.
		const isOurs = owners.length > 0 || isTagged || hasTag(here, inactiveTag);
		return isOurs ? key : held(person, 'other_key', key);
	}

	/** Whether another person's contact is about to be free, because that person has moved. */
	private isLeaving(owner: Person, contact: Contact): boolean {
		// People who exchange their addresses wait for each other: somebody has to decide that.
		if (this.underWay.has(owner) || this.underWay.size >= LONGEST_ROW) return false;
		const { verdict, contact: moved, other } = this.decide(owner);
		if (other === contact || verdict === 'later') return true;
		return verdict === 'move' && moved === contact;
	}

	/** Other contacts of a person that are seen, and that nobody else takes in this look. */
	private elsewhere(person: Person, here: Contact | undefined): Contact[] {
		return (this.contactsWith.get(person.key) ?? []).filter((contact) => {
			if (contact === here || contact.status === 'archived' || contact.status === 'pending') {
				return false;
			}
			const resident = this.ownerAt.get(addressOf(contact));
			return !resident || resident === person || hasTag(contact, this.rules.activeTag);
		});
	}

	private inactive(person: Person): Decision {
		const here = this.contactAt.get(addressOf(person));
		const own = (this.contactsWith.get(person.key) ?? [])
			.filter((contact) => this.isSeenWithTag(contact))
			.filter((contact) => !this.isAtActive(contact));
		const found = own.find((contact) => contact === here) ?? own.at(0);
		if (found) return offboard(found, this.rules, { person });
		if (!here || here.key !== '' || !this.isSeenWithTag(here) || this.isAtActive(here)) {
			return decision('nothing', { person });
		}
		if (!this.rules.isComplete) return decision('later', { person, reason: 'next_look' });
		const there = this.peopleAt.get(addressOf(here)) ?? [];
		const haveAllLeft = there.every(({ state }) => state === 'inactive');
		// The first of several does it for all.
		if (!haveAllLeft || there[0] !== person) return decision('nothing', { person });
		return offboard(here, this.rules, { person });
	}

	private isSeenWithTag(contact: Contact): boolean {
		return contact.status !== 'archived' && hasTag(contact, this.rules.activeTag);
	}

	private isAtActive(contact: Contact): boolean {
		const address = addressOf(contact);
		return (this.peopleAt.get(address) ?? []).some((person) => isActiveAt(person, address));
	}

	private isSound(person: Person): boolean {
		return this.gate(person) === undefined;
	}

	/** Of several active people at one address: whose key the contact has, or whose is in its link. */
	private ownerOf(active: Person[], contact: Contact | undefined): Person | undefined {
		if (active.length < 2) return active.at(0);
		const smallest = (people: Person[]) =>
			[...people].sort((one, other) => (one.key < other.key ? -1 : 1)).at(0);
		const byKey = contact && active.find(({ key }) => key === contact.key);
		const byLink = contact && active.filter(({ key }) => isKeyInLink(key, contact.link));
		return byKey ?? smallest(byLink ?? []) ?? smallest(active);
	}
}

function isActiveAt(person: Person, address: string): boolean {
	return person.state === 'active' && addressOf(person) === address;
}

/** Whether two people with one key are not the same row of a list. */
function isOther(one: Person, other: Person): boolean {
	return addressOf(one) !== addressOf(other) || one.state !== other.state;
}

function addTo<T>(map: Map<string, T[]>, key: string, entry: T): void {
	const list = map.get(key);
	if (list) list.push(entry);
	else map.set(key, [entry]);
}
