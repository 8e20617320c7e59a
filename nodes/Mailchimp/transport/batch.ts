import { NodeApiError, type IDataObject } from 'n8n-workflow';
import { readMember, type ContactKey, type Member } from '../contact';
import { LONG_TIMEOUT_MS, type MailchimpClient } from './client';
import { rowsOf } from './pages';
import { audiencePath } from './urls';

/** The most contacts in one request (Mailchimp API, "Batch subscribe or unsubscribe"). */
export const BATCH_SIZE = 500;

/** A contact to create or update, with its member object as the request has it. */
export interface BatchEntry extends ContactKey {
	body: IDataObject;
}

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
 * @param entries contacts with distinct addresses in each audience
 * @returns the result of each; a contact without one was refused, for a reason that is exact only when it
 *   is sent alone: here all reasons but one have the same code (Mailchimp API)
 */
export async function writeBatches<Entry extends BatchEntry>(
	client: MailchimpClient,
	entries: Entry[],
): Promise<Map<Entry, BatchResult>> {
	const byAudience = new Map<string, Entry[]>();
	for (const entry of entries) {
		const group = byAudience.get(entry.audienceId);
		if (group) group.push(entry);
		else byAudience.set(entry.audienceId, [entry]);
	}
	const results = new Map<Entry, BatchResult>();
	await Promise.all(
		[...byAudience.values()].map(
			async (group) => await writeGroup(client, group, results, { refusals: 0 }),
		),
	);
	return results;
}

async function writeGroup<Entry extends BatchEntry>(
	client: MailchimpClient,
	group: Entry[],
	results: Map<Entry, BatchResult>,
	search: { refusals: number },
): Promise<void> {
	try {
		const members = await writeBatch(client, group);
		search.refusals = -Infinity;
		for (const entry of group) {
			const member = members.get(entry.email.toLowerCase());
			if (member) results.set(entry, { member });
		}
	} catch (error) {
		search.refusals += 1;
		const isAboutContacts =
			error instanceof NodeApiError &&
			ABOUT_THE_BODY.has(error.httpCode ?? '') &&
			search.refusals <= MOST_REFUSALS;
		if (!isAboutContacts) {
			for (const entry of group) results.set(entry, { error });
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
	group: BatchEntry[],
): Promise<Map<string, Member>> {
	const body = await client.request({
		method: 'POST',
		path: audiencePath(group[0].audienceId),
		body: { members: group.map(({ body: member }) => member), update_existing: true },
		timeoutMs: LONG_TIMEOUT_MS,
	});
	const members = [...rowsOf(body, 'new_members'), ...rowsOf(body, 'updated_members')];
	return new Map(members.map(readMember).map((member) => [member.email.toLowerCase(), member]));
}
