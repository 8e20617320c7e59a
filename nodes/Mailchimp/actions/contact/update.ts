import type { ItemInput } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import { MailchimpRun } from '../../run';
import type { MailchimpClient } from '../../transport/client';
import { aboutContact, patchContact } from '../../transport/contacts';
import { changeInput, fieldsOrChange } from '../../write/change';
import { fieldsBody } from '../../write/contactWrite';
import { checkBeforeSending } from '../../write/hold';
import { updateOptions } from '../../write/options';
import { contactProperties, tagsToRemove } from '../../write/panel';
import { writeReader } from '../../write/readWrite';
import { writeContact, type SendContact } from '../../write/writeContact';

export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		description: 'Update a contact. One that is not in the audience is an error.',
		action: 'Update a contact',
	},
	properties: fieldsOrChange(contactProperties(updateOptions, [tagsToRemove])),
	async execute() {
		const run = new UpdateRun(this);
		const reader = writeReader(run, 'update');
		return await run.forEachContact(async (_contact, input, client) => {
			const write = await reader.read(input);
			checkBeforeSending(write);
			const send = updateWith(client);
			return await writeContact(reader.context(client, send, send), write);
		});
	},
};

class UpdateRun extends MailchimpRun {
	protected override makeInput(itemIndex: number): ItemInput {
		return changeInput(this.context, itemIndex);
	}
}

/** Changes a contact that is there. @throws NodeApiError 404 when the audience has no such address */
function updateWith(client: MailchimpClient): SendContact {
	return async (write, status) => {
		const body = { ...fieldsBody(write), ...(status && { status }) };
		return await aboutContact(write, patchContact(client, write, body));
	};
}
