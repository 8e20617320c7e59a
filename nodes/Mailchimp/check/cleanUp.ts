import type { NodeApiError } from 'n8n-workflow';
import { whyNot } from '../../shared/findings';
import { IDENTITY_AND_STATUS, readMember, type ContactKey } from '../contact';
import type { MailchimpClient } from '../transport/client';
import { findContact } from '../transport/contacts';
import { expecting, hasStatus } from '../transport/errors';
import { deleteTag, listTags, type TagSegment } from '../transport/tags';
import { memberPath } from '../transport/urls';
import { isTestTag, TEST_TAG_PREFIX } from './testContact';

/** The status of the test contact; undefined when there is none. */
export async function statusOf(
	client: MailchimpClient,
	contact: ContactKey,
): Promise<string | undefined> {
	const found = await findContact(client, contact, IDENTITY_AND_STATUS);
	return found && readMember(found).status;
}

/** Whether a run that was ended in the middle has left its contact, which has this status, or its tags. */
export async function isAnythingLeft(
	client: MailchimpClient,
	{ audienceId }: ContactKey,
	status: string | undefined,
): Promise<boolean> {
	if (status !== undefined && status !== 'archived') return true;
	return (await testTags(client, audienceId)).length > 0;
}

/**
 * Archives the test contact and deletes the test tags; both are tried, whatever becomes of the other.
 *
 * @throws Error that says what is left
 */
export async function cleanUp(client: MailchimpClient, contact: ContactKey): Promise<true> {
	const left: string[] = [];
	const attempt = async (what: string, deed: () => Promise<void>) => {
		try {
			await deed();
		} catch (error) {
			left.push(`${what} (${whyNot(error)})`);
		}
	};
	await attempt('the test contact', async () => await archive(client, contact));
	await attempt('the test tags', async () => {
		for (const tag of await testTags(client, contact.audienceId)) {
			await deleteTag(client, contact.audienceId, tag);
		}
	});
	if (left.length > 0) throw new Error(left.join(', '));
	return true;
}

/** A contact that is not there, or is archived already, is as it should be. */
async function archive(client: MailchimpClient, contact: ContactKey): Promise<void> {
	const status = await statusOf(client, contact);
	if (status === undefined || status === 'archived') return;
	const path = memberPath(contact.audienceId, contact.email);
	const isMaybeDone = (error: NodeApiError) => hasStatus(error, 404) || hasStatus(error, 405);
	const answer = await expecting(client.request({ method: 'DELETE', path }), isMaybeDone);
	// What was archived by a first try, whose answer got lost, cannot be archived again (405).
	const isRefused = 'error' in answer && hasStatus(answer.error, 405);
	if (isRefused && (await statusOf(client, contact)) !== 'archived') throw answer.error;
}

/** Only tags with exactly these names; the search finds all that begin like them. */
async function testTags(client: MailchimpClient, audienceId: string): Promise<TagSegment[]> {
	const found: TagSegment[] = [];
	for await (const page of listTags(client, audienceId, TEST_TAG_PREFIX)) {
		for (const { id, name } of page) {
			if (isTestTag(String(name))) found.push({ id: String(id), name: String(name) });
		}
	}
	return found;
}
