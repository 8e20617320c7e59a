import type { IDataObject } from 'n8n-workflow';
import { ProblemError } from '../../shared/problem';
import { fold } from '../../shared/texts';
import type { ContactKey, Member } from '../contact';
import type { MailchimpClient } from './client';
import { isOutcomeUnknown } from './errors';
import { readPages, rowsOf } from './pages';
import { audiencePath, memberPath } from './urls';

/** All tags of a contact; a member object lists no more than 50 of them (Mailchimp API). */
export async function readTags(client: MailchimpClient, key: ContactKey): Promise<string[]> {
	const pages = readPages(client, {
		path: `${memberPath(key.audienceId, key.email)}/tags`,
		rows: 'tags',
		limit: Infinity,
	});
	const names: string[] = [];
	for await (const page of pages) names.push(...page.map(({ name }) => String(name)));
	return names;
}

/** All tags of a contact that was read; only one with more than 50 of them takes a request, or one whose tags were not listed. */
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
	/** Tags that the contact has and that are removed and added again, to start their automations again. */
	restart?: string[];
	/** With false, automations based on these tags do not start (Mailchimp API, `is_syncing`). */
	startAutomations: boolean;
}

/**
 * Adds and removes tags of a contact; a tag that does not exist is made. Nothing is sent when there is
 * nothing to change. Tags to restart are removed first and added in a second request: what one request does
 * that names a tag twice is not documented.
 *
 * @throws NodeApiError 404 when the contact is not in the audience
 * @throws ProblemError `tags_lost` when tags to restart were removed, and then could not be added
 */
export async function changeTags(
	client: MailchimpClient,
	key: ContactKey,
	{ add, remove, restart = [], startAutomations }: TagChange,
): Promise<void> {
	if (restart.length === 0) return await sendTags(client, key, { add, remove, startAutomations });
	let mayBeGone = false;
	try {
		await sendTags(client, key, { add: [], remove: [...remove, ...restart], startAutomations });
		mayBeGone = true;
		await sendTags(client, key, { add: [...add, ...restart], remove: [], startAutomations });
	} catch (error) {
		// The removal may have been done even if no answer to it came.
		throw mayBeGone || isOutcomeUnknown(error) ? tagsLost(key, restart, error) : error;
	}
}

async function sendTags(
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

function tagsLost({ email }: ContactKey, tags: string[], error: unknown): ProblemError {
	const reason = error instanceof Error ? error.message : String(error);
	return new ProblemError({
		code: 'tags_lost',
		message: `The tags were taken off the contact but not added again: ${tags.join(', ')} (${email})`,
		fix: `Run the item again: it adds the tags and starts their automations. (${reason})`,
	});
}

/**
 * Reads the tags of an audience. The search for tags has no paging (Mailchimp API, tag search). Should it
 * ever give fewer than it counts, the tags are read as what they are as well: static segments.
 *
 * @param prefix beginning of the names, in any case; '' for all tags
 * @returns pages of objects with `id` and `name`
 */
export async function* listTags(
	client: MailchimpClient,
	audienceId: string,
	prefix: string,
): AsyncGenerator<IDataObject[]> {
	const found = await client.request({
		method: 'GET',
		path: `${audiencePath(audienceId)}/tag-search`,
		qs: prefix ? { name: prefix } : {},
	});
	const tags = rowsOf(found, 'tags');
	if (tags.length >= Number(found.total_items ?? 0)) {
		yield tags;
		return;
	}
	const pages = readPages(client, {
		path: `${audiencePath(audienceId)}/segments`,
		rows: 'segments',
		qs: { type: 'static', fields: 'segments.id,segments.name,total_items' },
		limit: Infinity,
	});
	for await (const page of pages) {
		yield page.filter(({ name }) => String(name).toLowerCase().startsWith(prefix.toLowerCase()));
	}
}

/** A tag, with the id of the segment that it is: a tag is a static segment (Mailchimp API, segments). */
export interface TagSegment {
	id: string;
	name: string;
}

/**
 * Finds a tag by its name, in any case.
 *
 * @returns the tag as Mailchimp spells it; undefined when the audience has no such tag
 */
export async function findTag(
	client: MailchimpClient,
	audienceId: string,
	name: string,
): Promise<TagSegment | undefined> {
	// The search is by the beginning of a name, so that other tags may come too.
	for await (const page of listTags(client, audienceId, name)) {
		const found = page.find((tag) => fold(String(tag.name)) === fold(name));
		if (found) return { id: String(found.id), name: String(found.name) };
	}
	return undefined;
}

/**
 * Finds all tags whose names begin in a way, in any case.
 *
 * @returns by name; none when there is none
 */
export async function tagsBeginningWith(
	client: MailchimpClient,
	audienceId: string,
	beginning: string,
): Promise<TagSegment[]> {
	const found: TagSegment[] = [];
	for await (const page of listTags(client, audienceId, beginning)) {
		for (const { id, name } of page) found.push({ id: String(id), name: String(name) });
	}
	// The search is Mailchimp's: whether it finds a beginning only is checked here.
	return found
		.filter(({ name }) => fold(name).startsWith(fold(beginning)))
		.sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Finds a tag that has to be there. @throws ProblemError `no_such_tag` */
export async function existingTag(
	client: MailchimpClient,
	audienceId: string,
	name: string,
): Promise<TagSegment> {
	const found = await findTag(client, audienceId, name);
	if (found !== undefined) return found;
	throw new ProblemError({
		code: 'no_such_tag',
		message: `The audience has no tag "${name}"`,
		fix: 'Choose one from the list, or check the spelling. A tag is there once a contact has got it, or after Audience: Prepare.',
	});
}
