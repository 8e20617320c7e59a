import { NodeApiError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { invalidParameter } from '../../../shared/parameters';
import { readMember, type Member } from '../../rules/contact';
import { planTags } from '../../rules/tags';
import type { MailchimpClient } from '../../transport/client';
import { readContact } from '../../transport/contacts';
import { expecting } from '../../transport/errors';
import { allTags, changeTags, type ContactKey, type TagChange } from '../../transport/tags';
import { hasStatus, known } from '../contactErrors';
import { readTagNames } from '../parameters';

/** A contact, and which of the tags in question it has. */
export interface TaggedContact {
	member: Member;
	/** All its tags. */
	tags: string[];
	/** Those in question that it has, as the item spells them. */
	present: string[];
	/** Those in question that it does not have. */
	missing: string[];
}

const LOOKED_AT = {
	simplify: false,
	fields: ['id', 'email_address', 'contact_id', 'status', 'tags', 'tags_count'],
};

/**
 * Reads a contact and compares its tags with those that the item names, without regard to case. Needs one
 * request, and a second one for a contact with more than 50 tags.
 *
 * @throws NodeOperationError when the item names no tag
 * @throws NodeApiError 404 when the audience has no such address
 */
export async function readTagged(
	this: IExecuteFunctions,
	client: MailchimpClient,
	contact: ContactKey,
	itemIndex: number,
): Promise<TaggedContact> {
	const names = readTagNames.call(this, 'tags', itemIndex);
	if (names.length === 0) {
		throw invalidParameter.call(this, 'Tags', 'is empty', 'Add a tag, or check what is mapped.');
	}
	const answer = await known.call(this, contact, readContact(client, contact, LOOKED_AT));
	const member = readMember(answer);
	const tags = await allTags(client, contact.audienceId, member);
	const { alreadyPresent, toAdd } = planTags(tags, names, []);
	return { member, tags, present: alreadyPresent, missing: toAdd };
}

/**
 * Changes the tags of a contact that was read.
 *
 * @throws NodeApiError 404 when Mailchimp does not do that for a contact of its status
 */
export async function changeTagged(
	this: IExecuteFunctions,
	client: MailchimpClient,
	contact: ContactKey,
	{ member: { status } }: TaggedContact,
	change: TagChange,
): Promise<void> {
	const request = changeTags(client, contact, change);
	const answer = await expecting(request, (error) => hasStatus(error, 404));
	if ('value' in answer) return;
	// The contact is there, so it must be its status; that archived ones have tags is not documented.
	const message = `Mailchimp does not change the tags of a contact that is ${status} (${contact.email})`;
	throw new NodeApiError(
		this.getNode(),
		{ message },
		{
			message,
			httpCode: '404',
			description:
				'Bring an archived contact back first: Contact: Create or Update with the option Revive Archived Contacts. Otherwise look at the contact in Mailchimp.',
		},
	);
}

/** The fields of the output item that are about the contact itself. */
export function contactFields({ member }: TaggedContact, { audienceId }: ContactKey): IDataObject {
	return {
		email_address: member.email,
		id: member.id,
		contact_id: member.contactId,
		audience_id: audienceId,
		status: member.status,
	};
}
