import type { IDataObject } from 'n8n-workflow';
import { see, type Seen } from '../../shared/findings';
import { isProblem } from '../../shared/problem';
import { isRecord } from '../../shared/record';
import { fold } from '../../shared/texts';
import type { FieldChoice } from '../contact';
import { readMergeFields } from '../mergeFields/audienceFields';
import type { MergeFieldList } from '../mergeFields/setup';
import { readAudience } from '../transport/audiences';
import type { MailchimpClient } from '../transport/client';
import { contactPages } from '../transport/contacts';
import { rowsOf } from '../transport/pages';
import { findTag, type TagSegment } from '../transport/tags';
import { audiencePath } from '../transport/urls';

/** The most members of a tag that are looked through. */
const MOST_MEMBERS = 5_000;

/** The most contacts with the active tag that are looked at: one page. */
const MOST_TAGGED = 1_000;

/** The most pending contacts among which one with a tag is looked for. */
const MOST_PENDING = 100;

const IDS: FieldChoice = { simplify: false, fields: ['id'] };
const MERGE_FIELDS: FieldChoice = { simplify: false, fields: ['id', 'merge_fields'] };

/** The names that a check is about. */
export interface CheckedNames {
	activeTag: string;
	/** Merge tags. */
	keyField: string;
	linkField: string;
}

/** Whether a tagged contact is among the members of its tag. */
export type Listed = 'listed' | 'missing' | 'too many';

/** What was read of contacts that are pending. */
export interface PendingAnswer {
	/** How many there are; those beyond the first page are only counted. */
	count: number;
	/** Whether one of them that has a tag is among the members of the tag; undefined when none has one. */
	listed?: Listed;
}

/** The key and the link of a contact with the active tag, as texts. */
export interface KeyAndLink {
	key: string;
	link: string;
}

/** What reading showed. */
export interface AudienceAnswers {
	/** Mailchimp's audience object. */
	audience: IDataObject;
	fields: MergeFieldList;
	/** Mailchimp's object of the account. */
	account: Seen<IDataObject>;
	pending: Seen<PendingAnswer>;
	/** Contacts with the active tag, not more than a thousand; undefined when the audience has no such tag. */
	tagged: Seen<KeyAndLink[] | undefined>;
}

/**
 * Reads what an audience shows by itself; nothing is written.
 *
 * @throws NodeApiError when there is no such audience, or the credential is not accepted; what fails after that is an
 *   answer like others
 */
export async function readAnswers(
	client: MailchimpClient,
	audienceId: string,
	names: CheckedNames,
): Promise<AudienceAnswers> {
	return {
		audience: await readAudience(client, audienceId),
		fields: await readMergeFields(client, audienceId),
		account: await see(async () => await client.request({ method: 'GET', path: '/' })),
		pending: await see(async () => await readPending(client, audienceId)),
		tagged: await see(async () => await readTagged(client, audienceId, names)),
	};
}

/** Looks for pending contacts that there are: a new one would be sent a mail. */
async function readPending(client: MailchimpClient, audienceId: string): Promise<PendingAnswer> {
	const answer = await client.request({
		method: 'GET',
		path: `${audiencePath(audienceId)}/members`,
		qs: { status: 'pending', count: MOST_PENDING, fields: 'members.id,members.tags,total_items' },
	});
	const rows = rowsOf(answer, 'members');
	const count = Math.max(rows.length, Number(answer.total_items ?? 0));
	const withTag = rows.find(({ tags }) => Array.isArray(tags) && tags.length > 0);
	if (withTag === undefined) return { count };
	const [{ id, name }] = rowsOf(withTag, 'tags');
	const tag = { id: String(id), name: String(name) };
	return { count, listed: await isListed(client, audienceId, tag, String(withTag.id)) };
}

/** Whether a contact is among the members of a tag, asked for with every status that there is to ask for. */
export async function isListed(
	client: MailchimpClient,
	audienceId: string,
	tag: TagSegment,
	memberId: string,
): Promise<Listed> {
	const look = async (): Promise<Listed> => {
		let count = 0;
		for await (const page of contactPages(client, { audienceId, tag }, IDS, MOST_MEMBERS)) {
			if (page.some(({ id }) => id === memberId)) return 'listed';
			count += page.length;
		}
		return count < MOST_MEMBERS ? 'missing' : 'too many';
	};
	return await look().catch((error: unknown) => {
		// Mailchimp counts more members than it lists.
		if (isProblem(error, 'list_incomplete')) return 'missing';
		throw error;
	});
}

async function readTagged(
	client: MailchimpClient,
	audienceId: string,
	{ activeTag, keyField, linkField }: CheckedNames,
): Promise<KeyAndLink[] | undefined> {
	const tag = await findTag(client, audienceId, activeTag);
	if (tag === undefined) return undefined;
	const found: KeyAndLink[] = [];
	const pages = contactPages(client, { audienceId, tag }, MERGE_FIELDS, MOST_TAGGED);
	for await (const page of pages) {
		for (const { merge_fields: fields } of page) {
			const values = isRecord(fields) ? fields : {};
			found.push({ key: textOf(values[keyField]), link: textOf(values[linkField]) });
		}
		if (found.length >= MOST_TAGGED) break;
	}
	return found;
}

function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** Whether names of tags contain one, in any case. */
export function includesTag(names: string[], tag: string): boolean {
	return names.some((name) => fold(name) === fold(tag));
}
