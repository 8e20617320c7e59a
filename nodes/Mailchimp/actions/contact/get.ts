import type { Operation } from '../../../shared/operations';
import { contactItem } from '../../rules/contactFields';
import { readContact } from '../../transport/contacts';
import { audience, email } from '../common';
import { known } from '../contactErrors';
import { fieldChoice, readFieldChoice } from '../contactOutput';
import { forEachContact } from '../perContact';

export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		description: 'Get a contact by its email address, with status, merge fields and tags',
		action: 'Get a contact',
	},
	properties: [audience, email, ...fieldChoice],
	async execute(itemCount) {
		return await forEachContact.call(this, itemCount, async (client, contact, itemIndex) => {
			const choice = readFieldChoice.call(this, itemIndex);
			const member = await known.call(this, contact, readContact(client, contact, choice));
			return contactItem(member, choice);
		});
	},
};
