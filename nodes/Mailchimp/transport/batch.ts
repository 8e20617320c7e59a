import { NodeApiError } from 'n8n-workflow';
import { readMember, type Member } from '../rules/contact';
import { memberBody, type ContactWrite } from '../rules/contactWrite';
import { LONG_TIMEOUT_MS, type MailchimpClient } from './client';
import { rowsOf } from './pages';
import { audiencePath } from './paths';

/** The most contacts in one request (Mailchimp API, "Batch subscribe or unsubscribe"). */
export const BATCH_SIZE = 500;

/** What became of a contact in a request: it was stored, or the whole request failed. */
export type BatchResult = { member: Member } | { error: unknown };

/** Statuses of answers that are about what was sent, so that fewer contacts may pass. */
const ABOUT_THE_BODY = new Set(['400', '413', '422']);

/**
 * After so many refusals and nothing stored it is not single contacts that are refused. Halving down to
 * one contact of 500 takes ten.
 */
const MOST_REFUSALS = 20;

/**
 * Creates or updates contacts, up to 500 of an audience in one request. A request that is refused as a
 * whole is sent again in halves.
 *
 * @param writes contacts with distinct addresses in each audience
 * @returns the result of each; a contact without one was refused, for a reason that is exact only when it
 *   is sent alone: here all reasons but one have the same code (Mailchimp API)
 */
export async function writeBatches(
	client: MailchimpClient,
	writes: ContactWrite[],
): Promise<Map<ContactWrite, BatchResult>> {
	const byAudience = new Map<string, ContactWrite[]>();
	for (const write of writes) {
		const group = byAudience.get(write.audienceId);
		if (group) group.push(write);
		else byAudience.set(write.audienceId, [write]);
	}
	const results = new Map<ContactWrite, BatchResult>();
	await Promise.all(
		[...byAudience.values()].map(
			async (group) => await writeGroup(client, group, results, { refusals: 0 }),
		),
	);
	return results;
}

async function writeGroup(
	client: MailchimpClient,
	group: ContactWrite[],
	results: Map<ContactWrite, BatchResult>,
	search: { refusals: number },
): Promise<void> {
	try {
		const members = await writeBatch(client, group);
		search.refusals = -Infinity;
		for (const write of group) {
			const member = members.get(write.email.toLowerCase());
			if (member) results.set(write, { member });
		}
	} catch (error) {
		search.refusals += 1;
		const isAboutContacts =
			error instanceof NodeApiError &&
			ABOUT_THE_BODY.has(error.httpCode ?? '') &&
			search.refusals <= MOST_REFUSALS;
		if (!isAboutContacts) {
			for (const write of group) results.set(write, { error });
			return;
		}
		if (group.length === 1) return;
		const middle = Math.ceil(group.length / 2);
		await writeGroup(client, group.slice(0, middle), results, search);
		await writeGroup(client, group.slice(middle), results, search);
	}
}

/** @returns the contacts that were stored, by address in lower case */
async function writeBatch(
	client: MailchimpClient,
	group: ContactWrite[],
): Promise<Map<string, Member>> {
	const body = await client.request({
		method: 'POST',
		path: audiencePath(group[0].audienceId),
		body: { members: group.map(memberBody), update_existing: true },
		timeoutMs: LONG_TIMEOUT_MS,
	});
	const members = [...rowsOf(body, 'new_members'), ...rowsOf(body, 'updated_members')];
	return new Map(members.map(readMember).map((member) => [member.email.toLowerCase(), member]));
}
