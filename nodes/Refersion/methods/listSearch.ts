import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { ProblemError } from '../../shared/problem';
import { findAffiliates, listAffiliates, PAGE_SIZE } from '../transport/affiliateLists';
import type { Page } from '../transport/pages';

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
	const wanted = filter?.trim() ?? '';
	const place = readPlace(paginationToken);
	if (!wanted) {
		const { rows, next } = await readAt(
			{ ...place, source: 'all' },
			async (page) => await listAffiliates.call(this, page),
		);
		return { results: rows.map(toChoice), paginationToken: next && tokenOf(next) };
	}
	if (place.source === 'names') return await byName.call(this, wanted, place);
	const { rows, next } = await readAt(
		{ ...place, source: 'email' },
		async (page) => await findAffiliates.call(this, wanted, page),
	);
	if (next) return { results: rows.map(toChoice), paginationToken: tokenOf(next) };
	if (rows.length > 0 || !mayBeName(wanted)) {
		const paginationToken = mayBeName(wanted) ? 'names:1' : undefined;
		return { results: rows.map(toChoice), paginationToken };
	}
	return await byName.call(this, wanted, { source: 'names', page: 1 });
}

/** Where the editor goes on: in which list, on which page, and how many rows the pages have. */
interface Place {
	source: string;
	/** Counted from 1. */
	page: number;
	/** Rows of a page as Refersion gave them; what was asked for when they were as many. */
	size?: number;
}

/** @param token e.g. "all:2", or "all:2:50" where pages are smaller than asked for */
function readPlace(token = 'first:1'): Place {
	const [source, page, size] = token.split(':');
	return { source, page: Number(page), size: size === undefined ? undefined : Number(size) };
}

function tokenOf({ source, page, size }: Place): string {
	return size === undefined ? `${source}:${page}` : `${source}:${page}:${size}`;
}

/**
 * Reads one page, and tells where the next one is. The editor shows pages as somebody scrolls, so that rows
 * that move meanwhile are not looked for; a list that ends before its total is an error all the same.
 */
async function readAt(
	{ source, page, size: known }: Place,
	read: (page: number) => Promise<Page>,
): Promise<{ rows: IDataObject[]; next?: Place }> {
	const { rows, total = 0 } = await read(page);
	const size = known ?? (page === 1 ? rows.length : PAGE_SIZE);
	const shown = (page - 1) * size;
	if (rows.length === 0 && shown < total) {
		throw new ProblemError({
			code: 'list_incomplete',
			message: `The list of affiliates is incomplete: ${shown} of ${total} were read`,
			fix: 'Open the list again. If that does not help, choose the affiliate by ID, code or email.',
		});
	}
	if (shown + rows.length >= total) return { rows };
	return { rows, next: { source, page: page + 1, size: size === PAGE_SIZE ? undefined : size } };
}

/** Addresses and IDs are no names: then the list need not be read. */
function mayBeName(wanted: string): boolean {
	return !wanted.includes('@') && !/^\d+$/.test(wanted);
}

/** Reads on in the list until a page has somebody of that name. */
async function byName(
	this: ILoadOptionsFunctions,
	wanted: string,
	first: Place,
): Promise<INodeListSearchResult> {
	const part = wanted.toLowerCase();
	const isHit = (row: IDataObject) =>
		nameOf(row).toLowerCase().includes(part) &&
		// Those were given out as hits by e-mail already.
		!String(row.email ?? '')
			.toLowerCase()
			.includes(part);
	const read = async (page: number) => await listAffiliates.call(this, page);
	for (let place = first; ;) {
		const { rows, next } = await readAt(place, read);
		const hits = rows.filter(isHit);
		const isEnough = hits.length > 0 || place.page - first.page + 1 >= PAGES_PER_LOOK;
		if (isEnough || !next) {
			return { results: hits.map(toChoice), paginationToken: next && tokenOf(next) };
		}
		place = next;
	}
}

function toChoice(row: IDataObject) {
	const label = `${nameOf(row)} <${String(row.email ?? '')}> (${String(row.status ?? '')})`;
	return { name: label.trim(), value: String(row.id) };
}

function nameOf(row: IDataObject): string {
	return [row.first_name, row.last_name].filter(Boolean).join(' ');
}
