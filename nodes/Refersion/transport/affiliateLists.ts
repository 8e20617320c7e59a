import type { IDataObject } from 'n8n-workflow';
import { asApiError } from '../../shared/failures';
import type { RequestContext } from '../../shared/request';
import { affiliateFromList, type Affiliate } from '../affiliate';
import { requiredNumber, requiredRows } from './answers';
import { says } from './errors';
import { numberedPages, type Page } from './pages';
import { refersionRequest } from './rest';

/** The most that /affiliate/list gives in one page (Refersion REST v2). */
export const PAGE_SIZE = 100;

/** Rows between two lines of progress in n8n's log. */
const PROGRESS_EVERY = 1_000;

/** What to look for with /affiliate/search. */
export interface AffiliateSearch {
	/** The exact id, or a part of the e-mail; not empty. */
	keyword: string;
	firstName?: string;
	lastName?: string;
}

/**
 * Lists all affiliates, a page at a time. Their `id` is the code; they have neither a numeric id nor a link.
 *
 * @param page number of the page, counted from 1
 * @param pageSize rows of a page, at most 100; the same for all pages of one read
 */
export async function listAffiliates(
	this: RequestContext,
	page: number,
	pageSize = PAGE_SIZE,
): Promise<Page> {
	const body = { limit: String(pageSize), page: String(page) };
	const answer = await refersionRequest.call(this, '/affiliate/list', body, 'repeatable');
	return readPage.call(this, answer);
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
): Promise<Page> {
	const wanted: AffiliateSearch = typeof search === 'string' ? { keyword: search } : search;
	const body: IDataObject = { keyword: wanted.keyword, page: String(page) };
	if (wanted.firstName) body.first_name = wanted.firstName;
	if (wanted.lastName) body.last_name = wanted.lastName;
	try {
		const answer = await refersionRequest.call(this, '/affiliate/search', body, 'repeatable');
		return readPage.call(this, answer);
	} catch (error) {
		// No hit is answered with 422 and this text instead of an empty list (Refersion REST v2).
		// On a later page it says nothing about the pages before.
		if (says(error, 'Could not find affiliates'))
			return { rows: [], total: page === 1 ? 0 : undefined };
		throw asApiError.call(this, error);
	}
}

/** How much of a list of affiliates is read. */
export interface AffiliateRead {
	/** The most that are of use. */
	limit?: number;
	/** Whether pages may be read at the same time: where all affiliates are wanted. */
	isParallel?: boolean;
}

/**
 * Reads affiliates page by page, each page when it is asked for, or four at the same time, so that no more
 * than these are held. Each comes once: all of them, or it is an error; see `numberedPages`.
 *
 * @param read reads a page by its number: `listAffiliates` or `findAffiliates`
 * @throws ProblemError `list_incomplete` when the list ends before it is whole
 */
export async function* affiliatePages(
	this: RequestContext,
	read: (page: number) => Promise<Page>,
	{ limit = Infinity, isParallel = false }: AffiliateRead = {},
): AsyncGenerator<Affiliate[], void> {
	const progress = {
		every: PROGRESS_EVERY,
		tell: (text: string) => this.logger.info(`Refersion: ${text} read`),
	};
	const pages = numberedPages({ what: 'affiliates', limit, isParallel, read, progress });
	for await (const rows of pages) yield rows.map(affiliateFromList);
}

function readPage(this: RequestContext, body: IDataObject): Page {
	const total = requiredNumber.call(this, body, 'total');
	return { rows: total > 0 ? requiredRows.call(this, body, 'results') : [], total };
}
