import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { NotAttempted } from '../../../shared/governor';
import { readMember, type Member } from '../../rules/contact';
import {
	bodyWithStatus,
	contactOutput,
	restartsOf,
	type ContactWrite,
	type WrittenContact,
} from '../../rules/contactWrite';
import { holdAfterWrite, holdBeforeSending, type Hold } from '../../rules/hold';
import { differences, type Difference } from '../../rules/mergeFields';
import { ASK_AGAIN, statusAtOnce, statusChange, type StatusChange } from '../../rules/status';
import { planTags } from '../../rules/tags';
import type { MailchimpClient } from '../../transport/client';
import { expecting, isComplianceState, isOutcomeUnknown } from '../../transport/errors';
import { memberPath } from '../../transport/paths';
import { allTags, changeTags } from '../../transport/tags';
import { tagsLost } from '../contactErrors';

/**
 * Writes one contact: merge fields first, tags only when Mailchimp has confirmed them. The order is
 * the point: a tag starts the welcome journey, and its mail shows the merge fields of that moment.
 *
 * Needs one request, and a second one when tags change; one more where the contact's status is to change
 * because of what it is, and one more to restart automations.
 *
 * @returns what became of the contact
 * @throws NodeOperationError when the contact is held, with the reason as `type`
 * @throws NodeApiError with Mailchimp's words when it refuses the contact
 */
export async function writeContact(
	this: IExecuteFunctions,
	client: MailchimpClient,
	write: ContactWrite,
): Promise<IDataObject> {
	const member = await putContact(client, write, statusAtOnce(write));
	const written = await confirmWrite.call(this, client, write, member);
	await tagContact.call(this, client, write, written);
	return contactOutput(write, written);
}

/** @throws NodeOperationError when the contact is held, because of what is to be sent */
export function checkBeforeSending(this: IExecuteFunctions, write: ContactWrite): void {
	const hold = holdBeforeSending(write.mergeFields, write.linkTag, write.requiredTags);
	if (hold) throw held.call(this, hold, write);
}

async function putContact(
	client: MailchimpClient,
	write: ContactWrite,
	status: string | undefined,
): Promise<Member> {
	const path = memberPath(write.audienceId, write.email);
	const body = bodyWithStatus(write, status);
	return readMember(await client.request({ method: 'PUT', path, body }));
}

/**
 * Compares what Mailchimp stored with what was sent, revives the contact or asks it to confirm where the
 * item says so, and says what is left to do about tags.
 *
 * @param member the contact after the write
 * @throws NodeOperationError when the contact is held
 * @throws NodeApiError with Mailchimp's words when it refuses the contact's new status
 */
export async function confirmWrite(
	this: IExecuteFunctions,
	client: MailchimpClient,
	write: ContactWrite,
	member: Member,
): Promise<WrittenContact> {
	const change = statusChange(write, member.status);
	try {
		if (change === undefined) return await planWrite.call(this, client, write, member, []);
		// Nobody is revived or asked whose contact is held for its fields.
		checkStored.call(this, write, member, [...write.chosenStatuses, member.status]);
		const done = await changeStatus(client, write, change);
		return await planWrite.call(this, client, write, done.member, [done.warning]);
	} catch (error) {
		throw error instanceof NotAttempted ? tagsNotAttempted.call(this, write) : error;
	}
}

/**
 * Gives a contact another status. One that cannot be subscribed because it once left is asked to confirm,
 * where the item says so.
 *
 * @throws NodeApiError "Member In Compliance State" for one that must not be asked, or bounced
 */
async function changeStatus(
	client: MailchimpClient,
	write: ContactWrite,
	{ status, warning }: StatusChange,
): Promise<{ member: Member; warning: string }> {
	const mayAsk = write.askAgain && status !== ASK_AGAIN.status;
	const answer = await expecting(
		putContact(client, write, status),
		(error) => mayAsk && isComplianceState(error),
	);
	if ('value' in answer) return { member: answer.value, warning };
	return await changeStatus(client, write, ASK_AGAIN);
}

/**
 * @param fineStatuses statuses that are no reason to hold
 * @returns the fields that did not arrive as sent, none of them required
 * @throws NodeOperationError when the contact is held
 */
function checkStored(
	this: IExecuteFunctions,
	write: ContactWrite,
	member: Member,
	fineStatuses: string[],
): Difference[] {
	const required = [write.linkTag, ...write.requiredTags].filter((tag) => tag !== '');
	const changed = differences(write.mergeFields, member.mergeFields);
	const hold = holdAfterWrite(member, changed, required, fineStatuses);
	if (hold) throw held.call(this, hold, write);
	return changed;
}

async function planWrite(
	this: IExecuteFunctions,
	client: MailchimpClient,
	write: ContactWrite,
	member: Member,
	warnings: string[],
): Promise<WrittenContact> {
	const changed = checkStored.call(this, write, member, write.chosenStatuses);
	const tags = await allTags(client, write.audienceId, member);
	const plan = planTags(tags, write.tagsToAdd, write.tagsToRemove);
	return { member, changed, tags, plan, toRestart: restartsOf(write, member, plan), warnings };
}

/**
 * Adds and removes the planned tags of one contact. Tags to restart are removed first and added in a
 * second request: what one request does that names a tag twice is not documented.
 */
export async function tagContact(
	this: IExecuteFunctions,
	client: MailchimpClient,
	write: ContactWrite,
	{ plan, toRestart }: WrittenContact,
): Promise<void> {
	const startAutomations = write.startAutomations === 'yes';
	const isRestart = toRestart.length > 0;
	let isLost = false;
	try {
		if (isRestart) {
			const remove = [...plan.toRemove, ...toRestart];
			await changeTags(client, write, { add: [], remove, startAutomations });
			isLost = true;
		}
		const add = [...plan.toAdd, ...toRestart];
		const remove = isRestart ? [] : plan.toRemove;
		await changeTags(client, write, { add, remove, startAutomations });
	} catch (error) {
		// The removal may have been done even if no answer to it came.
		isLost ||= isRestart && isOutcomeUnknown(error);
		if (isLost) throw tagsLost.call(this, write, toRestart, error);
		throw error instanceof NotAttempted ? tagsNotAttempted.call(this, write) : error;
	}
}

/** The error of a contact that was written, but whose tags had no turn any more. */
export function tagsNotAttempted(this: IExecuteFunctions, write: ContactWrite): NodeOperationError {
	return new NodeOperationError(
		this.getNode(),
		`The tags of the contact were not attempted (${write.email})`,
		{
			type: 'not_attempted',
			description:
				'The merge fields were stored, but the execution was cancelled, or its time limit was over, before the tags. Run the item again.',
		},
	);
}

function held(this: IExecuteFunctions, hold: Hold, write: ContactWrite): NodeOperationError {
	return new NodeOperationError(this.getNode(), `${hold.message} (${write.email})`, {
		type: hold.reason,
		description: hold.description,
	});
}
