import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { Operation } from '../../../shared/operations';
import { readMember, subscriberHash } from '../../rules/contact';
import type { MailchimpClient } from '../../transport/client';
import { readContact } from '../../transport/contacts';
import { memberPath } from '../../transport/paths';
import type { ContactKey } from '../../transport/tags';
import { audience, email } from '../common';
import { hasStatus, known } from '../contactErrors';
import { forEachContact } from '../perContact';

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
	async execute(itemCount) {
		return await forEachContact.call(this, itemCount, async (client, contact) => {
			const changed = await archiveContact.call(this, client, contact);
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
 * @throws NodeOperationError when Mailchimp does not archive contacts of its status
 */
async function archiveContact(
	this: IExecuteFunctions,
	client: MailchimpClient,
	contact: ContactKey,
): Promise<boolean> {
	const path = memberPath(contact.audienceId, contact.email);
	try {
		await known.call(this, contact, client.request({ method: 'DELETE', path }));
		return true;
	} catch (error) {
		// For three statuses; the answer does not say which one it is (seen in recorded traffic).
		const status = hasStatus(error, 405) ? await statusOf(client, contact) : '';
		if (status === 'archived') return false;
		throw status in REMEDIES ? notArchivable.call(this, contact, status) : error;
	}
}

async function statusOf(client: MailchimpClient, contact: ContactKey): Promise<string> {
	return readMember(await readContact(client, contact, { simplify: false, fields: ['status'] }))
		.status;
}

function notArchivable(
	this: IExecuteFunctions,
	{ email: address }: ContactKey,
	status: string,
): NodeOperationError {
	return new NodeOperationError(
		this.getNode(),
		`Mailchimp does not archive a contact that is ${status} (${address})`,
		{ type: status, description: REMEDIES[status] },
	);
}
