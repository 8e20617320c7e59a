import type { IDataObject } from 'n8n-workflow';
import { see, type Seen } from '../../shared/findings';
import { wait } from '../../shared/retry';
import { readMember, type ContactKey } from '../contact';
import type { MailchimpClient } from '../transport/client';
import { expecting, isRefused } from '../transport/errors';
import { rowsOf } from '../transport/pages';
import { changeTags, findTag, readTags } from '../transport/tags';
import { audiencePath, memberPath } from '../transport/urls';
import { includesTag, isListed, type Listed } from './read';
import {
	cleanUp,
	isAnythingLeft,
	refuseForeign,
	statusOf,
	TEST_STATUS,
	TEST_TAGS,
} from './testContact';

/** An id that no address has. */
const NOBODY = '0000000000';

/** Before a tag counts as ignored it is looked for a second time: it may only be late. */
const SECOND_LOOK_MS = 2_000;

/** Longer than what a text field holds: 255 bytes (Mailchimp's documentation, merge fields). */
const LONG_LINK = `https://www.example.com/?creator-hub-check=${'x'.repeat(400)}`;

/** What became of a long link. */
export type LongLink = {
	state: 'stored' | 'cut' | 'changed' | 'refused';
	sent: number;
	kept: number;
};

/** What the test contact showed. */
export interface ContactAnswers {
	/** Whether a test contact, or its tags, were there from a run that did not come to its end. */
	wasLeft: boolean;
	/** Whether the tag stuck. */
	batchTag: Seen<boolean>;
	putTag: Seen<boolean>;
	listed: Seen<Listed>;
	/** Whether the list of contacts is filtered by the unique email ID. */
	uniqueId: Seen<boolean>;
	/** Undefined when the audience has no link field. */
	longLink: Seen<LongLink | undefined>;
	/** Whether everything was put away; else what is left. */
	cleaned: Seen<true>;
}

/** What the test is about. */
export interface TestRun {
	/** The test contact. */
	contact: ContactKey;
	/** Merge tag of the link field; undefined when the audience has none. */
	linkField?: string;
	signal?: AbortSignal;
}

/**
 * Asks what only writing shows, with a contact that is made for it and archived at the end, whatever happens in
 * between. What an earlier run left, which was ended in the middle, is put away first.
 *
 * @throws ProblemError `not_the_test_contact` when somebody else's contact is there; nothing was changed then
 * @throws NodeApiError when what is there cannot be read or put away
 */
export async function askWithTestContact(
	client: MailchimpClient,
	run: TestRun,
): Promise<ContactAnswers> {
	const { contact } = run;
	const status = await statusOf(client, contact);
	if (status !== undefined) refuseForeign({ status });
	const wasLeft = await isAnythingLeft(client, contact, status);
	if (wasLeft) await cleanUp(client, contact);
	// From here on nothing is thrown before the contact is put away.
	const answers = await ask(client, run);
	const cleaned = await see(async () => await cleanUp(client, contact));
	return { wasLeft, ...answers, cleaned };
}

async function ask(
	client: MailchimpClient,
	run: TestRun,
): Promise<Omit<ContactAnswers, 'wasLeft' | 'cleaned'>> {
	const { contact } = run;
	const made = await see(async () => await makeContact(client, contact));
	const about = async <T>(question: (body: IDataObject) => Promise<T>): Promise<Seen<T>> =>
		'why' in made
			? { why: `the test contact was not made (${made.why})` }
			: await see(async () => await question(made.value));
	return {
		batchTag: await about(async () => {
			await batchTag(client, contact);
			return await hasStuck(client, run, TEST_TAGS.batch);
		}),
		putTag: await about(async () => {
			await put(client, contact, { tags: [TEST_TAGS.put] });
			return await hasStuck(client, run, TEST_TAGS.put);
		}),
		listed: await about(async ({ id }) => await tagAndList(client, contact, String(id))),
		uniqueId: await about(
			async ({ unique_email_id: id }) => await isFiltered(client, contact, String(id)),
		),
		longLink: await about(async () => await longLink(client, run)),
	};
}

