import { remember } from '../../shared/remember';
import { LONG_TIMEOUT_MS, type MailchimpClient } from './client';
import { expecting, isRefused, mayPass } from './errors';
import { rowsOf } from './pages';
import { audiencePath } from './paths';
import { listTags } from './tagList';

/** Finds the segments behind tags: a tag is a static segment (Mailchimp API, segments). */
export interface TagSegments {
	/**
	 * The id of a tag's segment; the tag is made when there is none.
	 *
	 * @param tag name, in any case
	 */
	idOf(audienceId: string, tag: string): Promise<string>;
}

/**
 * The id of a tag's segment.
 *
 * @returns undefined when the audience has no such tag
 */
export async function findTag(
	client: MailchimpClient,
	audienceId: string,
	tag: string,
): Promise<string | undefined> {
	// The search is by the beginning of a name, so that other tags may come too.
	for await (const page of listTags(client, audienceId, tag)) {
		const found = page.find(({ name }) => String(name).toLowerCase() === tag.toLowerCase());
		if (found) return String(found.id);
	}
	return undefined;
}

/**
 * Makes a tag that an audience does not have yet, as what it is: a static segment (Mailchimp API,
 * segments).
 *
 * @returns the id of its segment
 * @throws NodeApiError 400 when Mailchimp refuses its name
 */
export async function makeTag(
	client: MailchimpClient,
	audienceId: string,
	tag: string,
): Promise<string> {
	const request = client.request({
		method: 'POST',
		path: `${audiencePath(audienceId)}/segments`,
		body: { name: tag, static_segment: [] },
	});
	const answer = await expecting(request, isRefused);
	if ('value' in answer) return String(answer.value.id);
	// "Sorry, that tag already exists." (400, seen in craft-freeform): made by somebody else meanwhile, or
	// by a first try whose answer got lost.
	const made = await findTag(client, audienceId, tag);
	if (made === undefined) throw answer.error;
	return made;
}

/** @param client the account; each tag is looked up once, however many contacts get it */
export function tagSegments(client: MailchimpClient): TagSegments {
	const findOrMake = async (audienceId: string, tag: string): Promise<string> => {
		const found = await findTag(client, audienceId, tag);
		return found ?? (await makeTag(client, audienceId, tag));
	};
	/** Audience → finds the segment of a tag. */
	const audiences = new Map<string, (tag: string) => Promise<string>>();
	return {
		async idOf(audienceId, tag) {
			const find =
				audiences.get(audienceId) ??
				remember(async (name) => await findOrMake(audienceId, name), mayPass);
			audiences.set(audienceId, find);
			return await find(tag);
		},
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
	segmentId: string,
	change: { add: string[]; remove: string[] },
): Promise<{ added: Set<string>; removed: Set<string> }> {
	const body = await client.request({
		method: 'POST',
		path: `${audiencePath(audienceId)}/segments/${encodeURIComponent(segmentId)}`,
		body: { members_to_add: change.add, members_to_remove: change.remove },
		timeoutMs: LONG_TIMEOUT_MS,
	});
	const emails = (list: string) =>
		new Set(rowsOf(body, list).map((row) => String(row.email_address).toLowerCase()));
	return { added: emails('members_added'), removed: emails('members_removed') };
}
