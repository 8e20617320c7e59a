import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/http';

/** Where contacts are read: one alone, the list of an audience, or the list of a tag's segment. */
export type ContactSource = 'contact' | 'audience' | 'segment';

/** What an output item is to have of a contact. */
export interface FieldChoice {
	/** The most useful fields, with tags as names. */
	simplify: boolean;
	/** Without `simplify`: fields in Mailchimp's spelling; all when there is none. */
	fields: string[];
}

/** What an operation has to know of a contact before it changes its address or status. */
export const IDENTITY_AND_STATUS: FieldChoice = {
	simplify: false,
	fields: ['id', 'email_address', 'contact_id', 'status'],
};

const SIMPLE = [
	'id',
	'unique_email_id',
	'email_address',
	'full_name',
	'status',
	'merge_fields',
	'vip',
	'language',
	'timestamp_opt',
	'last_changed',
];

/** Not documented for the members of a segment (Mailchimp API, segment members). */
const NOT_IN_SEGMENTS = ['contact_id', 'tags', 'tags_count'];

/**
 * The query that asks for fields. In a list they are named with the list's name before them, and a name
 * that Mailchimp does not know is an error (its documentation, "Partial responses").
 *
 * @param needed fields that the node itself has to look at
 */
export function fieldsQuery(
	choice: FieldChoice,
	source: ContactSource,
	needed: string[] = [],
): IDataObject {
	const isList = source !== 'contact';
	const prefix = isList ? 'members.' : '';
	const chosen = chosenFields(choice, source);
	if (chosen.length === 0) {
		// The links of the API to itself are of no use here, and most of the answer.
		return { exclude_fields: isList ? '_links,members._links' : '_links' };
	}
	const names = [...new Set([...chosen, ...needed])].map((name) => prefix + name);
	return { fields: [...names, ...(isList ? ['total_items'] : [])].join(',') };
}

function chosenFields({ simplify, fields }: FieldChoice, source: ContactSource): string[] {
	if (!simplify) return fields.map((name) => name.replace(/^members\./, ''));
	return source === 'segment' ? SIMPLE : [...SIMPLE, ...NOT_IN_SEGMENTS];
}

/**
 * The data of a contact's output item.
 *
 * @param member a member object of Mailchimp's API
 */
export function contactItem(member: IDataObject, { simplify }: FieldChoice): IDataObject {
	if (!simplify || !Array.isArray(member.tags)) return member;
	return { ...member, tags: member.tags.filter(isRecord).map((tag) => String(tag.name)) };
}
