import type { IDataObject } from 'n8n-workflow';
import { readMember } from '../rules/contact';
import { fieldsQuery, type FieldChoice } from '../rules/contactFields';
import type { MailchimpClient } from './client';
import { readPages } from './pages';
import { audiencePath, memberPath } from './paths';
import { allTags, type ContactKey } from './tags';

/** Reads a contact. @throws NodeApiError 404 when the audience has no such address */
export async function readContact(
	client: MailchimpClient,
	{ audienceId, email }: ContactKey,
	choice: FieldChoice,
): Promise<IDataObject> {
	return await client.request({
		method: 'GET',
		path: memberPath(audienceId, email),
		qs: fieldsQuery(choice, 'contact'),
	});
}

/**
 * Reads the contact with a unique email id, the value of the merge tag UNIQID. The list of members can be
 * filtered by it (Mailchimp API, list members). A filter that is not applied would give anybody's contact,
 * so that the id of what comes is compared.
 *
 * @returns undefined when the audience has no such contact; archived ones are not in its list
 */
export async function readContactByUniqueId(
	client: MailchimpClient,
	audienceId: string,
	uniqueEmailId: string,
	choice: FieldChoice,
): Promise<IDataObject | undefined> {
	const pages = readPages(client, {
		path: `${audiencePath(audienceId)}/members`,
		rows: 'members',
		qs: {
			...fieldsQuery(choice, 'audience', ['unique_email_id', 'status']),
			unique_email_id: uniqueEmailId,
		},
		limit: 1,
	});
	const { value: page } = await pages.next();
	return (page ?? []).find(
		({ unique_email_id: id, status }: IDataObject) => id === uniqueEmailId && status !== 'archived',
	);
}

/** Which contacts of an audience to read. What is left out does not matter. */
export interface ContactFilter {
	audienceId: string;
	/** A tag, with the id of its segment. */
	tag?: { id: string; name: string };
	status?: string;
	/** Changed at this time or later; ISO 8601 with an offset. */
	since?: string;
}

/** Statuses of which the list of a segment is not documented to have contacts. */
const NOT_IN_SEGMENTS = ['archived', 'pending'];

/** Statuses of which the list of a segment has contacts only when asked to (Mailchimp API). */
const INCLUDE_ALL = {
	include_cleaned: true,
	include_transactional: true,
	include_unsubscribed: true,
};

/**
 * Reads the contacts of an audience, page by page. Without a status these are all but the archived ones.
 *
 * @param limit the most that are of use; Infinity for all
 */
export function contactPages(
	client: MailchimpClient,
	filter: ContactFilter,
	choice: FieldChoice,
	limit: number,
): AsyncGenerator<IDataObject[]> {
	const { tag, status } = filter;
	if (!tag) return listPages(client, filter, choice, limit);
	if (status && NOT_IN_SEGMENTS.includes(status)) {
		return withTag(client, filter, tag.name, listPages(client, filter, choice, Infinity));
	}
	return segmentPages(client, filter, tag.id, choice, limit);
}

function listPages(
	client: MailchimpClient,
	{ audienceId, tag, status, since }: ContactFilter,
	choice: FieldChoice,
	limit: number,
): AsyncGenerator<IDataObject[]> {
	const needed = tag ? ['email_address', 'tags', 'tags_count'] : [];
	return readPages(client, {
		path: `${audiencePath(audienceId)}/members`,
		rows: 'members',
		qs: {
			...fieldsQuery(choice, 'audience', needed),
			...(status && { status }),
			...(since && { since_last_changed: since }),
		},
		limit,
	});
}

/** The list of a segment cannot be filtered by Mailchimp, so that it is done here. */
async function* segmentPages(
	client: MailchimpClient,
	{ audienceId, status, since }: ContactFilter,
	segmentId: string,
	choice: FieldChoice,
	limit: number,
): AsyncGenerator<IDataObject[]> {
	const pages = readPages(client, {
		path: `${audiencePath(audienceId)}/segments/${encodeURIComponent(segmentId)}/members`,
		rows: 'members',
		qs: {
			...fieldsQuery(choice, 'segment', [
				...(status ? ['status'] : []),
				...(since ? ['last_changed'] : []),
			]),
			...(status === 'subscribed' ? {} : INCLUDE_ALL),
		},
		limit: status || since ? Infinity : limit,
	});
	const earliest = since ? Date.parse(since) : -Infinity;
	for await (const page of pages) {
		yield page.filter(
			(member) =>
				(!status || member.status === status) &&
				(!since || Date.parse(String(member.last_changed)) >= earliest),
		);
	}
}

async function* withTag(
	client: MailchimpClient,
	{ audienceId }: ContactFilter,
	tag: string,
	pages: AsyncIterable<IDataObject[]>,
): AsyncGenerator<IDataObject[]> {
	for await (const page of pages) {
		const tagged: IDataObject[] = [];
		for (const member of page) {
			const names = await allTags(client, audienceId, readMember(member));
			if (names.some((name) => name.toLowerCase() === tag.toLowerCase())) tagged.push(member);
		}
		yield tagged;
	}
}
