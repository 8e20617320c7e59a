import type { Operation } from '../../../shared/operations';
import { audience, email } from '../../parameters';
import { MailchimpRun, readEmail } from '../../run';
import { rename } from '../../write/rename';

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
	async execute() {
		// One after another: "a becomes b" and "b becomes c" are about the same contact.
		const concurrency = 1;
		return await new MailchimpRun(this).forEachContact(async (contact, input, client) => {
			const newEmail = readEmail(input, 'newEmail', 'New Email');
			return await rename(client, contact, newEmail);
		}, concurrency);
	},
};
