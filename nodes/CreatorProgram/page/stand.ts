import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import { fold } from '../../shared/texts';
import type { PageSettings } from '../settings/creatorPage';

/** What a contact shows about the creator's page at the moment. A type, so that it is an item's data as it is. */
export type Stand = {
	/** The address of the page; '' when none was given. */
	page: string;
	/** live, wrong_code, not_found, unverifiable, self_reported, or '' when nothing was said yet. */
	status: string;
	/** As Mailchimp gives it. */
	date: string;
	/** Forms that were sent on that day. */
	checks: number;
	/** The tracking link; '' for none. */
	link: string;
	hasLiveTag: boolean;
	hasNotFoundTag: boolean;
};

/** What is said of a page, all in one: the four merge fields always belong to one form. */
export type Statement = { page: string; status: string; date: string; checks: number };

/** Whether an item is a contact, as the Mailchimp node gives it. */
export function isContact(json: IDataObject): boolean {
	return typeof json.email_address === 'string' && isRecord(json.merge_fields);
}

/** Reads a contact, as the Mailchimp node gives it. */
export function readStand(contact: IDataObject, settings: PageSettings): Stand {
	const stored = isRecord(contact.merge_fields) ? contact.merge_fields : {};
	const { fields, liveTag, notFoundTag } = settings;
	const tags = tagsOf(contact.tags);
	return {
		page: textOf(stored[fields.page]),
		status: textOf(stored[fields.status]),
		date: textOf(stored[fields.date]),
		checks: Number(stored[fields.checks]) || 0,
		link: webLink(textOf(stored[fields.link])),
		hasLiveTag: tags.includes(fold(liveTag)),
		hasNotFoundTag: tags.includes(fold(notFoundTag)),
	};
}

/**
 * The merge fields that the audience lacks: a contact has all fields of its audience, empty ones too, and Mailchimp
 * ignores what is sent for others without a word.
 */
export function missingFields(contact: IDataObject, { fields }: PageSettings): string[] {
	const stored = isRecord(contact.merge_fields) ? contact.merge_fields : {};
	const needed = [fields.page, fields.status, fields.date, fields.checks];
	return needed.filter((field) => !Object.hasOwn(stored, field));
}

/** Which of the two tags a status has; neither where nobody can say. */
export function tagsOfStatus(status: string): { live: boolean; notFound: boolean } {
	return {
		live: status === 'live' || status === 'self_reported',
		notFound: status === 'wrong_code' || status === 'not_found',
	};
}

/** Whether a contact has a tag that this status has not. */
export function hasOtherTag({ hasLiveTag, hasNotFoundTag }: Stand, status: string): boolean {
	const { live, notFound } = tagsOfStatus(status);
	return (hasLiveTag && !live) || (hasNotFoundTag && !notFound);
}

/** Whether a contact has the tag of this status, where the status has one. */
export function hasOwnTag({ hasLiveTag, hasNotFoundTag }: Stand, status: string): boolean {
	const { live, notFound } = tagsOfStatus(status);
	return (!live || hasLiveTag) && (!notFound || hasNotFoundTag);
}

/** Whether the merge fields of a contact are those of a form. The day is left out: Mailchimp gives it in several forms. */
export function shows(
	stand: Stand,
	{ page, status, checks }: Pick<Statement, 'page' | 'status' | 'checks'>,
): boolean {
	return stand.page === page && stand.status === status && stand.checks === checks;
}

/** Names of tags, which come as texts or as Mailchimp's own objects. */
function tagsOf(tags: unknown): string[] {
	if (!Array.isArray(tags)) return [];
	return tags.map((tag: unknown) => fold(textOf(isRecord(tag) ? tag.name : tag)));
}

function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A link that may be shown and looked for; '' for anything else. */
function webLink(link: string): string {
	return /^https?:\/\/\S+$/i.test(link) ? link : '';
}
