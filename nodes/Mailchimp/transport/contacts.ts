import { NodeApiError, type IDataObject } from 'n8n-workflow';
import {
	fieldsQuery,
	readMember,
	type ContactKey,
	type FieldChoice,
	type Member,
} from '../contact';
import type { MailchimpClient } from './client';
import { expecting, hasStatus } from './errors';
import { readPages, rowsOf } from './pages';
import { allTags, type TagSegment } from './tags';
import { audiencePath, memberPath } from './urls';

/**
 * Waits for a request about a contact, and explains it when Mailchimp does not know the contact.
 *
 * @throws NodeApiError 404 that names the address, or whatever else was thrown
 */
export async function aboutContact<T>(contact: ContactKey, request: Promise<T>): Promise<T> {
	const answer = await expecting(request, (error) => hasStatus(error, 404));
	if ('value' in answer) return answer.value;
	throw notInAudience(contact, answer.error);
}

/** The error for an address that the audience does not have, out of Mailchimp's own. */
export function notInAudience({ email }: ContactKey, error: NodeApiError): NodeApiError {
	const message = `The audience has no contact with the address ${email}`;
	return new NodeApiError(
		error.node,
		{ message },
		{
			message,
			httpCode: '404',
			description:
				'Check the address; Contact: Create or Update adds a contact. Check too that the audience is the right one and still exists.',
		},
	);
}

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

/** Reads a contact. @returns undefined when the audience has no such address */
export async function findContact(
	client: MailchimpClient,
	contact: ContactKey,
	choice: FieldChoice,
): Promise<IDataObject | undefined> {
	const answer = await expecting(readContact(client, contact, choice), (error) =>
		hasStatus(error, 404),
	);
	return 'value' in answer ? answer.value : undefined;
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
	const answer = await client.request({
		method: 'GET',
		path: `${audiencePath(audienceId)}/members`,
		qs: {
			...fieldsQuery(choice, 'audience', ['unique_email_id', 'status']),
			unique_email_id: uniqueEmailId,
			count: 1,
		},
	});
	return rowsOf(answer, 'members').find(
		({ unique_email_id: id, status }) => id === uniqueEmailId && status !== 'archived',
	);
}

/** Which contacts of an audience to read. What is left out does not matter. */
export interface ContactFilter {
	audienceId: string;
	tag?: TagSegment;
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

/**
 * An order in which contacts do not move while their list is read, and new ones come last. Of the three that
 * Mailchimp offers, `last_changed` moves whoever is changed meanwhile, and `timestamp_signup` is empty for
 * contacts that did not come through a form (Mailchimp API, list members). Segments offer none.
 */
const STABLE_ORDER = { sort_field: 'timestamp_opt', sort_dir: 'ASC' };

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
		key: 'id',
		qs: {
			...fieldsQuery(choice, 'audience', needed),
			...STABLE_ORDER,
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
		key: 'id',
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

/** Creates a contact, or updates the one that has the address (Mailchimp API, PUT members). */
export async function putContact(
	client: MailchimpClient,
	{ audienceId, email }: ContactKey,
	body: IDataObject,
): Promise<Member> {
	const path = memberPath(audienceId, email);
	return readMember(await client.request({ method: 'PUT', path, body }));
}

/**
 * Creates a contact. Sent once, because Mailchimp would refuse its repetition as "Member Exists".
 *
 * @throws NodeApiError 400 "Member Exists" when the audience has the address
 */
export async function createContact(
	client: MailchimpClient,
	{ audienceId }: ContactKey,
	body: IDataObject,
): Promise<Member> {
	const path = `${audiencePath(audienceId)}/members`;
	return readMember(await client.request({ method: 'POST', path, body, once: true }));
}

/**
 * Changes a contact that is there (Mailchimp API, PATCH members; PUT would make a new one).
 *
 * @param skipValidation lets a required merge field be without a value
 * @throws NodeApiError 404 when the audience has no such address
 */
export async function patchContact(
	client: MailchimpClient,
	{ audienceId, email }: ContactKey,
	body: IDataObject,
	skipValidation = false,
): Promise<Member> {
	const path = memberPath(audienceId, email);
	const qs = skipValidation ? { skip_merge_validation: true } : {};
	return readMember(await client.request({ method: 'PATCH', path, qs, body }));
}
