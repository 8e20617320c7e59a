import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import type { MailchimpClient } from './client';

/** The most rows Mailchimp gives at once (Mailchimp API, pagination); its default is 10. */
export const PAGE_SIZE = 1000;

/** A list of Mailchimp's API, and how much of it is of use. */
export interface PagedRead {
	path: string;
	/** Name of the list in the answer, e.g. "members". */
	rows: string;
	qs?: IDataObject;
	/** The most rows that are of use; Infinity for all. It makes a page no larger than needed. */
	limit: number;
}

/**
 * Reads a list page by page. The next page is asked for when it is needed, and none after the last one
 * that Mailchimp's `total_items` speaks of.
 *
 * @throws NodeApiError with Mailchimp's words when it refuses
 * @throws Error when an answer has no such list
 */
export async function* readPages(
	client: MailchimpClient,
	{ path, rows, qs, limit }: PagedRead,
): AsyncGenerator<IDataObject[]> {
	const count = Math.min(limit, PAGE_SIZE);
	for (let offset = 0; ;) {
		const body = await client.request({ method: 'GET', path, qs: { ...qs, count, offset } });
		const page = requiredRowsOf(body, rows);
		yield page;
		offset += page.length;
		if (page.length < count || offset >= Number(body.total_items ?? Infinity)) return;
	}
}

/** The objects of a list in an answer; none when it is not there. */
export function rowsOf(body: IDataObject, name: string): IDataObject[] {
	const list = body[name];
	return Array.isArray(list) ? list.filter(isRecord) : [];
}

/** A list that is missing must not look empty, and one that is short of some must not look complete. */
function requiredRowsOf(body: IDataObject, name: string): IDataObject[] {
	const list = body[name];
	const rows = rowsOf(body, name);
	if (Array.isArray(list) && rows.length === list.length) return rows;
	throw new Error(
		`Mailchimp sent an answer without "${name}". Run it again; if that happens every time, report it.`,
	);
}
