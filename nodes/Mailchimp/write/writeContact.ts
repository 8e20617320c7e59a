import type { IDataObject } from 'n8n-workflow';
import { NotAttempted } from '../../shared/governor';
import { ProblemError } from '../../shared/problem';
import type { Member } from '../contact';
import { differences, type Difference } from '../mergeFields';
import type { MakeFields, NeededField } from '../mergeFields/audienceFields';
import { planTags } from '../tags';
import type { MailchimpClient } from '../transport/client';
import { putContact } from '../transport/contacts';
import { expecting, isComplianceState } from '../transport/errors';
import { allTags, changeTags } from '../transport/tags';
import {
	contactOutput,
	memberBody,
	restartsOf,
	type ContactWrite,
	type WrittenContact,
} from './contactWrite';
import {
	ASK_AGAIN,
	checkAfterWrite,
	heldError,
	statusAtOnce,
	statusChange,
	type StatusChange,
} from './hold';
import type { MergeFieldsOf } from './readMergeFields';

/** Sends a contact's fields and status, and gives the contact as Mailchimp has it then. */
export type SendContact = (write: ContactWrite, status: string | undefined) => Promise<Member>;

/** What the writes of a run have in common. */
export interface WriteContext {
	client: MailchimpClient;
	/** The first request: it creates the contact, updates it, or either. */
	send: SendContact;
	/** A further one that gives the contact another status. */
	change: SendContact;
	mergeFieldsOf: MergeFieldsOf;
	makeFields: MakeFields;
	/** The zone of the workflow (IANA name), in which dates are compared. */
	timeZone: string;
}

/**
 * Writes one contact: merge fields first, tags only when Mailchimp has confirmed them. The order is
 * the point: a tag starts the welcome journey, and its mail shows the merge fields of that moment.
 *
 * Needs one request, and a second one when tags change; one more where the contact's status is to change
 * because of what it is, and one more to restart automations.
 *
 * @returns what became of the contact
 * @throws ProblemError when the contact is held, with the reason as its code
 * @throws NodeApiError with Mailchimp's words when it refuses the contact
 */
export async function writeContact(
	context: WriteContext,
	write: ContactWrite,
): Promise<IDataObject> {
	const member = await context.send(write, statusAtOnce(write));
	const written = await confirmWrite(context, write, member);
	await tagContact(context, write, written);
	return contactOutput(write, written);
}

/** Creates a contact, or updates the one that has the address. */
export function upsertWith(client: MailchimpClient): SendContact {
	return async (write, status) => await putContact(client, write, memberBody(write, status));
}

/**
 * Creates the merge fields that are missing, where the item says so, compares what Mailchimp stored with what was
 * sent, revives the contact or asks it to confirm where the item says so, and says what is left to do about tags.
 *
 * @param sent the contact after the write
 * @throws ProblemError when the contact is held
 * @throws NodeApiError with Mailchimp's words when it refuses the contact's new status
 */
export async function confirmWrite(
	context: WriteContext,
	write: ContactWrite,
	sent: Member,
): Promise<WrittenContact> {
	try {
		const member = await withMissingFields(context, write, sent);
		const change = statusChange(write, member.status);
		const changed = await differencesOf(context, write, member);
		if (change === undefined) return await planWrite(context, write, member, changed, []);
		// Nobody is revived or asked whose contact is held for its fields.
		checkAfterWrite(write, member, changed, []);
		const done = await changeStatus(context, write, change);
		const after = await differencesOf(context, write, done.member);
		return await planWrite(context, write, done.member, after, [done.warning]);
	} catch (error) {
		throw error instanceof NotAttempted ? tagsNotAttempted(write) : error;
	}
}

/** What the merge field of a contact is created as. */
function neededField(tag: string, { linkTag }: ContactWrite): NeededField {
	return tag === linkTag
		? { tag, name: 'Tracking Link', type: 'url' }
		: { tag, name: tag, type: 'text' };
}

