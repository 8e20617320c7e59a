import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { findAffiliates, listAffiliates } from '../transport/affiliateLists';

/** Pages of the list that one look for a name reads at most; the editor asks for more if need be. */
const PAGES_PER_LOOK = 10;

/**
 * Affiliates for the resource locator: all of them page by page, or those whose e-mail or name
 * contains the filter. Refersion itself finds by ID and e-mail only, so names are looked for in the
 * list, after the hits by e-mail.
 *
 * @param filter what the user typed
 * @param paginationToken where to go on, as given with the page before
 */
export async function searchAffiliates(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const [source, number] = (paginationToken ?? 'first:1').split(':');
	const page = Number(number);
	const wanted = filter?.trim() ?? '';
	if (!wanted) {
		const { rows, hasMore } = await listAffiliates.call(this, page);
		return {
			results: rows.map(toChoice),
			paginationToken: hasMore ? `all:${page + 1}` : undefined,
		};
	}
	if (source === 'names') return await byName.call(this, wanted, page);
	const { rows, hasMore } = await findAffiliates.call(this, wanted, page);
	if (hasMore) return { results: rows.map(toChoice), paginationToken: `email:${page + 1}` };
	if (rows.length > 0 || !mayBeName(wanted)) {
		const paginationToken = mayBeName(wanted) ? 'names:1' : undefined;
		return { results: rows.map(toChoice), paginationToken };
	}
	return await byName.call(this, wanted, 1);
}

/** Addresses and IDs are no names: then the list need not be read. */
function mayBeName(wanted: string): boolean {
	return !wanted.includes('@') && !/^\d+$/.test(wanted);
}

/** Reads on in the list until a page has somebody of that name. */
async function byName(
	this: ILoadOptionsFunctions,
	wanted: string,
	firstPage: number,
): Promise<INodeListSearchResult> {
	const part = wanted.toLowerCase();
	const isHit = (row: IDataObject) =>
		nameOf(row).toLowerCase().includes(part) &&
		// Those were given out as hits by e-mail already.
		!String(row.email ?? '')
			.toLowerCase()
			.includes(part);
	for (let page = firstPage; ; page++) {
		const { rows, hasMore } = await listAffiliates.call(this, page);
		const hits = rows.filter(isHit);
		if (hits.length === 0 && hasMore && page - firstPage + 1 < PAGES_PER_LOOK) continue;
		const paginationToken = hasMore ? `names:${page + 1}` : undefined;
		return { results: hits.map(toChoice), paginationToken };
	}
}

function toChoice(row: IDataObject) {
	const label = `${nameOf(row)} <${String(row.email ?? '')}> (${String(row.status ?? '')})`;
	return { name: label.trim(), value: String(row.id) };
}

function nameOf(row: IDataObject): string {
	return [row.first_name, row.last_name].filter(Boolean).join(' ');
}
