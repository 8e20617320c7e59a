import type { NodeApiError } from 'n8n-workflow';
import { whyNot } from '../../shared/findings';
import { invalidInput, ProblemError } from '../../shared/problem';
import { fold } from '../../shared/texts';
import { IDENTITY_AND_STATUS, readMember, type ContactKey, type Member } from '../contact';
import type { MailchimpClient } from '../transport/client';
import { findContact } from '../transport/contacts';
import { expecting, hasStatus } from '../transport/errors';
import { deleteTag } from '../transport/segments';
import { tagsBeginningWith, type TagSegment } from '../transport/tags';
import { memberPath } from '../transport/urls';

/** What is added to somebody's address, so that nobody can have signed up with it. */
const LABEL = 'creator-hub-check';

/** The most characters before the @ (RFC 5321, section 4.5.3.1.1). */
const LONGEST_LOCAL_PART = 64;

/** The tags that are only for the test contact. No journey can start with them: they are made and deleted by the check. */
export const TEST_TAGS = {
	batch: `${LABEL}-batch`,
	put: `${LABEL}-put`,
	listed: `${LABEL}-listed`,
} as const;

/** How the names of all of them begin. */
const TEST_TAG_PREFIX = LABEL;

/** Whether a tag is one of the check, and so may be deleted. */
export function isTestTag(name: string): boolean {
	return Object.values(TEST_TAGS).some((tag) => fold(tag) === fold(name));
}

/**
 * The status of the test contact. Mailchimp sends no marketing mail to it ("transactional": never signed up), and asks
 * nobody to confirm; and it can be archived, other than a pending one.
 */
export const TEST_STATUS = 'transactional';

/**
 * The address of the test contact: somebody's own with a label, as in name+label@shop.com. Mail to it, which nobody
 * sends, would reach that person; and nobody else can have it. Mailchimp refuses made-up domains such as example.com.
 *
 * @param email the address of whoever runs the check
 * @throws ProblemError when it gets too long
 */
export function testAddress(email: string): string {
	const at = email.lastIndexOf('@');
	const own = email.slice(0, at);
	const local = `${own}${own.includes('+') ? '-' : '+'}${LABEL}`;
	if (local.length <= LONGEST_LOCAL_PART) return `${local}${email.slice(at)}`;
	throw invalidInput(
		'Your Email',
		`is too long: with the label "${LABEL}" there are more than ${LONGEST_LOCAL_PART} characters before the @`,
		'Give a shorter address of yours.',
	);
}

/**
 * Refuses to touch a contact at the test address that this check cannot have made: one who signed up, or bounced.
 *
 * @throws ProblemError `not_the_test_contact`
 */
export function refuseForeign({ status }: Pick<Member, 'status'>): void {
	if (status === TEST_STATUS || status === 'archived') return;
	throw new ProblemError({
		code: 'not_the_test_contact',
		message: `The audience has a contact at the address of the test contact, and it is ${status}, which the check never makes`,
		fix: `Nothing was changed. The check uses your address with the label "${LABEL}", and only touches a contact that it has made itself. Archive the contact in Mailchimp, or give another address of yours.`,
	});
}

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
	const found = await tagsBeginningWith(client, audienceId, TEST_TAG_PREFIX);
	return found.filter(({ name }) => isTestTag(name));
}
