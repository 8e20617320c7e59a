import type { ContactWrite, WrittenContact } from '../../rules/contactWrite';
import type { MailchimpClient } from '../../transport/client';
import { changeSegment, type TagSegments } from '../../transport/segments';

/** A contact that has been written and now gets its tags. */
export interface ContactToTag {
	write: ContactWrite;
	written: WrittenContact;
}

/** The contacts that a tag is added to and taken off, in one audience. */
interface TagWork {
	audienceId: string;
	tag: string;
	add: Set<ContactWrite>;
	remove: Set<ContactWrite>;
}

/**
 * Adds and removes tags of many contacts through the segments behind the tags: one request for each tag.
 * It is not documented whether that starts automations.
 *
 * @param contacts at most 500
 * @returns the contacts whose tags Mailchimp did not confirm, or only in part
 * @throws NodeApiError when Mailchimp refuses a request
 */
export async function tagInBulk(
	client: MailchimpClient,
	segments: TagSegments,
	contacts: ContactToTag[],
): Promise<Set<ContactWrite>> {
	const open = new Set<ContactWrite>();
	await Promise.all(
		workOf(contacts).map(async ({ audienceId, tag, add, remove }) => {
			const { added, removed } = await changeSegment(
				client,
				audienceId,
				await segments.idOf(audienceId, tag),
				{ add: emailsOf(add), remove: emailsOf(remove) },
			);
			for (const write of add) if (!added.has(write.email.toLowerCase())) open.add(write);
			for (const write of remove) if (!removed.has(write.email.toLowerCase())) open.add(write);
		}),
	);
	return open;
}

function workOf(contacts: ContactToTag[]): TagWork[] {
	const works = new Map<string, TagWork>();
	const workFor = (audienceId: string, tag: string): TagWork => {
		const key = `${audienceId} ${tag.toLowerCase()}`;
		const work = works.get(key) ?? { audienceId, tag, add: new Set(), remove: new Set() };
		works.set(key, work);
		return work;
	};
	for (const { write, written } of contacts) {
		const { toAdd, toRemove } = written.plan;
		for (const tag of toAdd) workFor(write.audienceId, tag).add.add(write);
		for (const tag of toRemove) workFor(write.audienceId, tag).remove.add(write);
	}
	return [...works.values()];
}

function emailsOf(writes: Set<ContactWrite>): string[] {
	return [...writes].map(({ email }) => email);
}
