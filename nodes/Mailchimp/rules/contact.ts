import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/http';

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
	tagsCount: number;
}

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
	const tags = Array.isArray(body.tags) ? body.tags.filter(isRecord) : [];
	return {
		id: String(body.id ?? ''),
		contactId: String(body.contact_id ?? ''),
		email: String(body.email_address ?? ''),
		status: String(body.status ?? ''),
		mergeFields: isRecord(body.merge_fields) ? body.merge_fields : {},
		tags: tags.map((tag) => String(tag.name)),
		tagsCount: Number(body.tags_count ?? tags.length),
	};
}
