import type { IDataObject } from 'n8n-workflow';
import { keyOf, ListTally, type TallyOptions } from '../../shared/listTally';
import { isRefusal } from './errors';

/** Pages that are read at the same time. Refersion publishes no limit of its REST API. */
const PARALLEL = 4;

/** How often a list that changes again and again is begun at most. */
const MOST_PASSES = 5;

/** A page of a list. */
export interface Page {
	rows: IDataObject[];
	/** Rows of the whole list as Refersion counts them; undefined when it does not say. */
	total?: number;
}

interface Progress {
	/** Called with how far a long read is, every so many rows. */
	every: number;
	tell(progress: string): void;
}

/** A list whose pages have numbers, as those of the REST API. */
export interface NumberedList extends TallyOptions {
	/** Whether pages may be read at the same time: where all of the list is wanted. */
	isParallel: boolean;
	read(page: number): Promise<Page>;
	progress: Progress;
}

/** A list that is read from a place on, as those of GraphQL. */
export interface OffsetList extends TallyOptions {
	/** The most rows that a page has. */
	pageSize: number;
	/** Whether the total is of this very list; it may count more rows where a list is filtered. */
	isTotalExact: boolean;
	read(offset: number, count: number): Promise<Page>;
	progress: Progress;
}

/** Reads a list from its beginning, and returns whether it came to its end without a gap. */
type Pass = (tally: ListTally, number: number) => AsyncGenerator<IDataObject[], boolean>;

/**
 * Reads a list whose pages have numbers, each row once, until as many have come as Refersion says. How many
 * rows a page has is what Refersion gives, not what was asked for. All of a list is read four pages at a
 * time once its first page has said how many there are; with a limit, page by page.
 *
 * A list that is short of some is read again from its beginning, page 0 first, in case Refersion counts pages
 * from there. That ends as soon as nothing is missing.
 *
 * @throws ProblemError `list_incomplete` when rows stay missing
 */
export function numberedPages(list: NumberedList): AsyncGenerator<IDataObject[], void> {
	return untilWhole(list, list.progress, async function* (tally, number) {
		if (number === 2 && (yield* pageZero(tally, list))) return true;
		let size = 0;
		let previous = '';
		for (let next = 1; ;) {
			const left = size === 0 ? 1 : Math.ceil((tally.total ?? 0) / size) - next + 1;
			const count = list.isParallel && number === 1 ? Math.max(1, Math.min(PARALLEL, left)) : 1;
			const numbers = Array.from({ length: count }, (_value, index) => next + index);
			const pages = await Promise.all(numbers.map(async (page) => await list.read(page)));
			// In the order of the pages: a total that falls from one to the next means that there may be a gap.
			for (const { rows, total } of pages) {
				const fresh = tally.add(rows, total);
				if (fresh.length > 0) yield fresh;
			}
			if (tally.isDone) return true;
			if (tally.isBroken) return false;
			for (const { rows } of pages) {
				const page = pageKey(rows);
				if (rows.length === 0 || page === previous) return tally.isTotalTooLow;
				previous = page;
			}
			size ||= pages[0].rows.length;
			next += count;
		}
	});
}

/** Page 0, where there is one; returns whether the list is whole with it. */
async function* pageZero(
	tally: ListTally,
	{ read }: NumberedList,
): AsyncGenerator<IDataObject[], boolean> {
	// There is none where pages are counted from 1.
	const page = await read(0).catch((error: unknown) => {
		if (isRefusal(error)) return undefined;
		throw error;
	});
	if (!page || page.rows.length === 0) return false;
	const fresh = tally.add(page.rows, page.total);
	if (fresh.length > 0) yield fresh;
	return tally.isDone;
}

/**
 * Reads a list from place to place, each row once, one page after the other: Refersion's GraphQL has a quota.
 * A page begins where the one before it ended, however many rows that had.
 *
 * The list is whole when as many rows have come as Refersion says. Where it does not say, or its total may
 * count more than this list, each page begins with the last row of the one before it: when that row is not
 * there, the list has moved and is read again from its beginning, and when nothing comes after it, it was
 * the last one.
 *
 * @throws ProblemError `list_incomplete` when rows stay missing
 */
export function offsetPages(list: OffsetList): AsyncGenerator<IDataObject[], void> {
	return untilWhole(list, list.progress, async function* (tally, number) {
		let place = 0;
		let last = '';
		let previous = '';
		let hasMoved = false;
		for (;;) {
			const isExact = list.isTotalExact && tally.total !== undefined && !tally.isTotalTooLow;
			const overlap = isExact || place === 0 ? 0 : 1;
			const count = Math.min(list.pageSize, tally.missing + overlap);
			const { rows, total } = await list.read(place - overlap, count);
			const fresh = tally.add(rows, total);
			if (fresh.length > 0) yield fresh;
			if (tally.isDone) return true;
			if (tally.isBroken) return false;
			const at = rows.findIndex((row) => keyOf(row) === last);
			const page = pageKey(rows);
			if (overlap === 1) {
				if (at === -1 && rows.length > 0) tally.restart();
				if (at === -1) return false;
				// A list of one row comes again as it was: nothing comes after its last row either.
				if (rows.length === 1) return !hasMoved;
				if (page === previous) return false;
				if (at > 0) {
					hasMoved = true;
					tally.changes += 1;
				}
			} else if (rows.length === 0) {
				// A filter may have let nothing through. What is said to have rows is asked once more.
				const mayBeEmpty = place === 0 && (tally.total === undefined || !list.isTotalExact);
				return mayBeEmpty && (tally.total === undefined || number > 1);
			} else if (page === previous) {
				return false;
			}
			previous = page;
			last = keyOf(rows[rows.length - 1]);
			place += rows.length - overlap;
		}
	});
}

/** Reads a list again while that may help. */
async function* untilWhole(
	options: TallyOptions,
	{ every, tell }: Progress,
	pass: Pass,
): AsyncGenerator<IDataObject[], void> {
	const tally = new ListTally(options);
	let told = 0;
	for (let number = 1; number <= MOST_PASSES; number++) {
		const before = tally.changes;
		tally.begin();
		const pages = pass(tally, number);
		let step = await pages.next();
		for (; !step.done; step = await pages.next()) {
			yield step.value;
			told += step.value.length;
			if (Math.floor(told / every) > Math.floor((told - step.value.length) / every)) {
				tell(tally.progress);
			}
		}
		if (step.value) return;
		if (number > 1 && tally.changes === before) break;
	}
	throw tally.incomplete();
}

/** The rows of a page by their keys, to find out that a page comes again. */
function pageKey(rows: IDataObject[]): string {
	return JSON.stringify(rows.map(keyOf));
}
