import type { Operation } from '../../../shared/operations';
import { ProblemError } from '../../../shared/problem';
import { IDENTITY_AND_STATUS, readMember, subscriberHash, type ContactKey } from '../../contact';
import { audience, email } from '../../parameters';
import { MailchimpRun } from '../../run';
import type { MailchimpClient } from '../../transport/client';
import { aboutContact, readContact } from '../../transport/contacts';
import { hasStatus } from '../../transport/errors';
import { memberPath } from '../../transport/urls';

/** What to do about contacts that Mailchimp does not archive, by their status. */
const REMEDIES: Record<string, string> = {
	cleaned:
		'The address bounced, and Mailchimp sends no marketing mail to it. The contact can stay as it is.',
	pending:
		'The contact has not confirmed the subscription yet. Use Contact: Unsubscribe first, then archive it; or wait until the contact confirms.',
};

export const archive: Operation = {
	option: {
		name: 'Archive',
		value: 'archive',
		description:
			'Take a contact out of the audience. Its data is kept, it gets no mail, and it can come back; nothing is deleted.',
		action: 'Archive a contact',
	},
	properties: [audience, email],
	async execute() {
		return await new MailchimpRun(this).forEachContact(async (contact, _input, client) => {
			const changed = await archiveContact(client, contact);
			return {
				email_address: contact.email,
				id: subscriberHash(contact.email),
				audience_id: contact.audienceId,
				status: 'archived',
				changed,
			};
		});
	},
};

/**
 * @returns whether the contact was not archived before
 * @throws ProblemError when Mailchimp does not archive contacts of its status
 */
async function archiveContact(client: MailchimpClient, contact: ContactKey): Promise<boolean> {
	const path = memberPath(contact.audienceId, contact.email);
	try {
		await aboutContact(contact, client.request({ method: 'DELETE', path }));
		return true;
	} catch (error) {
		// For three statuses; the answer does not say which one it is (seen in recorded traffic).
		const status = hasStatus(error, 405) ? await statusOf(client, contact) : '';
		if (status === 'archived') return false;
		throw Object.hasOwn(REMEDIES, status) ? notArchivable(contact, status) : error;
	}
}

async function statusOf(client: MailchimpClient, contact: ContactKey): Promise<string> {
	return readMember(await readContact(client, contact, IDENTITY_AND_STATUS)).status;
}

function notArchivable({ email: address }: ContactKey, status: string): ProblemError {
	return new ProblemError({
		code: status,
		message: `Mailchimp does not archive a contact that is ${status} (${address})`,
		fix: REMEDIES[status],
	});
}
