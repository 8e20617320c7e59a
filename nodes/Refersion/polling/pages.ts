import type { IDataObject } from 'n8n-workflow';
import type { Deadline } from './deadline';
import { smallerSlice, type Slices } from './slices';

/**
 * Reads a list and takes each page in as it comes.
 *
 * @throws OutOfTime, or why the list could not be read to its end; what came before is taken in by then
 */
export async function takePages(
	pages: AsyncGenerator<IDataObject[], void>,
	deadline: Deadline,
	take: (rows: IDataObject[]) => void,
): Promise<void> {
	for (;;) {
		const step = await deadline.within(pages.next());
		if (step.done) return;
		take(step.value);
	}
}

/**
 * Reads a slice of a list.
 *
 * @param read reads it; it is to hand over every page
 * @param putOff is told with which slice to begin the next time when this one is not read to its end
 * @returns all of its rows
 */
export async function readSlice(
	slice: Slices,
	read: (take: (rows: IDataObject[]) => void) => Promise<void>,
	putOff: (smaller: Slices) => void,
): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	let isWhole = false;
	try {
		await read((page) => rows.push(...page));
		isWhole = true;
	} finally {
		if (!isWhole && rows.length > 0) putOff(smallerSlice(slice, rows));
	}
	return rows;
}
