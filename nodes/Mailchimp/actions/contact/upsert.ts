import type { IExecuteFunctions } from 'n8n-workflow';
import { isRecord } from '../../../shared/http';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { readTexts } from '../../../shared/parameters';
import { autoMapped, mergeFieldsToSend } from '../../rules/mergeFields';
import { mailchimpClient } from '../../transport/client';
import { readAudience, readEmail } from '../parameters';
import { newContactStatuses, type StatusOf } from './newContactStatus';
import { upsertProperties } from './upsert.properties';
import { writeContact, type ContactWrite } from './write';

/** Contacts written at the same time. Mailchimp allows 10 connections to all of a user's programs. */
const CONCURRENCY = 4;

export const upsert: Operation = {
	option: {
		name: 'Create or Update',
		value: 'upsert',
		description: 'Create a new record, or update the current one if it already exists (upsert)',
		action: 'Create or update a contact',
	},
	properties: upsertProperties,
	async execute(itemCount) {
		// Awaited for each item, so that a credential that is not valid ends as the error of each.
		const account = mailchimpClient.call(this).then((client) => ({
			client,
			statusOf: newContactStatuses(client),
		}));
		return await forEachItem.call(
			this,
			itemCount,
			async (itemIndex) => {
				const { client, statusOf } = await account;
				return await writeContact.call(
					this,
					client,
					await readItem.call(this, itemIndex, statusOf),
				);
			},
			{
				concurrency: CONCURRENCY,
				// Two items for one contact must not overtake each other.
				keyOf: (itemIndex) => emailOf.call(this, itemIndex).toLowerCase() || itemIndex,
			},
		);
	},
};

async function readItem(
	this: IExecuteFunctions,
	itemIndex: number,
	statusOf: StatusOf,
): Promise<ContactWrite> {
	const audienceId = readAudience.call(this, itemIndex);
	const email = readEmail.call(this, itemIndex);
	const existing = String(
		this.getNodeParameter('options.existingContactStatus', itemIndex, 'keep'),
	);
	const whenNew = String(this.getNodeParameter('options.newContactStatus', itemIndex, 'audience'));
	return {
		audienceId,
		email,
		mergeFields: mergeFieldsToSend(mappedFields.call(this, itemIndex)),
		linkTag: String(this.getNodeParameter('linkMergeField', itemIndex, ''))
			.trim()
			.toUpperCase(),
		requiredTags: readTexts(
			String(this.getNodeParameter('options.requiredMergeFields', itemIndex, '')).split(','),
		).map((tag) => tag.toUpperCase()),
		tagsToAdd: tagsOf.call(this, 'tagsToAdd', itemIndex),
		tagsToRemove: tagsOf.call(this, 'tagsToRemove', itemIndex),
		statusIfNew: whenNew === 'audience' ? await statusOf(audienceId) : whenNew,
		status: existing === 'keep' ? undefined : existing,
		chosenStatuses: [existing, whenNew],
	};
}

function emailOf(this: IExecuteFunctions, itemIndex: number): string {
	return String(this.getNodeParameter('email', itemIndex, '') ?? '').trim();
}

/** The merge fields as the resource mapper has them: mapped by hand, or taken from the item. */
function mappedFields(this: IExecuteFunctions, itemIndex: number) {
	if (this.getNodeParameter('mergeFields.mappingMode', itemIndex) === 'autoMapInputData') {
		const schema = this.getNodeParameter('mergeFields.schema', itemIndex, []);
		const tags = Array.isArray(schema)
			? schema.filter(isRecord).map((field) => String(field.id))
			: [];
		return autoMapped(this.getInputData()[itemIndex].json, tags);
	}
	const values = this.getNodeParameter('mergeFields.value', itemIndex, {});
	return isRecord(values) ? values : {};
}

/** Each row is a tag; an expression may also give a list of tags in its place. */
function tagsOf(this: IExecuteFunctions, name: string, itemIndex: number): string[] {
	const rows = this.getNodeParameter(`${name}.tags`, itemIndex, []);
	return (Array.isArray(rows) ? rows : [])
		.filter(isRecord)
		.flatMap(({ tag }) => (isRecord(tag) ? readTexts(tag.value) : readTexts(tag)));
}
