import type { IExecuteFunctions } from 'n8n-workflow';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { claimRestarts } from '../../rules/contactWrite';
import { mailchimpClient } from '../../transport/client';
import { tagSegments } from '../../transport/segments';
import { CONTACTS_AT_ONCE } from '../perContact';
import { readDeadline } from '../timeLimit';
import { writeInBulk } from './bulk';
import { audienceReferences } from './extras';
import { newContactStatuses } from './newContactStatus';
import { readWrite } from './readWrite';
import { upsertProperties } from './upsert.properties';
import { checkBeforeSending, writeContact } from './write';

/** With more items than this, the contacts are sent up to 500 at a time. */
const FEW_ITEMS = 20;

export const upsert: Operation = {
	option: {
		name: 'Create or Update',
		value: 'upsert',
		description: 'Create a new record, or update the current one if it already exists (upsert)',
		action: 'Create or update a contact',
	},
	properties: upsertProperties,
	async execute(itemCount) {
		const options = { deadline: readDeadline.call(this) };
		// Awaited for each item, so that a credential that is not valid ends as the error of each.
		const account = mailchimpClient.call(this, options).then((client) => ({
			client,
			segments: tagSegments(client),
			reading: {
				statusOf: newContactStatuses(client),
				references: audienceReferences.call(this, client),
			},
		}));
		const restarts = new Set<string>();
		const read = async (itemIndex: number) => {
			const write = await readWrite.call(this, itemIndex, (await account).reading);
			checkBeforeSending.call(this, write);
			return claimRestarts(write, restarts);
		};
		if (itemCount > FEW_ITEMS) return await writeInBulk.call(this, itemCount, { account, read });
		return await forEachItem.call(
			this,
			itemCount,
			async (itemIndex) => {
				const { client } = await account;
				return await writeContact.call(this, client, await read(itemIndex));
			},
			{
				concurrency: CONTACTS_AT_ONCE,
				// Two items for one contact must not overtake each other.
				keyOf: (itemIndex) => emailOf.call(this, itemIndex) || itemIndex,
			},
		);
	},
};

function emailOf(this: IExecuteFunctions, itemIndex: number): string {
	return String(this.getNodeParameter('email', itemIndex, '') ?? '')
		.trim()
		.toLowerCase();
}
