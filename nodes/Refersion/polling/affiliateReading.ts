import type { IDataObject } from 'n8n-workflow';
import { keyOf } from '../../shared/listTally';
import { ProblemError } from '../../shared/problem';
import { numberOf } from '../transport/answers';
import type { Page } from '../transport/pages';
import { joined, split } from './texts';

/** Pages that are read at the same time. Refersion publishes no limit. */
const PARALLEL = 4;

/** How often a list that is short of some, or that changes, is read in a row. */
const MOST_PASSES = 5;

/** How far the list of affiliates has been read; it may take more than one poll. */
export interface Reading {
	/** Number of the page with which it goes on. */
	next: number;
	/** Rows of a page, as Refersion gives them; 0 before the first page. */
	size: number;
	/** Affiliates in the list, as Refersion counted them last. */
	total?: number;
	/** Codes that the list has shown. */
	seen: Set<string>;
	/** Whether some left the list meanwhile, so that others may have moved over the place that was read next. */
	hasGap: boolean;
	/** Whether this pass has shown somebody that was not seen before. */
	hasGrown: boolean;
	/** How often the list has been begun. */
	pass: number;
	/** The page before, within one poll: to find out that a page comes again. */
	previous?: string;
}

/** Before the first page. */
export function beginReading(): Reading {
	return { next: 1, size: 0, seen: new Set(), hasGap: false, hasGrown: false, pass: 1 };
}

/**
 * @param section what `writeReading` returned
 * @param known codes of the known affiliates that were seen
 */
export function readReading(section: IDataObject, known: Iterable<string>): Reading {
	const { next, size, total, hasGap, hasGrown, pass, unknown } = section;
	return {
		next: numberOf(next) ?? 1,
		size: numberOf(size) ?? 0,
		total: numberOf(total),
		seen: new Set([...known, ...split(unknown)]),
		hasGap: hasGap === true,
		hasGrown: hasGrown === true,
		pass: numberOf(pass) ?? 1,
	};
}

/** @param known affiliates that stand in the state anyway */
export function writeReading(reading: Reading, known: ReadonlyMap<string, unknown>): IDataObject {
	const { next, size, total, seen, hasGap, hasGrown, pass } = reading;
	const unknown = [...seen].filter((code) => !known.has(code));
	return { next, size, total, hasGap, hasGrown, pass, unknown: joined(unknown) };
}

/** The numbers of the pages to read next: four at a time as long as so many are left. */
export function nextPages({ next, size, total }: Reading): number[] {
	const left = size === 0 ? 1 : Math.ceil((total ?? 0) / size) - next + 1;
	const count = next === 0 ? 1 : Math.max(1, Math.min(PARALLEL, left));
	return Array.from({ length: count }, (_value, index) => next + index);
}

/**
 * Counts pages, in their order.
 *
 * @param before how far the reading was; its set of codes grows
 * @param pages the pages that `nextPages` names
 * @returns how the reading goes on; undefined when the list is whole
 * @throws ProblemError `list_incomplete` when reading it again brings nobody more
 */
export function countPages(before: Reading, pages: Page[]): Reading | undefined {
	const reading = { ...before };
	let isEnd = false;
	for (const { rows, total } of pages) {
		countTotal(reading, total);
		const page = rows.map(keyOf);
		for (const key of page) {
			if (!reading.seen.has(key)) reading.hasGrown = true;
			reading.seen.add(key);
		}
		reading.size ||= rows.length;
		// Page 0 may be the first page once more.
		if (before.next === 0) continue;
		isEnd ||= page.length === 0 || joined(page) === reading.previous;
		reading.previous = joined(page);
	}
	reading.next += pages.length;
	if (reading.seen.size === reading.total && !reading.hasGap) return undefined;
	return isEnd ? readAgain(reading) : reading;
}

/** Goes on behind page 0 where Refersion has none. */
export function withoutPageZero(reading: Reading): Reading {
	return { ...reading, next: 1 };
}

/** A total that falls means that some left: what was counted does not count any more, or others were missed. */
function countTotal(reading: Reading, total = reading.total): void {
	const isFall = total !== undefined && reading.total !== undefined && total < reading.total;
	if (isFall && reading.size === 0) reading.seen = new Set();
	else if (isFall) reading.hasGap = true;
	reading.total = total;
}

/**
 * Begins the list again, with page 0 the second time, in case Refersion counts pages from there. When some
 * have left, nothing that was counted before counts.
 */
function readAgain(reading: Reading): Reading {
	const { seen, total, hasGap, hasGrown, pass } = reading;
	if (pass >= MOST_PASSES || (pass > 1 && !hasGrown && !hasGap)) throw incomplete(seen, total);
	return {
		...beginReading(),
		next: pass === 1 ? 0 : 1,
		total,
		seen: hasGap ? new Set() : seen,
		pass: pass + 1,
	};
}

function incomplete(seen: Set<string>, total: number | undefined): ProblemError {
	return new ProblemError({
		code: 'list_incomplete',
		message: `The list of affiliates is incomplete: ${seen.size} of ${total ?? 'an unknown number'} were read`,
		fix: 'It may have changed while it was read: the next poll reads it again. When this happens while you activate, activate again; if it happens every time, report it.',
	});
}
