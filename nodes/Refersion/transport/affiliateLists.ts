import { NodeApiError, type IDataObject } from 'n8n-workflow';
import { asApiError, isRecord, type RequestContext } from '../../shared/http';
import { refersionRequest } from './rest';

/** The most that /affiliate/list gives in one page (Refersion REST v2). */
const PAGE_SIZE = 100;

/** One page of affiliates. Their `id` is the code; they have neither a numeric id nor a link. */
export interface AffiliatePage {
	rows: IDataObject[];
	hasMore: boolean;
}

/**
 * Lists all affiliates, a page at a time.
 *
 * @param page number of the page, counted from 1
 */
export async function listAffiliates(this: RequestContext, page: number): Promise<AffiliatePage> {
	const body = { limit: String(PAGE_SIZE), page: String(page) };
	return readPage(await refersionRequest.call(this, '/affiliate/list', body), page, PAGE_SIZE);
}

/**
 * Finds affiliates by their exact id or by a part of their e-mail.
 *
 * @param keyword what to look for, not empty
 * @param page number of the page, counted from 1
 */
export async function findAffiliates(
	this: RequestContext,
	keyword: string,
	page: number,
): Promise<AffiliatePage> {
	try {
		const body = { keyword, page: String(page) };
		return readPage(await refersionRequest.call(this, '/affiliate/search', body), page);
	} catch (error) {
		// No hit is answered with 422 and this text instead of an empty list (Refersion REST v2).
		if (error instanceof NodeApiError && error.message.includes('Could not find affiliates')) {
			return { rows: [], hasMore: false };
		}
		throw asApiError.call(this, error);
	}
}

/**
 * A page is the last one when it is empty or when all affiliates have been seen.
 *
 * @param pageSize rows of a full page; where it is not known, as with searches, this page's rows
 */
function readPage(body: IDataObject, page: number, pageSize?: number): AffiliatePage {
	const rows = Array.isArray(body.results) ? body.results.filter(isRecord) : [];
	const seen = page * (pageSize ?? rows.length);
	return { rows, hasMore: rows.length > 0 && seen < Number(body.total) };
}
