import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { readMember, type Member } from '../../rules/contact';
import { holdAfterWrite, holdBeforeSending, warningOf, type Hold } from '../../rules/hold';
import { differences } from '../../rules/mergeFields';
import { planTags } from '../../rules/tags';
import type { MailchimpClient } from '../../transport/client';
import { memberPath } from '../../transport/paths';
import { changeTags, readTags } from '../../transport/tags';

/** What one item asks for. */
export interface ContactWrite {
	audienceId: string;
	email: string;
	/** Merge tag (upper case) → value, without empty values. */
	mergeFields: IDataObject;
	/** Merge tag of the link that must be right, or ''. */
	linkTag: string;
	/** Merge tags of further fields that must have a value. */
	requiredTags: string[];
	tagsToAdd: string[];
	tagsToRemove: string[];
	/** Status of a contact that is new. */
	statusIfNew: string;
	/** Status that an existing contact gets, or undefined to leave it alone. */
	status?: string;
	/** Statuses the user chose on purpose. */
	chosenStatuses: string[];
}

/**
 * Writes one contact: merge fields first, tags only when Mailchimp has confirmed them. The order is
 * the point: a tag starts the welcome journey, and its mail shows the merge fields of that moment.
 *
 * Needs one request, and a second one when tags change.
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
	const required = [write.linkTag, ...write.requiredTags].filter((tag) => tag !== '');
	const before = holdBeforeSending(write.mergeFields, write.linkTag, write.requiredTags);
	if (before) throw held.call(this, before, write);

	const member = await putMember(client, write);
	const changed = differences(write.mergeFields, member.mergeFields);
	const after = holdAfterWrite(member, changed, required, write.chosenStatuses);
	if (after) throw held.call(this, after, write);

	// The member object lists 50 tags; only with more is a request needed.
	const isComplete = member.tagsCount <= member.tags.length;
	const present = isComplete ? member.tags : await readTags(client, write);
	const plan = planTags(present, write.tagsToAdd, write.tagsToRemove);
	await changeTags(client, write, {
		add: plan.toAdd,
		remove: plan.toRemove,
		startAutomations: true,
	});

	const gone = new Set(plan.toRemove.map((tag) => tag.toLowerCase()));
	const warnings = changed.map(warningOf);
	if (member.status === 'pending' && plan.toAdd.length > 0) {
		warnings.push('The contact has not confirmed yet and gets no mail before that');
	}
	return {
		email_address: member.email,
		id: member.id,
		contact_id: member.contactId,
		audience_id: write.audienceId,
		status: member.status,
		merge_fields: member.mergeFields,
		tags: [...present.filter((tag) => !gone.has(tag.toLowerCase())), ...plan.toAdd],
		tags_added: plan.toAdd,
		tags_already_present: plan.alreadyPresent,
		tags_removed: plan.toRemove,
		warnings,
	};
}

async function putMember(client: MailchimpClient, write: ContactWrite): Promise<Member> {
	const body: IDataObject = {
		email_address: write.email,
		// Only for a contact that is new; the choice of an existing one stays (Mailchimp API).
		status_if_new: write.statusIfNew,
		merge_fields: write.mergeFields,
	};
	if (write.status) body.status = write.status;
	return readMember(
		await client.request({ method: 'PUT', path: memberPath(write.audienceId, write.email), body }),
	);
}

function held(this: IExecuteFunctions, hold: Hold, write: ContactWrite): NodeOperationError {
	return new NodeOperationError(this.getNode(), `${hold.message} (${write.email})`, {
		type: hold.reason,
		description: hold.description,
	});
}
