import { remember } from '../../shared/remember';
import { LONG_TIMEOUT_MS, type MailchimpClient } from './client';
import { expecting, hasStatus, isRefused, mayPass } from './errors';
import { rowsOf } from './pages';
import { findTag, type TagSegment } from './tags';
import { audiencePath } from './urls';

/**
 * Makes a tag that an audience does not have yet.
 *
 * @returns the tag as Mailchimp spells it
 * @throws NodeApiError 400 when Mailchimp refuses its name
 */
export async function makeTag(
	client: MailchimpClient,
	audienceId: string,
	name: string,
): Promise<TagSegment> {
	const request = client.request({
		method: 'POST',
		path: `${audiencePath(audienceId)}/segments`,
		body: { name, static_segment: [] },
	});
	const answer = await expecting(request, isRefused);
	if ('value' in answer)
		return { id: String(answer.value.id), name: String(answer.value.name ?? name) };
	// "Sorry, that tag already exists." (400, seen in craft-freeform): made by somebody else meanwhile, or
	// by a first try whose answer got lost.
	const made = await findTag(client, audienceId, name);
	if (made === undefined) throw answer.error;
	return made;
}

/** Gives the segment of a tag, which is made when there is none. */
export type FindOrMakeTag = (audienceId: string, name: string) => Promise<TagSegment>;

/** @param client the account; each tag is looked up once, however many contacts get it */
export function tagFinder(client: MailchimpClient): FindOrMakeTag {
	const findersOf = new Map<string, (name: string) => Promise<TagSegment>>();
	return async (audienceId, name) => {
		const findOrMake = async (wanted: string) =>
			(await findTag(client, audienceId, wanted)) ?? (await makeTag(client, audienceId, wanted));
		const find = findersOf.get(audienceId) ?? remember(findOrMake, mayPass);
		findersOf.set(audienceId, find);
		return await find(name);
	};
}

/**
 * Puts contacts into the segment of a tag, or takes them out, up to 500 of each.
 *
 * @returns the addresses, in lower case, that Mailchimp says it has added or removed. It ignores those
 *   that are not in the audience, or were so already.
 */
export async function changeSegment(
	client: MailchimpClient,
	audienceId: string,
	{ id }: TagSegment,
	change: { add: string[]; remove: string[] },
): Promise<{ added: Set<string>; removed: Set<string> }> {
	const body = await client.request({
		method: 'POST',
		path: `${audiencePath(audienceId)}/segments/${encodeURIComponent(id)}`,
		body: { members_to_add: change.add, members_to_remove: change.remove },
		timeoutMs: LONG_TIMEOUT_MS,
	});
	const emails = (list: string) =>
		new Set(rowsOf(body, list).map((row) => String(row.email_address).toLowerCase()));
	return { added: emails('members_added'), removed: emails('members_removed') };
}

/**
 * Deletes a tag, and with it takes it off all contacts: a tag is a static segment (Mailchimp API, segments).
 *
 * @param tag one that is gone already is no error
 */
export async function deleteTag(
	client: MailchimpClient,
	audienceId: string,
	{ id }: TagSegment,
): Promise<void> {
	const path = `${audiencePath(audienceId)}/segments/${encodeURIComponent(id)}`;
	await expecting(client.request({ method: 'DELETE', path }), (error) => hasStatus(error, 404));
}
