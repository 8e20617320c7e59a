import type { IDataObject } from 'n8n-workflow';
import { ProblemError } from '../../shared/problem';
import {
	contactIdentity,
	IDENTITY_AND_STATUS,
	readMember,
	subscriberHash,
	type ContactKey,
	type Member,
} from '../contact';
import type { MailchimpClient } from '../transport/client';
import {
	aboutContact,
	findContact,
	notInAudience,
	patchContact,
	readContact,
} from '../transport/contacts';
import { expecting, hasStatus } from '../transport/errors';

/**
 * Gives a contact another address. One that has it already, perhaps by a first try whose answer got lost, is a
 * success too. Another spelling of the same address is written, as it is what Mailchimp shows.
 *
 * @returns what it is now, the address it had, and whether it was changed
 * @throws ProblemError `address_taken` when another contact has the new address
 * @throws NodeApiError 404 when the audience has neither address
 */
export async function rename(
	client: MailchimpClient,
	contact: ContactKey,
	newEmail: string,
): Promise<IDataObject> {
	const toItem = (member: Member, changed: boolean): IDataObject => ({
		...contactIdentity(member, contact),
		previous_email_address: contact.email,
		changed,
	});
	const isSpelling = isSame(contact.email, newEmail);
	if (isSpelling) {
		const present = readMember(
			await aboutContact(contact, readContact(client, contact, IDENTITY_AND_STATUS)),
		);
		if (present.email === newEmail) return toItem(present, false);
	}
	// A required merge field without a value has nothing to do with the address.
	const answer = await expecting(
		patchContact(client, contact, { email_address: newEmail }, true),
		(error) => hasStatus(error, 404) || hasStatus(error, 400),
	);
	if ('value' in answer) {
		const renamed = answer.value;
		if (isSame(renamed.email, newEmail)) return toItem(renamed, true);
		throw notRenamed(contact.email, newEmail, renamed.email);
	}
	// Mailchimp's words for an address that is taken are not documented, so that it is looked for.
	const there = { ...contact, email: newEmail };
	const found = isSpelling ? undefined : await findContact(client, there, IDENTITY_AND_STATUS);
	if (hasStatus(answer.error, 400)) {
		throw found ? taken(contact.email, readMember(found)) : answer.error;
	}
	// Renamed before, perhaps by a first try whose answer got lost.
	if (found) return toItem(readMember(found), false);
	throw notInAudience(contact, answer.error);
}

function isSame(one: string, other: string): boolean {
	return subscriberHash(one) === subscriberHash(other);
}

/** Its code is for workflows: they can go on with the contact that has the address. */
function taken(present: string, { email: other, status }: Member): ProblemError {
	return new ProblemError({
		code: 'address_taken',
		message: `${present} cannot become ${other}: the audience has a contact with that address already (${status})`,
		fix: `Mailchimp cannot make one contact out of two. Decide which one to keep. To keep ${other}: give it the merge fields and tags with Contact: Create or Update, then archive ${present}. To keep ${present}: delete ${other} first.`,
	});
}

function notRenamed(present: string, wanted: string, now: string): ProblemError {
	return new ProblemError({
		code: 'not_changed',
		message: `Mailchimp accepted the new address of ${present} but shows ${now || 'none'} instead of ${wanted}`,
		fix: 'Look at the contact in Mailchimp before you go on.',
	});
}
