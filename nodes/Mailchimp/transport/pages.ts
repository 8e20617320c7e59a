import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { isConnectionFailure, isNotSent, isUnavailable } from '../../shared/failures';
import { ProblemError } from '../../shared/problem';
import { isRecord } from '../../shared/record';
import { LONG_TIMEOUT_MS, type MailchimpClient } from './client';
import { expecting } from './errors';

/** The most rows Mailchimp gives at once (Mailchimp API, pagination); its default is 10. */
export const PAGE_SIZE = 1000;

/** A page that Mailchimp cannot answer is halved, but not below this: 1,000, 500, 250, 125. */
const SMALLEST_PAGE = 100;

/**
 * How often a page may fail before a smaller one is asked for. Pages of 1,000 contacts were seen to end in
 * 504 every time, and Mailchimp's support advised smaller ones (VingtCinq/python-mailchimp, pull request 208).
 */
const FAULTS_BEFORE_HALVING = 2;

/** How many pages may bring a read no further; a total that falls on and on is wrong. */
const MOST_STANDSTILLS = 50;

/** A list of Mailchimp's API, and how much of it is of use. */
export interface PagedRead {
	path: string;
	/** Name of the list in the answer, e.g. "members". */
	rows: string;
	qs?: IDataObject;
	/** The most rows that are of use; Infinity for all. It makes a page no larger than needed. */
	limit: number;
	/**
	 * The property by which rows are told apart; `id`, if there is one, when nothing is said. One that is named
	 * here is asked for even if it is not among the `fields` of the query, and left out of the rows then.
	 */
	key?: string;
}

/**
 * Reads a list page by page. The next page is asked for when it is needed. The list ends where Mailchimp's
 * `total_items` says, or with an empty page when it says nothing: a page may be shorter than asked for.
 *
 * Rows may join or leave a list, or change places, while it is read. Each row comes once, by its key, and a
 * list that turns out to be short of some is read once more from its beginning, for those that are missing.
 * What cannot be seen is a row that leaves between two pages in the same moment in which another one joins.
 *
 * @throws NodeApiError with Mailchimp's words when it refuses
 * @throws ProblemError `list_incomplete` when rows stay missing
 * @throws Error when an answer has no such list
 */
export async function* readPages(
	client: MailchimpClient,
	read: PagedRead,
): AsyncGenerator<IDataObject[]> {
	const list = new ListReader(client, read);
	yield* list.pages();
	if (list.isComplete()) return;
	yield* list.pages();
	if (!list.isComplete()) throw list.incomplete();
}

interface Page {
	rows: IDataObject[];
	/** Rows of the whole list as Mailchimp counts them. */
	total?: number;
}

/** Reads one list, and knows what has come of it. */
class ListReader {
	/** Keys of the rows that have come. */
	private readonly seen = new Set<unknown>();
	/** Rows that have come. */
	private count = 0;
	private total?: number;
	private size: number;
	private readonly key: string;
	private readonly qs: IDataObject;
	/** Whether the key is not among the fields that were asked for. */
	private readonly isKeyAdded: boolean;

	constructor(
		private readonly client: MailchimpClient,
		private readonly list: PagedRead,
	) {
		const { rows, qs = {}, limit, key } = list;
		this.size = Math.min(limit, PAGE_SIZE);
		this.key = key ?? 'id';
		const fields = typeof qs.fields === 'string' ? qs.fields.split(',') : undefined;
		const keyField = `${rows}.${this.key}`;
		this.isKeyAdded = key !== undefined && fields !== undefined && !fields.includes(keyField);
		this.qs = this.isKeyAdded ? { ...qs, fields: [...(fields ?? []), keyField].join(',') } : qs;
	}

	isComplete(): boolean {
		return this.count >= Math.min(this.total ?? 0, this.list.limit);
	}

	incomplete(): ProblemError {
		return new ProblemError({
			code: 'list_incomplete',
			message: `The list of ${this.list.rows.replace('_', ' ')} is incomplete: ${this.count} of ${this.total} were read`,
			fix: 'It may have changed while it was read. Run it again; if that happens every time, report it.',
		});
	}

	/** The list from its beginning; only rows that have not come yet. */
	async *pages(): AsyncGenerator<IDataObject[]> {
		/** All rows before this place have come. */
		let place = 0;
		/** How much earlier a page begins: when rows leave the list, those behind them move forward. */
		let overlap = 0;
		let standstills = 0;
		let isAskedAgain = false;
		let known: number | undefined;
		for (;;) {
			const start = place - overlap;
			const { rows, total } = await this.readPage(start);
			this.total = total;
			const added = this.addedOf(rows);
			if (added.length > 0) yield added;
			if (this.count >= this.list.limit) return;
			if (total === undefined) {
				if (added.length === 0) return;
				place = start + rows.length;
				continue;
			}
			const fall = Math.max(0, (known ?? total) - total);
			// Rows that cannot be told apart would come twice where pages overlap.
			if (fall > 0 && this.count > this.seen.size) throw this.incomplete();
			known = total;
			const placeBefore = place;
			place = Math.max(0, place - fall);
			if (start <= place) place = Math.max(place, start + rows.length);
			overlap = Math.min(Math.max(overlap, fall), Math.floor(rows.length / 2), place);
			// Rows beyond the total mean that it is wrong: then the list ends when nothing new comes.
			if (place === total || (place > total && added.length === 0)) return;
			if (place > placeBefore) continue;
			if (++standstills > MOST_STANDSTILLS || (fall === 0 && isAskedAgain)) throw this.incomplete();
			isAskedAgain = fall === 0;
		}
	}

	/** The rows of a page that have not come yet, which have come now. */
	private addedOf(rows: IDataObject[]): IDataObject[] {
		const added = rows.filter(({ [this.key]: id }) => {
			// Contacts without an address may have none.
			if (id === undefined || id === null) return true;
			const isNew = !this.seen.has(id);
			this.seen.add(id);
			return isNew;
		});
		this.count += added.length;
		if (!this.isKeyAdded) return added;
		const isWanted = ([name]: [string, unknown]) => name !== this.key;
		return added.map((row) => Object.fromEntries(Object.entries(row).filter(isWanted)));
	}

	/** Reads a page, in the size that Mailchimp turns out to manage; it is kept for the pages after it. */
	private async readPage(offset: number): Promise<Page> {
		const { path, rows } = this.list;
		for (;;) {
			const half = Math.floor(this.size / 2);
			const mayHalve = half >= SMALLEST_PAGE;
			const request = this.client.request({
				method: 'GET',
				path,
				qs: { ...this.qs, count: this.size, offset },
				timeoutMs: LONG_TIMEOUT_MS,
				...(mayHalve && { mostFaults: FAULTS_BEFORE_HALVING }),
			});
			const answer = await expecting(request, (error) => mayHalve && isTooMuch(error));
			if ('error' in answer) {
				this.size = half;
				continue;
			}
			const { total_items: total } = answer.value;
			return {
				rows: requiredRowsOf(answer.value, rows),
				total: typeof total === 'number' ? total : undefined,
			};
		}
	}
}

/** Whether a page may have been too large: Mailchimp got the request and did not manage to answer it. */
function isTooMuch(error: NodeApiError): boolean {
	if (isConnectionFailure(error)) return !isNotSent(error);
	return isUnavailable(Number(error.httpCode));
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
