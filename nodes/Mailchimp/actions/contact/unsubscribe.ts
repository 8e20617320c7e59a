import type { Operation } from '../../../shared/operations';
import { readMember } from '../../rules/contact';
import { IDENTITY_AND_STATUS } from '../../rules/contactFields';
import { readContact } from '../../transport/contacts';
import { memberPath } from '../../transport/paths';
import { audience, email } from '../common';
import { known } from '../contactErrors';
import { forEachContact } from '../perContact';

export const unsubscribe: Operation = {
	option: {
		name: 'Unsubscribe',
		value: 'unsubscribe',
		description:
			'Unsubscribe a contact that is in the audience, so that it gets no marketing mail any more',
		action: 'Unsubscribe a contact',
	},
	properties: [
		audience,
		email,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Archived Contacts Too',
					name: 'archivedToo',
					type: 'boolean',
					default: false,
					description:
						'Whether an archived contact is taken out of the archive and marked as unsubscribed, so that nobody can bring it back as subscribed by mistake. Otherwise it is left as it is: it gets no mail either.',
				},
			],
		},
	],
	async execute(itemCount) {
		return await forEachContact.call(this, itemCount, async (client, contact, itemIndex) => {
			const archivedToo = this.getNodeParameter('options.archivedToo', itemIndex, false) === true;
			const before = readMember(
				await known.call(this, contact, readContact(client, contact, IDENTITY_AND_STATUS)),
			);
			const warning = reasonToLeave(before.status, archivedToo);
			const changed = before.status !== 'unsubscribed' && warning === '';
			if (changed) {
				await client.request({
					method: 'PATCH',
					path: memberPath(contact.audienceId, contact.email),
					// A required merge field without a value must not keep anybody from unsubscribing.
					qs: { skip_merge_validation: true },
					body: { status: 'unsubscribed' },
				});
			}
			return {
				email_address: before.email,
				id: before.id,
				contact_id: before.contactId,
				audience_id: contact.audienceId,
				status: changed ? 'unsubscribed' : before.status,
				changed,
				warnings: warning ? [warning] : [],
			};
		});
	},
};

/** Why a contact that gets no mail anyway keeps its status; '' when there is no reason. */
function reasonToLeave(status: string, archivedToo: boolean): string {
	if (status === 'cleaned') {
		return 'The contact was cleaned because its address bounced; it gets no mail and was left as it is';
	}
	if (status === 'archived' && !archivedToo) {
		return 'The contact is archived; it gets no mail and was left as it is. The option Archived Contacts Too unsubscribes it.';
	}
	return '';
}
