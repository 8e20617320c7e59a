import type { IDataObject } from 'n8n-workflow';
import { readMergeField, type MergeField } from '../mergeFields';
import type { MergeFieldList } from '../mergeFields/setup';
import type { MailchimpClient } from './client';
import { PAGE_SIZE, rowsOf } from './pages';
import { audiencePath } from './paths';

/** Path of the merge fields of an audience. */
export function mergeFieldsPath(audienceId: string): string {
	return `${audiencePath(audienceId)}/merge-fields`;
}

/**
 * All merge fields of an audience. One request does: plans allow 30 to 80, a page holds 1,000.
 *
 * @throws NodeApiError 404 when there is no such audience
 */
export async function readMergeFields(
	client: MailchimpClient,
	audienceId: string,
): Promise<MergeFieldList> {
	const body = await client.request({
		method: 'GET',
		path: mergeFieldsPath(audienceId),
		qs: { count: PAGE_SIZE },
	});
	const rows = rowsOf(body, 'merge_fields');
	const { merge_field_limit: limit, total_items: total } = body;
	return {
		byTag: new Map(rows.map((row) => [String(row.tag).toUpperCase(), row])),
		limit: typeof limit === 'number' ? limit : undefined,
		total: typeof total === 'number' ? total : rows.length,
	};
}

/** The merge fields of an audience by merge tag, as the codec takes them. */
export async function mergeFieldsByTag(
	client: MailchimpClient,
	audienceId: string,
): Promise<Map<string, MergeField>> {
	const { byTag } = await readMergeFields(client, audienceId);
	return new Map([...byTag].map(([tag, row]) => [tag, readMergeField(row)]));
}

/**
 * Creates a merge field.
 *
 * @returns Mailchimp's merge field object
 * @throws NodeApiError 400 when the tag exists, also when it was made by a try whose answer got lost
 */
export async function createMergeField(
	client: MailchimpClient,
	audienceId: string,
	body: IDataObject,
): Promise<IDataObject> {
	return await client.request({ method: 'POST', path: mergeFieldsPath(audienceId), body });
}

/** A merge field object as the data of an item. */
export function mergeFieldItem(field: IDataObject, audienceId: string): IDataObject {
	return {
		tag: field.tag,
		name: field.name,
		type: field.type,
		merge_id: field.merge_id,
		required: field.required,
		public: field.public,
		default_value: field.default_value,
		help_text: field.help_text,
		options: field.options,
		display_order: field.display_order,
		audience_id: audienceId,
	};
}
