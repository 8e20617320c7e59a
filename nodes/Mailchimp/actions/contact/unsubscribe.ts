import type { Operation } from '../../../shared/operations';
import { IDENTITY_AND_STATUS, contactIdentity, readMember } from '../../contact';
import { audience, email, optionsOf } from '../../parameters';
import { MailchimpRun } from '../../run';
import { aboutContact, patchContact, readContact } from '../../transport/contacts';

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
		optionsOf([
			{
				displayName: 'Archived Contacts Too',
				name: 'archivedToo',
				type: 'boolean',
				default: false,
				description:
					'Whether an archived contact is taken out of the archive and marked as unsubscribed, so that nobody can bring it back as subscribed by mistake. Otherwise it is left as it is: it gets no mail either.',
			},
		]),
	],
	async execute() {
		return await new MailchimpRun(this).forEachContact(async (contact, input, client) => {
			const label = 'Archived Contacts Too';
			const archivedToo = input.switch('options.archivedToo', label, false);
			const found = readContact(client, contact, IDENTITY_AND_STATUS);
			const before = readMember(await aboutContact(contact, found));
			const warning = reasonToLeave(before.status, archivedToo);
			const changed = before.status !== 'unsubscribed' && warning === '';
			if (changed) {
				// A required merge field without a value must not keep anybody from unsubscribing.
				await patchContact(client, contact, { status: 'unsubscribed' }, true);
			}
			return {
				...contactIdentity(before, contact),
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
