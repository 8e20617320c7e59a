import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../shared/record';

/** A contact, by the audience it is in and its address. */
export interface ContactKey {
	audienceId: string;
	email: string;
}

/** A contact of an audience, as far as this package uses Mailchimp's member object. */
export interface Member {
	id: string;
	contactId: string;
	email: string;
	/** subscribed, unsubscribed, cleaned, pending, transactional or archived. */
	status: string;
	mergeFields: IDataObject;
	/** Names of the tags listed with the member: at most 50 of `tagsCount` (Mailchimp API). */
	tags: string[];
	/** Infinity when the member object does not say: then its tags are not known, which is not that it has none. */
	tagsCount: number;
}

/** The statuses that a contact can have (Mailchimp API, members; the last one in answers only). */
export const STATUSES = [
	'subscribed',
	'pending',
	'unsubscribed',
	'transactional',
	'cleaned',
	'archived',
] as const;

/**
 * The id under which Mailchimp keeps an address in an audience: MD5 of the lower-case e-mail
 * (Mailchimp API, "subscriber_hash").
 *
 * @param email the address, in any case, without blanks around it
 */
export function subscriberHash(email: string): string {
	return createHash('md5').update(email.toLowerCase(), 'utf8').digest('hex');
}

/** Whether a text can be an e-mail address at all; Mailchimp judges the rest. */
export function looksLikeEmail(text: string): boolean {
	return /^[^\s@]+@[^\s@]+$/.test(text);
}

/** Reads a member object of Mailchimp's API. */
export function readMember(body: IDataObject): Member {
	const listed = Array.isArray(body.tags) ? body.tags.filter(isRecord) : undefined;
	const tags = listed ?? [];
	return {
		id: String(body.id ?? ''),
		contactId: String(body.contact_id ?? ''),
		email: String(body.email_address ?? ''),
		status: String(body.status ?? ''),
		mergeFields: isRecord(body.merge_fields) ? body.merge_fields : {},
		tags: tags.map((tag) => String(tag.name)),
		tagsCount: Number(body.tags_count ?? listed?.length ?? Infinity),
	};
}

/** The fields by which the output item of every operation on a contact names it. */
export function contactIdentity(member: Member, { audienceId }: ContactKey): IDataObject {
	return {
		email_address: member.email,
		id: member.id,
		contact_id: member.contactId,
		audience_id: audienceId,
		status: member.status,
	};
}

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

/** The same, and its tags. */
export const STATUS_AND_TAGS: FieldChoice = {
	simplify: false,
	fields: [...IDENTITY_AND_STATUS.fields, 'tags', 'tags_count'],
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
