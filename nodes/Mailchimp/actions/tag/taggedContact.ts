import { NodeApiError, type IDataObject } from 'n8n-workflow';
import type { ItemInput } from '../../../shared/input';
import { invalidInput } from '../../../shared/problem';
import {
	contactIdentity,
	readMember,
	STATUS_AND_TAGS,
	type ContactKey,
	type Member,
} from '../../contact';
import { planTags, readTagNames } from '../../tags';
import type { MailchimpClient } from '../../transport/client';
import { aboutContact, readContact } from '../../transport/contacts';
import { expecting, hasStatus } from '../../transport/errors';
import { allTags, changeTags, type TagChange } from '../../transport/tags';

/** A contact, and which of the tags that an item names it has. */
export interface TaggedContact {
	contact: ContactKey;
	member: Member;
	/** All its tags. */
	tags: string[];
	/** Those of the item that it has, as the item spells them. */
	present: string[];
	/** Those of the item that it does not have. */
	missing: string[];
}

/**
 * Reads a contact and compares its tags with those that the item names, without regard to case. Needs one
 * request, and a second one for a contact with more than 50 tags.
 *
 * @throws ProblemError when the item names no tag
 * @throws NodeApiError 404 when the audience has no such address
 */
export async function readTaggedContact(
	client: MailchimpClient,
	contact: ContactKey,
	input: ItemInput,
): Promise<TaggedContact> {
	const names = readTagNames(input, 'tags', 'Tags');
	if (names.length === 0) {
		throw invalidInput('Tags', 'is empty', 'Add a tag, or check what is mapped.');
	}
	const found = readContact(client, contact, STATUS_AND_TAGS);
	const member = readMember(await aboutContact(contact, found));
	const tags = await allTags(client, contact.audienceId, member);
	const { alreadyPresent, toAdd } = planTags(tags, names, []);
	return { contact, member, tags, present: alreadyPresent, missing: toAdd };
}

/**
 * Changes the tags of a contact that was read.
 *
 * @throws NodeApiError 404 when Mailchimp does not do that for a contact of its status
 * @throws ProblemError `tags_lost`, see `changeTags`
 */
export async function changeTagsOf(
	client: MailchimpClient,
	{ contact, member: { status } }: TaggedContact,
	change: TagChange,
): Promise<void> {
	const request = changeTags(client, contact, change);
	const answer = await expecting(request, (error) => hasStatus(error, 404));
	if ('value' in answer) return;
	// The contact is there, so it must be its status; that archived ones have tags is not documented.
	const message = `Mailchimp does not change the tags of a contact that is ${status} (${contact.email})`;
	throw new NodeApiError(
		answer.error.node,
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
export function identityOf({ member, contact }: TaggedContact): IDataObject {
	return contactIdentity(member, contact);
}
