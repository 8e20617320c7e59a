import type { Member } from '../rules/contact';
import type { MailchimpClient } from './client';
import { PAGE_SIZE, rowsOf } from './pages';
import { memberPath } from './paths';

/** A contact, by the audience it is in and its address. */
export interface ContactKey {
	audienceId: string;
	email: string;
}

/** All tags of a contact; a member object lists no more than 50 of them (Mailchimp API). */
export async function readTags(client: MailchimpClient, key: ContactKey): Promise<string[]> {
	const body = await client.request({
		method: 'GET',
		path: `${memberPath(key.audienceId, key.email)}/tags`,
		qs: { count: PAGE_SIZE },
	});
	return rowsOf(body, 'tags').map((tag) => String(tag.name));
}

/** All tags of a contact that was read; only one with more than 50 of them takes a request. */
export async function allTags(
	client: MailchimpClient,
	audienceId: string,
	member: Member,
): Promise<string[]> {
	if (member.tagsCount <= member.tags.length) return member.tags;
	return await readTags(client, { audienceId, email: member.email });
}

/** What to change in the tags of a contact. */
export interface TagChange {
	add: string[];
	remove: string[];
	/** With false, automations based on these tags do not start (Mailchimp API, `is_syncing`). */
	startAutomations: boolean;
}

/**
 * Adds and removes tags of a contact; a tag that does not exist is made. Nothing is sent when there is
 * nothing to change.
 *
 * @throws NodeApiError 404 when the contact is not in the audience
 */
export async function changeTags(
	client: MailchimpClient,
	key: ContactKey,
	{ add, remove, startAutomations }: TagChange,
): Promise<void> {
	if (add.length + remove.length === 0) return;
	await client.request({
		method: 'POST',
		path: `${memberPath(key.audienceId, key.email)}/tags`,
		body: {
			tags: [
				...add.map((name) => ({ name, status: 'active' })),
				...remove.map((name) => ({ name, status: 'inactive' })),
			],
			...(startAutomations ? {} : { is_syncing: true }),
		},
	});
}
