import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import { unixSeconds } from '../graphqlItems';
import { numberOf } from '../transport/answers';

/**
 * How far a list has been read that can be asked for by the time of creation. What could not be read in one go is
 * read in slices of time: their order within a slice is not known. Times are in seconds since 1970.
 */
export interface Slices {
	/** Where the next slice begins. */
	at: number;
	/** Where it ends; undefined as long as all of the rest is read in one go. */
	until?: number;
}

/** @returns undefined when it is none */
export function readSlices(section: unknown): Slices | undefined {
	if (!isRecord(section)) return undefined;
	const at = numberOf(section.at);
	return at === undefined ? undefined : { at, until: numberOf(section.until) };
}

export function writeSlices({ at, until }: Slices): IDataObject {
	return until === undefined ? { at } : { at, until };
}

/** What comes after a slice that was read to its end; undefined when nothing does. */
export function nextSlice({ until }: Slices): Slices | undefined {
	return until === undefined ? undefined : { at: until + 1 };
}

/**
 * The slice to begin with after one that was not read to its end: it holds half of what could be read, so that it can
 * be read to its end the next time.
 *
 * @param rows what was read of it
 */
export function smallerSlice(slice: Slices, rows: IDataObject[]): Slices {
	const times = rows
		.map(({ created }) => unixSeconds(created))
		.filter((time) => time !== undefined)
		.sort((one, other) => one - other);
	const middle = times.at(Math.floor(times.length / 2));
	if (middle === undefined) return slice;
	return { at: slice.at, until: Math.max(slice.at, Math.min(middle, slice.until ?? middle)) };
}
