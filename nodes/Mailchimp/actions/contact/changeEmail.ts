import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import type { Operation } from '../../../shared/operations';
import { readMember, subscriberHash, type Member } from '../../rules/contact';
import { IDENTITY_AND_STATUS } from '../../rules/contactFields';
import type { MailchimpClient } from '../../transport/client';
import { readContact } from '../../transport/contacts';
import { expecting } from '../../transport/errors';
import { memberPath } from '../../transport/paths';
import type { ContactKey } from '../../transport/tags';
import { audience, email } from '../common';
import { hasStatus, notInAudience } from '../contactErrors';
import { readEmail } from '../parameters';
import { forEachContact } from '../perContact';

export const changeEmail: Operation = {
	option: {
		name: 'Change Email',
		value: 'changeEmail',
		description:
			'Give a contact another email address. It stays the same contact, with its merge fields, tags and history.',
		action: 'Change the email of a contact',
	},
	properties: [
		audience,
		{
			...email,
			description: 'Present email address of the contact; upper and lower case make no difference',
		},
		{
			...email,
			displayName: 'New Email',
			name: 'newEmail',
			description: 'Email address that the contact is to have',
		},
	],
	async execute(itemCount) {
		// One after another: "a becomes b" and "b becomes c" are about the same contact.
		const concurrency = 1;
		return await forEachContact.call(
			this,
			itemCount,
			async (client, contact, itemIndex) => {
				const newEmail = readEmail.call(this, itemIndex, 'newEmail', 'New Email');
				return await rename.call(this, client, contact, newEmail);
			},
			concurrency,
		);
	},
};

async function rename(
	this: IExecuteFunctions,
	client: MailchimpClient,
	contact: ContactKey,
	newEmail: string,
): Promise<IDataObject> {
	const toItem = (member: Member, changed: boolean): IDataObject => ({
		email_address: member.email,
		previous_email_address: contact.email,
		id: member.id,
		contact_id: member.contactId,
		audience_id: contact.audienceId,
		status: member.status,
		changed,
	});
	const answer = await expecting(
		sendNewEmail(client, contact, newEmail),
		(error) => hasStatus(error, 404) || hasStatus(error, 400),
	);
	if ('value' in answer) {
		const renamed = answer.value;
		if (isSame(renamed.email, newEmail)) return toItem(renamed, true);
		throw notRenamed.call(this, contact.email, newEmail, renamed.email);
	}
	// Mailchimp's words for an address that is taken are not documented, so that it is looked for.
	const isSpelling = isSame(contact.email, newEmail);
	const other = isSpelling ? undefined : await find(client, { ...contact, email: newEmail });
	if (hasStatus(answer.error, 400)) {
		throw other ? taken.call(this, contact.email, other) : answer.error;
	}
	// Renamed before, perhaps by a first try whose answer got lost.
	if (other) return toItem(other, false);
	throw notInAudience.call(this, contact);
}

/**
 * PATCH, because PUT would make a new contact when nobody has the present address (Mailchimp API,
 * members).
 */
async function sendNewEmail(
	client: MailchimpClient,
	{ audienceId, email: present }: ContactKey,
	newEmail: string,
): Promise<Member> {
	const answer = await client.request({
		method: 'PATCH',
		path: memberPath(audienceId, present),
		// A required merge field without a value has nothing to do with the address.
		qs: { skip_merge_validation: true },
		body: { email_address: newEmail },
	});
	return readMember(answer);
}

/** A contact, or undefined when the audience has no such address. */
async function find(client: MailchimpClient, contact: ContactKey): Promise<Member | undefined> {
	const request = readContact(client, contact, IDENTITY_AND_STATUS);
	const answer = await expecting(request, (error) => hasStatus(error, 404));
	return 'value' in answer ? readMember(answer.value) : undefined;
}

function isSame(one: string, other: string): boolean {
	return subscriberHash(one) === subscriberHash(other);
}

/** Its reason is for workflows: they can go on with the contact that has the address. */
function taken(this: IExecuteFunctions, present: string, { email: other, status }: Member) {
	return new NodeOperationError(
		this.getNode(),
		`${present} cannot become ${other}: the audience has a contact with that address already (${status})`,
		{
			type: 'address_taken',
			description: `Mailchimp cannot make one contact out of two. Decide which one to keep. To keep ${other}: give it the merge fields and tags with Contact: Create or Update, then archive ${present}. To keep ${present}: delete ${other} in Mailchimp first.`,
		},
	);
}

function notRenamed(this: IExecuteFunctions, present: string, wanted: string, now: string) {
	return new NodeOperationError(
		this.getNode(),
		`Mailchimp accepted the new address of ${present} but shows ${now || 'none'} instead of ${wanted}`,
		{ type: 'not_changed', description: 'Look at the contact in Mailchimp before you go on.' },
	);
}
