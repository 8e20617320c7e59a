import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/http';
import { fold } from '../../shared/texts';
import { readMember } from './contact';

/** What contacts are found by. */
export interface Lookup {
	audienceId: string;
	/** Merge tag (upper case), or undefined for the address. */
	mergeTag?: string;
	/** The part of the merge field that is compared; all of it when undefined. */
	part?: RegExp;
	/** The tag of the contact that is taken when several have the value, or ''. */
	preferTag?: string;
	/** Address in lower case, or value of the merge field. */
	value: string;
}

/** Lookups that are answered together: in one audience, by the address or by one merge field. */
export interface LookupKind {
	lookup: Lookup;
	/** Value → indexes of the input items that look for it. */
	items: Map<string, number[]>;
}

/** Kinds of lookups, by what makes them one kind. */
export type LookupKinds = Map<string, LookupKind>;

/** Adds what an input item looks for to the lookups of its kind. */
export function addLookup(kinds: LookupKinds, lookup: Lookup, itemIndex: number): void {
	const { audienceId, mergeTag = '', part, preferTag = '' } = lookup;
	const name = JSON.stringify([audienceId, mergeTag, part?.source, preferTag]);
	const kind = kinds.get(name) ?? { lookup, items: new Map<string, number[]>() };
	kinds.set(name, kind);
	const indexes = kind.items.get(lookup.value);
	if (indexes) indexes.push(itemIndex);
	else kind.items.set(lookup.value, [itemIndex]);
}

/**
 * The part of a value that is compared: what the groups of the expression have, or all that it matches
 * when it has no groups. A value that it does not match is compared as a whole.
 */
export function comparedPart(value: string, part: RegExp | undefined): string {
	const match = part?.exec(value);
	return match ? match.slice(1).join('') || match[0] : value;
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
