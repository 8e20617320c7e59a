import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { findAffiliates, listAffiliates } from '../transport/affiliateLists';

/**
 * Affiliates for the resource locator: all of them page by page, or those whose e-mail contains the
 * filter.
 *
 * @param filter what the user typed
 * @param paginationToken number of the page to read, as given with the page before
 */
export async function searchAffiliates(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const page = Number(paginationToken ?? 1);
	const { rows, hasMore } = filter
		? await findAffiliates.call(this, filter, page)
		: await listAffiliates.call(this, page);
	return {
		results: rows.map((row) => ({ name: labelOf(row), value: String(row.id) })),
		paginationToken: hasMore ? String(page + 1) : undefined,
	};
}

function labelOf(row: IDataObject): string {
	const name = [row.first_name, row.last_name].filter(Boolean).join(' ');
	return `${name} <${String(row.email ?? '')}> (${String(row.status ?? '')})`.trim();
}
