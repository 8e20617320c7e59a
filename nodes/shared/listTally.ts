import type { IDataObject } from 'n8n-workflow';
import { ProblemError } from './problem';

export interface TallyOptions {
	/** What the list is of, for messages, e.g. "affiliates". */
	what: string;
	/** The most rows that are of use; Infinity for all. */
	limit: number;
	/** Keys of rows that need not come out again, as they came out of another list; those of this one are added. */
	seen?: Set<string>;
}

/**
 * Counts the rows of a list that is read page by page, and knows when it is whole: when as many different
 * rows have come as the service says there are, and none of them has left the list meanwhile. A total that
 * falls means that some left, so that those behind them moved forward, perhaps over the place that is read
 * next: then the list must be read again, and what has come before does not count any more.
 *
 * What a tally cannot see is a row that leaves between two pages in the same moment in which another one
 * joins: the total stays the same.
 */
export class ListTally {
	/** The rows that the list has, as the service counted them last; undefined until it says so. */
	total?: number;
	/** Rows that came out and things that changed: while this stays the same, reading again is of no use. */
	changes = 0;
	private readonly seen: Set<string>;
	/** Keys of rows that are in the list; the same set as `seen` as long as the two are equal. */
	private counted: Set<string>;
	private given = 0;
	private mustRestart = false;
	private isFirstPage = true;

	constructor(private readonly options: TallyOptions) {
		this.seen = options.seen ?? new Set();
		this.counted = this.seen.size === 0 ? this.seen : new Set();
	}

	/** To be called before the list is read from its beginning. */
	begin(): void {
		this.mustRestart = false;
		this.isFirstPage = true;
	}

	/**
	 * Counts a page.
	 *
	 * @param total the rows of the whole list as this page's answer has them
	 * @returns its rows that have not come out yet, no more than are of use
	 */
	add(rows: IDataObject[], total?: number): IDataObject[] {
		if (total !== undefined && total !== this.total) this.totalIs(total);
		this.isFirstPage = false;
		const fresh = rows.filter((row) => {
			const key = keyOf(row);
			const isNew = !this.seen.has(key) && this.given < this.options.limit;
			if (isNew) {
				this.seen.add(key);
				this.given += 1;
			}
			this.counted.add(key);
			return isNew;
		});
		this.changes += fresh.length;
		return fresh;
	}

	/** To be called when rows may have left, or changed places: the list must be read again. */
	restart(): void {
		this.mustRestart = true;
		this.counted = new Set();
		this.changes += 1;
	}

	/** Whether the list must be read from its beginning again. */
	get isBroken(): boolean {
		return this.mustRestart;
	}

	/** Whether there is nothing more to read: as many have come as there are, or as are of use. */
	get isDone(): boolean {
		if (this.missing === 0) return true;
		return !this.mustRestart && this.counted.size === this.total;
	}

	/** Whether the list has more rows than the service says; then the total is wrong. */
	get isTotalTooLow(): boolean {
		return this.total !== undefined && this.counted.size > this.total;
	}

	/** How many more rows are of use. */
	get missing(): number {
		return this.options.limit - this.given;
	}

	/** How far the reading is, e.g. "1000 of 10000 affiliates". */
	get progress(): string {
		const { total, counted, options } = this;
		const read = String(counted.size);
		return `${total === undefined ? read : `${read} of ${total}`} ${options.what}`;
	}

	/** The error for a list that ends before it is whole. */
	incomplete(): ProblemError {
		const read = this.counted.size;
		const found =
			this.total === undefined
				? `${read} were read, and how many there are is not said`
				: `${read} of ${this.total} were read`;
		return new ProblemError({
			code: 'list_incomplete',
			message: `The list of ${this.options.what} is incomplete: ${found}`,
			fix: 'It may have changed while it was read. Run it again, for a shorter time where there is a filter for that; if it happens every time, report it.',
		});
	}

	private totalIs(total: number): void {
		const isFall = this.total !== undefined && total < this.total;
		if (this.total !== undefined) this.changes += 1;
		this.total = total;
		if (!isFall) return;
		this.counted = new Set();
		// Where the list is read from its beginning, nothing was missed by it yet.
		if (!this.isFirstPage) this.mustRestart = true;
	}
}

/** What rows are told apart by: the `id`; rows without one by all that they hold. */
export function keyOf(row: IDataObject): string {
	const { id } = row;
	return typeof id === 'string' || typeof id === 'number' ? String(id) : JSON.stringify(row);
}
