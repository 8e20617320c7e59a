import type { IDataObject } from 'n8n-workflow';
import { asApiError } from '../../shared/failures';
import type { RequestContext } from '../../shared/request';
import { affiliateFromList, type Affiliate } from '../affiliate';
import { requiredNumber, requiredRows } from './answers';
import { says } from './errors';
import { refersionRequest } from './rest';

/** The most that /affiliate/list gives in one page (Refersion REST v2). */
export const PAGE_SIZE = 100;

/** A long read says how far it is after this many pages. */
const PAGES_PER_REPORT = 10;

/** One page of affiliates. Their `id` is the code; they have neither a numeric id nor a link. */
export interface AffiliatePage {
	rows: IDataObject[];
	hasMore: boolean;
	/** Affiliates in the whole list, as Refersion counts them. */
	total: number;
}

/** What to look for with /affiliate/search. */
export interface AffiliateSearch {
	/** The exact id, or a part of the e-mail; not empty. */
	keyword: string;
	firstName?: string;
	lastName?: string;
}

/**
 * Lists all affiliates, a page at a time.
 *
 * @param page number of the page, counted from 1
 * @param pageSize rows of a page, at most 100; the same for all pages of one read
 */
export async function listAffiliates(
	this: RequestContext,
	page: number,
	pageSize = PAGE_SIZE,
): Promise<AffiliatePage> {
	const body = { limit: String(pageSize), page: String(page) };
	const answer = await refersionRequest.call(this, '/affiliate/list', body);
	return readPage.call(this, answer, page, pageSize);
}

/**
 * Finds affiliates by their exact id or by a part of their e-mail.
 *
 * @param search the keyword, or more
 * @param page number of the page, counted from 1
 * @returns an empty page when there is no hit
 */
export async function findAffiliates(
	this: RequestContext,
	search: string | AffiliateSearch,
	page: number,
): Promise<AffiliatePage> {
	const wanted: AffiliateSearch = typeof search === 'string' ? { keyword: search } : search;
	const body: IDataObject = { keyword: wanted.keyword, page: String(page) };
	if (wanted.firstName) body.first_name = wanted.firstName;
	if (wanted.lastName) body.last_name = wanted.lastName;
	try {
		const answer = await refersionRequest.call(this, '/affiliate/search', body);
		return readPage.call(this, answer, page);
	} catch (error) {
		// No hit is answered with 422 and this text instead of an empty list (Refersion REST v2).
		if (says(error, 'Could not find affiliates')) return { rows: [], hasMore: false, total: 0 };
		throw asApiError.call(this, error);
	}
}

/**
 * Reads affiliates page by page, each page when it is asked for, so that no more than one is held. An
 * affiliate that moves to another page while the list is read comes once only.
 *
 * @param readPageOf reads a page by its number: `listAffiliates` or `findAffiliates`
 */
export async function* affiliatePages(
	this: RequestContext,
	readPageOf: (page: number) => Promise<AffiliatePage>,
): AsyncGenerator<Affiliate[], void> {
	const seen = new Set<string>();
	for (let page = 1; ; page++) {
		const { rows, hasMore, total } = await readPageOf(page);
		const fresh = rows.filter((row) => !seen.has(String(row.id)));
		for (const row of fresh) seen.add(String(row.id));
		if (page % PAGES_PER_REPORT === 0) {
			this.logger.info(`Refersion: ${seen.size} of ${total} affiliates read`);
		}
		yield fresh.map(affiliateFromList);
		if (seen.size >= total) return;
		if (!hasMore) {
			// Some may have been deleted while the list was read.
			this.logger.warn(`Refersion: ${seen.size} of ${total} affiliates were in its list`);
			return;
		}
	}
}

/**
 * A page is the last one when it is empty or when all affiliates have been seen.
 *
 * @param pageSize rows of a full page; where it is not known, as with searches, this page's rows
 */
function readPage(
	this: RequestContext,
	body: IDataObject,
	page: number,
	pageSize?: number,
): AffiliatePage {
	const total = requiredNumber.call(this, body, 'total');
	const rows = total > 0 ? requiredRows.call(this, body, 'results') : [];
	const seen = page * (pageSize ?? rows.length);
	return { rows, hasMore: rows.length > 0 && seen < total, total };
}
