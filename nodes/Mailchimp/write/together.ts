import { NodeApiError } from 'n8n-workflow';
import { writeBatches, type BatchEntry, type BatchResult } from '../transport/batch';
import type { MailchimpClient } from '../transport/client';
import { contactPages } from '../transport/contacts';
import { isRefused } from '../transport/errors';
import { changeSegment, type FindOrMakeTag } from '../transport/segments';
import type { TagSegment } from '../transport/tags';
import type { ContactWrite, WrittenContact } from './contactWrite';
import { missingFields, type WriteContext } from './writeContact';

/** A contact that was sent together with others. */
interface SentEntry extends BatchEntry {
	entry: { write: ContactWrite };
}

/**
 * Sends contacts together, and those once more whose missing merge fields were created. Where that fails the
 * contact keeps the result it has: each is looked at by itself after this.
 *
 * @returns what became of each, as `writeBatches` says it
 */
export async function writeBatchesWithFields<Entry extends SentEntry>(
	{ client, makeFields }: WriteContext,
	entries: Entry[],
): Promise<Map<Entry, BatchResult>> {
	const results = await writeBatches(client, entries);
	const again: Entry[] = [];
	for (const [each, result] of results) {
		const missing = 'member' in result ? missingFields(each.entry.write, result.member) : [];
		if (missing.length === 0) continue;
		const isMade = await makeFields(client, each.audienceId, missing).then(
			() => true,
			() => false,
		);
		if (isMade) again.push(each);
	}
	const sent = await writeBatches(client, again);
	for (const each of again) {
		const result = sent.get(each);
		if (result) results.set(each, result);
		else results.delete(each);
	}
	return results;
}

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

/** What became of contacts that were to be tagged together; those in neither are done. */
interface TaggingResult {
	/** Contacts whose tags Mailchimp did not confirm, or only in part. */
	open: Set<ContactWrite>;
	failed: Map<ContactWrite, unknown>;
}

/** With more contacts than this left unconfirmed, it is looked up who has the tag. */
const FEW = 20;

/**
 * Adds and removes tags of many contacts through the segments behind the tags: one request for each tag.
 * It is not documented whether that starts automations.
 *
 * @param contacts at most 500
 */
export async function tagTogether(
	client: MailchimpClient,
	findTag: FindOrMakeTag,
	contacts: ContactToTag[],
): Promise<TaggingResult> {
	const result: TaggingResult = { open: new Set(), failed: new Map() };
	await Promise.all(
		workOf(contacts).map(async (work) => {
			try {
				for (const write of await changeTag(client, findTag, work)) result.open.add(write);
			} catch (error) {
				const isRefusal = error instanceof NodeApiError && isRefused(error);
				for (const write of [...work.add, ...work.remove]) {
					// Alone each of them gets its exact error, or its tag.
					if (isRefusal) result.open.add(write);
					else result.failed.set(write, error);
				}
			}
		}),
	);
	return result;
}

/** @returns the contacts that Mailchimp did not say it has changed */
async function changeTag(
	client: MailchimpClient,
	findTag: FindOrMakeTag,
	{ audienceId, tag, add, remove }: TagWork,
): Promise<ContactWrite[]> {
	const segment = await findTag(audienceId, tag);
	const emails = { add: emailsOf(add), remove: emailsOf(remove) };
	const { added, removed } = await changeSegment(client, audienceId, segment, emails);
	const isIn = (list: Set<string>) => (write: ContactWrite) => list.has(write.email.toLowerCase());
	const notAdded = [...add].filter((write) => !isIn(added)(write));
	const notRemoved = [...remove].filter((write) => !isIn(removed)(write));
	if (notAdded.length <= FEW) return [...notAdded, ...notRemoved];
	// As after a lost answer: a repeated request finds everybody tagged and names nobody.
	const members = await segmentEmails(client, audienceId, segment);
	return [...notAdded.filter((write) => !isIn(members)(write)), ...notRemoved];
}

async function segmentEmails(
	client: MailchimpClient,
	audienceId: string,
	tag: TagSegment,
): Promise<Set<string>> {
	const choice = { simplify: false, fields: ['email_address'] };
	const emails = new Set<string>();
	for await (const page of contactPages(client, { audienceId, tag }, choice, Infinity)) {
		for (const { email_address: email } of page) emails.add(String(email).toLowerCase());
	}
	return emails;
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
