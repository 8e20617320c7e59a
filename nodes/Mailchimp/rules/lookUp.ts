import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/http';

/** What contacts are found by. */
export interface Lookup {
	audienceId: string;
	/** Merge tag (upper case), or undefined for the address. */
	mergeTag?: string;
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
	const name = `${lookup.audienceId} ${lookup.mergeTag ?? ''}`;
	const kind = kinds.get(name) ?? { lookup, items: new Map<string, number[]>() };
	kinds.set(name, kind);
	const indexes = kind.items.get(lookup.value);
	if (indexes) indexes.push(itemIndex);
	else kind.items.set(lookup.value, [itemIndex]);
}

/** What a member object of Mailchimp's API has in the place that a lookup compares; '' for nothing. */
export function valueOf(member: IDataObject, mergeTag?: string): string {
	const { email_address: address, merge_fields: fields } = member;
	if (mergeTag === undefined) return String(address).toLowerCase();
	return isRecord(fields) ? String(fields[mergeTag] ?? '') : '';
}

/** When a member object of Mailchimp's API last changed, in ms since 1970; 0 when it does not say. */
export function changedAt({ last_changed: changed }: IDataObject): number {
	return Date.parse(String(changed)) || 0;
}
