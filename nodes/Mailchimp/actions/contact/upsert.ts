import type { Operation } from '../../../shared/operations';
import { MailchimpRun } from '../../run';
import { claimRestarts } from '../../write/contactWrite';
import { checkBeforeSending } from '../../write/hold';
import { upsertOptions } from '../../write/options';
import { contactProperties, tagsToRemove } from '../../write/panel';
import { writeReader } from '../../write/readWrite';
import { upsertWith } from '../../write/writeContact';
import { writeContacts } from '../../write/writeContacts';

export const upsert: Operation = {
	option: {
		name: 'Create or Update',
		value: 'upsert',
		description: 'Create a new record, or update the current one if it already exists (upsert)',
		action: 'Create or update a contact',
	},
	properties: contactProperties(upsertOptions, [tagsToRemove]),
	async execute() {
		const run = new MailchimpRun(this);
		const reader = writeReader(run, 'upsert');
		const restarts = new Set<string>();
		return await writeContacts(
			run,
			async () => {
				const client = await run.client();
				return reader.context(client, upsertWith(client));
			},
			async (input) => {
				// A credential that is not valid ends as the error of each item.
				await run.client();
				const write = await reader.read(input);
				checkBeforeSending(write);
				return claimRestarts(write, restarts);
			},
		);
	},
};