/**
 * The merge fields to create for a contact: those that the audience does not have. Mailchimp drops their values
 * and leaves them out of its answer, so that nothing is asked when nothing is missing.
 *
 * @param member the contact after it was sent; without an id the answer says nothing
 */
export function missingFields(write: ContactWrite, member: Member): NeededField[] {
	if (!write.createMissing || member.id === '') return [];
	return Object.keys(write.mergeFields)
		.filter((tag) => !Object.hasOwn(member.mergeFields, tag))
		.map((tag) => neededField(tag, write));
}

/**
 * Creates the merge fields that a contact lacks, where its item says so, and sends it once more.
 *
 * @returns the contact, as it is then
 * @throws ProblemError when a field cannot be created: then the contact is held
 */
export async function withMissingFields(
	{ client, change, makeFields }: WriteContext,
	write: ContactWrite,
	member: Member,
): Promise<Member> {
	const missing = missingFields(write, member);
	if (missing.length === 0) return member;
	try {
		await makeFields(client, write.audienceId, missing);
	} catch (error) {
		throw error instanceof ProblemError ? heldError(error.problem, write) : error;
	}
	return await change(write, undefined);
}

/**
 * The merge fields that did not arrive as sent. What the panel says of a field may be out of date, so that a
 * difference counts only when it is one for the field as the audience has it.
 */
async function differencesOf(
	{ mergeFieldsOf, timeZone }: WriteContext,
	write: ContactWrite,
	member: Member,
): Promise<Difference[]> {
	const compare = (definitions: ContactWrite['definitions']) =>
		differences(definitions, write.mergeFields, member.mergeFields, { timeZone });
	const found = compare(write.definitions);
	if (found.length === 0 || !write.areAssumed) return found;
	return compare(await mergeFieldsOf(write.audienceId));
}

/**
 * Gives a contact another status. One that cannot be subscribed because it once left is asked to confirm,
 * where the item says so.
 *
 * @throws NodeApiError "Member In Compliance State" for one that must not be asked, or bounced
 */
async function changeStatus(
	context: WriteContext,
	write: ContactWrite,
	{ status, warning }: StatusChange,
): Promise<{ member: Member; warning: string }> {
	const mayAsk = write.askAgain && status !== ASK_AGAIN.status;
	const answer = await expecting(
		context.change(write, status),
		(error) => mayAsk && isComplianceState(error),
	);
	if ('value' in answer) return { member: answer.value, warning };
	return await changeStatus(context, write, ASK_AGAIN);
}

async function planWrite(
	{ client }: WriteContext,
	write: ContactWrite,
	member: Member,
	changed: Difference[],
	warnings: string[],
): Promise<WrittenContact> {
	checkAfterWrite(write, member, changed);
	const tags = await allTags(client, write.audienceId, member);
	const plan = planTags(tags, write.tagsToAdd, write.tagsToRemove);
	return { member, changed, tags, plan, toRestart: restartsOf(write, member, plan), warnings };
}

/** Adds and removes the planned tags of one contact. */
export async function tagContact(
	{ client }: WriteContext,
	write: ContactWrite,
	{ plan, toRestart }: WrittenContact,
): Promise<void> {
	try {
		await changeTags(client, write, {
			add: plan.toAdd,
			remove: plan.toRemove,
			restart: toRestart,
			startAutomations: write.startAutomations === 'yes',
		});
	} catch (error) {
		throw error instanceof NotAttempted ? tagsNotAttempted(write) : error;
	}
}

/** The error of a contact that was written, but whose tags had no turn any more. */
export function tagsNotAttempted(write: ContactWrite): ProblemError {
	return new ProblemError({
		code: 'not_attempted',
		message: `The tags of the contact were not attempted (${write.email})`,
		fix: 'The merge fields were stored, but the execution was cancelled, or its time limit was over, before the tags. Run the item again.',
	});
}
