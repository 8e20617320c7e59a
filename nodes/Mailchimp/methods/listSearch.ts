import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { readLocator } from '../../shared/parameters';
import { mailchimpClient } from '../transport/client';
import { PAGE_SIZE, rowsOf } from '../transport/pages';
import { audiencePath } from '../transport/paths';

/**
 * The audiences of the account.
 *
 * @param filter part of a name
 */
export async function searchAudiences(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const client = await mailchimpClient.call(this);
	const body = await client.request({
		method: 'GET',
		path: '/lists',
		qs: { count: PAGE_SIZE, fields: 'lists.id,lists.name,total_items' },
	});
	const rows = rowsOf(body, 'lists');
	return {
		results: rows
			.map((row) => ({ name: String(row.name), value: String(row.id) }))
			.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase())),
	};
}

/**
 * The tags of the chosen audience.
 *
 * @param filter beginning of a name
 */
export async function searchTags(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const audienceId = readLocator(this.getCurrentNodeParameter('audience'), 'id').value;
	if (!audienceId) return { results: [] };
	const client = await mailchimpClient.call(this);
	const body = await client.request({
		method: 'GET',
		path: `${audiencePath(audienceId)}/tag-search`,
		qs: filter ? { name: filter } : {},
	});
	const rows = rowsOf(body, 'tags');
	return { results: rows.map((row) => ({ name: String(row.name), value: String(row.name) })) };
}