/** Makes or revives the contact. @throws Error when Mailchimp gave it a status to which mails might go */
async function makeContact(client: MailchimpClient, contact: ContactKey): Promise<IDataObject> {
	const body = await put(client, contact, { status: TEST_STATUS });
	const { status } = readMember(body);
	if (status === TEST_STATUS) return body;
	throw new Error(`Mailchimp gave it the status ${status}, not ${TEST_STATUS}`);
}

/** Required fields play no part: the contact is for nobody. */
async function put(
	client: MailchimpClient,
	{ audienceId, email }: ContactKey,
	more: IDataObject,
): Promise<IDataObject> {
	return await client.request({
		method: 'PUT',
		path: memberPath(audienceId, email),
		qs: { skip_merge_validation: true },
		body: { email_address: email, status_if_new: TEST_STATUS, ...more },
	});
}

async function batchTag(client: MailchimpClient, { audienceId, email }: ContactKey): Promise<void> {
	const member = { email_address: email, status_if_new: TEST_STATUS, tags: [TEST_TAGS.batch] };
	const answer = await client.request({
		method: 'POST',
		path: audiencePath(audienceId),
		qs: { skip_merge_validation: true },
		body: { members: [member], update_existing: true },
	});
	const [refusal] = rowsOf(answer, 'errors');
	if (refusal !== undefined) throw new Error(String(refusal.error));
}

async function hasStuck(
	client: MailchimpClient,
	{ contact, signal }: TestRun,
	tag: string,
): Promise<boolean> {
	if (includesTag(await readTags(client, contact), tag)) return true;
	await wait(SECOND_LOOK_MS, signal);
	return includesTag(await readTags(client, contact), tag);
}

async function tagAndList(
	client: MailchimpClient,
	contact: ContactKey,
	memberId: string,
): Promise<Listed> {
	const change = { add: [TEST_TAGS.listed], remove: [], startAutomations: false };
	await changeTags(client, contact, change);
	const tag = await findTag(client, contact.audienceId, TEST_TAGS.listed);
	if (tag === undefined) throw new Error('Mailchimp does not find the tag that it has just made');
	return await isListed(client, contact.audienceId, tag, memberId);
}

/** Asks for the test contact, who must come, and for nobody, who must not. */
async function isFiltered(
	client: MailchimpClient,
	{ audienceId }: ContactKey,
	uniqueId: string,
): Promise<boolean> {
	const idsOf = async (wanted: string) => {
		const answer = await client.request({
			method: 'GET',
			path: `${audiencePath(audienceId)}/members`,
			qs: { unique_email_id: wanted, count: 2, fields: 'members.unique_email_id' },
		});
		return rowsOf(answer, 'members').map(({ unique_email_id: id }) => id);
	};
	const own = await idsOf(uniqueId);
	// A list may lack contacts, filtered or not: then nothing is known.
	if (own.length === 0) throw new Error('the list of contacts has not the one that was just made');
	return own.length === 1 && own[0] === uniqueId && (await idsOf(NOBODY)).length === 0;
}

async function longLink(
	client: MailchimpClient,
	{ contact, linkField }: TestRun,
): Promise<LongLink | undefined> {
	if (linkField === undefined) return undefined;
	const sent = LONG_LINK.length;
	const write = put(client, contact, { merge_fields: { [linkField]: LONG_LINK } });
	const answer = await expecting(write, isRefused);
	if ('error' in answer) return { state: 'refused', sent, kept: 0 };
	const kept = String(readMember(answer.value).mergeFields[linkField] ?? '');
	if (kept === LONG_LINK) return { state: 'stored', sent, kept: sent };
	const state = kept !== '' && LONG_LINK.startsWith(kept) ? 'cut' : 'changed';
	return { state, sent, kept: kept.length };
}
