import type { Operation } from '../../../shared/operations';
import { IDENTITY_AND_STATUS, readMember } from '../../contact';
import { audience, email } from '../../parameters';
import { MailchimpRun } from '../../run';
import { aboutContact, readContact } from '../../transport/contacts';
import { expecting, hasStatus } from '../../transport/errors';
import { memberPath } from '../../transport/urls';

export const deletePermanently: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		description: 'Delete a contact for good, with all that Mailchimp knows of it',
		action: 'Delete a contact permanently',
	},
	properties: [
		{
			displayName:
				'This cannot be undone. The contact loses its merge fields, tags and history, and the address cannot be added again by a workflow or an import: the person has to sign up again. Use Archive to take a contact out of the audience and keep its data.',
			name: 'deleteNotice',
			type: 'notice',
			default: '',
		},
		audience,
		email,
	],
	async execute() {
		return await new MailchimpRun(this).forEachContact(async (contact, _input, client) => {
			const found = readContact(client, contact, IDENTITY_AND_STATUS);
			const { email: address, id, contactId } = readMember(await aboutContact(contact, found));
			const path = `${memberPath(contact.audienceId, contact.email)}/actions/delete-permanent`;
			// It was there a moment ago, so that "not found" is the second answer to a first one that got lost.
			await expecting(client.request({ method: 'POST', path }), (error) => hasStatus(error, 404));
			return {
				email_address: address,
				id,
				contact_id: contactId,
				audience_id: contact.audienceId,
				deleted: true,
			};
		});
	},
};
