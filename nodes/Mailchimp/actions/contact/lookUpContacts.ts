import type { IDataObject } from 'n8n-workflow';
import { mapInOrder } from '../../../shared/concurrency';
import { isRecord } from '../../../shared/record';
import { fold } from '../../../shared/texts';
import { contactItem, readMember, type FieldChoice } from '../../contact';
import { CONTACTS_AT_ONCE } from '../../run';
import { readAudience } from '../../transport/audiences';
import type { MailchimpClient } from '../../transport/client';
import { contactPages, findContact } from '../../transport/contacts';
import { readTags } from '../../transport/tags';

/** With more addresses than this, the audience is read page by page; with fewer, each contact alone. */
const FEW = 20;

const CHOICE: FieldChoice = { simplify: true, fields: [] };

/** By what contacts are found, in one audience. */
export interface Lookup {
	audienceId: string;
	/** Merge tag (upper case), or undefined for the address. */
	mergeTag?: string;
	/** The part of the merge field that is compared; all of it when undefined. */
	part?: RegExp;
	/** The tag of the contact that is taken when several have the value, or ''. */
	preferTag?: string;
}

/** Address in lower case, or what is compared of the merge field → what became of it; nothing for none. */
type Found = Map<string, { contact: IDataObject } | { error: unknown }>;

/**
 * Finds the contacts that have one of some values.
 *
 * @param values addresses in lower case, or values of the merge field as `comparedPart` gives them
 * @throws NodeApiError when the audience cannot be read
 */
export async function findContacts(
	client: MailchimpClient,
	lookup: Lookup,
	values: string[],
): Promise<Found> {
	const isFew = lookup.mergeTag === undefined && values.length <= FEW;
	const found = isFew
		? await findAlone(client, lookup.audienceId, values)
		: await findInPages(client, lookup, values);
	await completeTags(client, lookup.audienceId, found);
	return found;
}

/**
 * The part of a value that is compared: what the groups of the expression have, or all that it matches
 * when it has no groups. A value that it does not match is compared as a whole.
 */
export function comparedPart(value: string, part: RegExp | undefined): string {
	const match = part?.exec(value);
	return match ? match.slice(1).join('') || match[0] : value;
}

/** Addresses are unique, so that reading ends when all are found; values of merge fields need not be. */
async function findInPages(
	client: MailchimpClient,
	{ audienceId, mergeTag, part, preferTag }: Lookup,
	values: string[],
): Promise<Found> {
	const wanted = new Set(values);
	const members = new Map<string, IDataObject>();
	for await (const page of contactPages(client, { audienceId }, CHOICE, Infinity)) {
		for (const member of page) {
			const value = valueOf(member, { mergeTag, part });
			if (!wanted.has(value)) continue;
			const other = members.get(value);
			if (!other || isBetter(member, other, preferTag)) members.set(value, member);
		}
		if (mergeTag === undefined && members.size === wanted.size) break;
	}
	return new Map([...members].map(([value, member]) => [value, { contact: asItem(member) }]));
}

async function findAlone(
	client: MailchimpClient,
	audienceId: string,
	addresses: string[],
): Promise<Found> {
	const found: Found = new Map();
	await mapInOrder(addresses, CONTACTS_AT_ONCE, async (address) => {
		try {
			const contact = await findContact(client, { audienceId, email: address }, CHOICE);
			const isThere = contact !== undefined && contact.status !== 'archived';
			if (isThere) found.set(address, { contact: asItem(contact) });
		} catch (error) {
			found.set(address, { error });
		}
	});
	// An audience that does not exist has none of the contacts either, with the same answer.
	if (found.size === 0) await readAudience(client, audienceId, 'id');
	return found;
}

function asItem(member: IDataObject): IDataObject {
	return contactItem(member, CHOICE);
}

/** Contacts that have more tags than Mailchimp shows with them (50) get the rest. */
async function completeTags(
	client: MailchimpClient,
	audienceId: string,
	found: Found,
): Promise<void> {
	await mapInOrder([...found], CONTACTS_AT_ONCE, async ([value, result]) => {
		if ('error' in result) return;
		const { contact } = result;
		const { tags, tags_count: count, email_address: email } = contact;
		if (!Array.isArray(tags) || tags.length >= Number(count)) return;
		try {
			contact.tags = await readTags(client, { audienceId, email: String(email) });
		} catch (error) {
			found.set(value, { error });
		}
	});
}

/** What a member object of Mailchimp's API has in the place that a lookup compares; '' for nothing. */
export function valueOf(
	member: IDataObject,
	{ mergeTag, part }: Pick<Lookup, 'mergeTag' | 'part'> = {},
): string {
	const { email_address: address, merge_fields: fields } = member;
	if (mergeTag === undefined) return String(address).toLowerCase();
	return isRecord(fields) ? comparedPart(String(fields[mergeTag] ?? ''), part) : '';
}

/**
 * Whether a contact is rather the one that is looked for than another one with the same value: one whose
 * mails do not bounce, then one with the preferred tag, then the one that changed last.
 */
export function isBetter(member: IDataObject, other: IDataObject, preferTag = ''): boolean {
	const rank = (one: IDataObject): number => {
		const hasTag = readMember(one).tags.some((name) => fold(name) === fold(preferTag));
		return (one.status === 'cleaned' ? 0 : 2) + (hasTag ? 1 : 0);
	};
	const [rankOfMember, rankOfOther] = [rank(member), rank(other)];
	if (rankOfMember !== rankOfOther) return rankOfMember > rankOfOther;
	return changedAt(member) > changedAt(other);
}

/** When a member object of Mailchimp's API last changed, in ms since 1970; 0 when it does not say. */
export function changedAt({ last_changed: changed }: IDataObject): number {
	return Date.parse(String(changed)) || 0;
}
