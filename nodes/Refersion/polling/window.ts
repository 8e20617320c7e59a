import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import { unixSeconds } from '../graphqlItems';

/**
 * How far a time window has been read. Times are in seconds since 1970. It moves with the entries
 * that were seen, not with the clock, so that a poll without news changes nothing.
 */
export interface WindowState {
	/** When the newest entry was created, or when reading began. */
	newest: number;
	/** The window reaches this far back before `newest`, in seconds. */
	reach: number;
	/** Ids of the entries inside the window. */
	seen: Set<string>;
}

/**
 * Reads what an earlier poll remembered.
 *
 * @returns undefined when nothing was remembered yet
 */
export function readWindowState(section: unknown): WindowState | undefined {
	if (!isRecord(section)) return undefined;
	const { newest, reach, seen } = section;
	if (typeof newest !== 'number' || typeof reach !== 'number') return undefined;
	return {
		newest,
		reach,
		seen: new Set(
			String(seen ?? '')
				.split(' ')
				.filter(Boolean),
		),
	};
}

/** The same state always gives the same texts. */
export function writeWindowState({ newest, reach, seen }: WindowState): IDataObject {
	return { newest, reach, seen: [...seen].sort().join(' ') };
}

/** The state before the first poll; `now` in seconds since 1970. */
export function newWindow(now: number, reach: number): WindowState {
	return { newest: now, reach, seen: new Set() };
}

/** From when on entries are to be read: new ones, and once more those of the overlap. */
export function readFrom({ newest }: WindowState, reach: number): number {
	return newest - reach;
}

/**
 * Tells the entries that were not seen yet, and moves the window. Entries that came into view only
 * because the window was made longer are no news.
 *
 * @param state the window as it was
 * @param reach its length from now on, in seconds
 * @param rows all entries created since `readFrom`, with `id` and `created`
 */
export function advance(
	state: WindowState,
	reach: number,
	rows: IDataObject[],
): { fresh: IDataObject[]; next: WindowState } {
	const timeOf = (row: IDataObject) => unixSeconds(row.created) ?? state.newest;
	const newest = rows.reduce((latest, row) => Math.max(latest, timeOf(row)), state.newest);
	const watchedFrom = state.newest - state.reach;
	const fresh = rows.filter((row) => !state.seen.has(String(row.id)) && timeOf(row) >= watchedFrom);
	const inside = rows.filter((row) => timeOf(row) >= newest - reach);
	return { fresh, next: { newest, reach, seen: new Set(inside.map((row) => String(row.id))) } };
}
