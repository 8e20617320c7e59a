import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import { asPlainText, fold } from '../../shared/texts';

/** What is needed of a contact. */
export interface Contact {
	address: string;
	status: string;
	/** Names, folded. */
	tags: string[];
	fields: IDataObject;
	stats: IDataObject;
	signedUp: unknown;
	optedIn: unknown;
	lastChanged: string;
}

/** The part of an affiliate by which a contact is found. */
export interface Keyed {
	code: string;
	email: string;
}

/** Reads an item of Contact: Get Many or Tag: Get Members, raw or simplified. */
export function contactFrom(json: IDataObject): Contact {
	const tags = Array.isArray(json.tags) ? json.tags : [];
	return {
		address: fold(asPlainText(json.email_address)),
		status: asPlainText(json.status),
		tags: tags.map((tag: unknown) => fold(asPlainText(isRecord(tag) ? tag.name : tag))),
		fields: isRecord(json.merge_fields) ? json.merge_fields : {},
		stats: isRecord(json.stats) ? json.stats : {},
		signedUp: json.timestamp_signup,
		optedIn: json.timestamp_opt,
		lastChanged: asPlainText(json.last_changed),
	};
}

/**
 * Adds what is known from the list of a tag's members, which comes without the tags of the contacts.
 *
 * @param members those who have the tag; one who is not among the contacts is added to them
 */
export function withTag(contacts: Contact[], members: Contact[], tag: string): Contact[] {
	const tagged = new Set(members.map(({ address }) => address));
	const known = new Set(contacts.map(({ address }) => address));
	const others = members.filter(({ address }) => !known.has(address));
	return [...contacts, ...others].map((contact) =>
		tagged.has(contact.address) ? { ...contact, tags: [...contact.tags, fold(tag)] } : contact,
	);
}

/** Whether a contact has a tag; upper and lower case are the same. */
export function hasTag(contact: Contact | undefined, tag: string): boolean {
	return contact?.tags.includes(fold(tag)) === true;
}

/** What a merge field holds, as a text. */
export function fieldOf(contact: Contact | undefined, mergeField: string): string {
	return asPlainText(contact?.fields[mergeField]);
}

/**
 * The affiliate's code out of a tracking link, in Refersion's two documented forms.
 *
 * @returns '' when it names nobody
 */
export function codeNamedBy(link: string): string {
	return (
		/[?&]rfsn=\d+\.([0-9A-Za-z]+)/.exec(link)?.[1] ??
		/\/c\/([0-9A-Za-z]+)\/?(?:[?#]|$)/.exec(link)?.[1] ??
		''
	);
}

/** Finds people's contacts. */
export interface ContactFinder {
	/** The contact that is somebody's own; undefined where there is none, or it is another one's. */
	contactOf(person: Keyed): Contact | undefined;
	/** Whether the address is in the audience or in Refersion as that of another one, who has its contact. */
	isTaken(person: Keyed): boolean;
}

/** By which merge fields contacts are recognised. */
export interface FinderFields {
	keyMergeField: string;
	linkMergeField: string;
}

/**
 * Gives each creator one contact at most. First by the code in the contact. A contact whose code is nobody's goes by its
 * address: to the one whom its link names, or else to the first who has no contact yet.
 */
export function findContacts(
	people: Keyed[],
	contacts: Contact[],
	{ keyMergeField, linkMergeField }: FinderFields,
): ContactFinder {
	const byAddress = latest(contacts, ({ address }) => address);
	const codes = new Set(people.map(({ code }) => code));
	const keyOf = (contact: Contact) => fieldOf(contact, keyMergeField);
	const keyed = [...byAddress.values()].filter((contact) => codes.has(keyOf(contact)));
	const byKey = latest(keyed, keyOf);
	// Of two contacts with one code, the one at the affiliate's own address.
	for (const person of people) {
		const own = byAddress.get(fold(person.email));
		if (person.code !== '' && own && keyOf(own) === person.code) byKey.set(person.code, own);
	}
	const owners = new Map<string, Keyed>();
	for (const contact of byKey.values()) {
		owners.set(contact.address, { code: keyOf(contact), email: contact.address });
	}
	for (const person of people) {
		const address = fold(person.email);
		const contact = byAddress.get(address);
		if (address === '' || byKey.has(person.code) || (contact && codes.has(keyOf(contact))))
			continue;
		const isNamed = codeNamedBy(fieldOf(contact, linkMergeField)) === person.code;
		if (!owners.has(address) || (isNamed && person.code !== '')) owners.set(address, person);
	}
	const owns = (person: Keyed) => owners.get(fold(person.email)) === person;
	return {
		contactOf: (person) => {
			const own = person.code === '' ? undefined : byKey.get(person.code);
			return own ?? (owns(person) ? byAddress.get(fold(person.email)) : undefined);
		},
		isTaken: (person) => {
			const address = fold(person.email);
			const contact = byAddress.get(address);
			if (byKey.has(person.code) || owns(person)) return false;
			return owners.has(address) || (contact !== undefined && codes.has(keyOf(contact)));
		},
	};
}

/** The contact of each key that changed last: a list that is read while it changes can have one twice. */
function latest(contacts: Contact[], keyOf: (contact: Contact) => string): Map<string, Contact> {
	const found = new Map<string, Contact>();
	for (const contact of contacts) {
		const key = keyOf(contact);
		const other = found.get(key);
		if (key !== '' && (!other || other.lastChanged < contact.lastChanged)) found.set(key, contact);
	}
	return found;
}
