import type { IDataObject } from 'n8n-workflow';
import type { MailchimpClient } from './client';
import { readPages, rowsOf } from './pages';
import { audiencePath } from './paths';

/**
 * Reads the tags of an audience. The search for tags has no paging (Mailchimp API, tag search). Should it
 * ever give fewer than it counts, the tags are read as what they are as well: static segments.
 *
 * @param prefix beginning of the names, in any case; '' for all tags
 * @returns pages of objects with `id` and `name`
 */
export async function* listTags(
	client: MailchimpClient,
	audienceId: string,
	prefix: string,
): AsyncGenerator<IDataObject[]> {
	const found = await client.request({
		method: 'GET',
		path: `${audiencePath(audienceId)}/tag-search`,
		qs: prefix ? { name: prefix } : {},
	});
	const tags = rowsOf(found, 'tags');
	if (tags.length >= Number(found.total_items ?? 0)) {
		yield tags;
		return;
	}
	const pages = readPages(client, {
		path: `${audiencePath(audienceId)}/segments`,
		rows: 'segments',
		qs: { type: 'static', fields: 'segments.id,segments.name,total_items' },
		limit: Infinity,
	});
	for await (const page of pages) {
		yield page.filter(({ name }) => String(name).toLowerCase().startsWith(prefix.toLowerCase()));
	}
}
