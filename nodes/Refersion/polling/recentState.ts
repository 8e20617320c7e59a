import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import { unixSeconds } from '../graphqlItems';
import { numberOf } from '../transport/answers';
import { readSlices, writeSlices, type Slices } from './slices';
import { joinedNumbers, splitNumbers } from './texts';

const DAY_S = 86_400;

/**
 * How far back entries are read again: GraphQL may show one late, and n8n's clock may differ from Refersion's. In
 * seconds.
 */
export const OVERLAP_S = DAY_S;

/** How old what is there may be for being given out by the first poll, where that is asked for. */
export const EXISTING_S = 30 * DAY_S;

/**
 * What is remembered of entries that are news when they are created. The window moves with the entries that were
 * seen, not with the clock, so that a poll without news changes nothing. Times are in seconds since 1970.
 */
export interface RecentState {
	/** When the newest entry was created, or when reading began; the window reaches `OVERLAP_S` further back. */
	newest: number;
	/** The newest entry of the reading that is under way. */
	latest: number;
	/** Entries inside the window: id → when it was created. */
	seen: Map<string, number>;
	/** Whether the window was read to its end once. Until then nothing is news. */
	isRecorded: boolean;
	/** Where the reading goes on; undefined when it begins anew. */
	reading?: Slices;
}

/** The state before the first poll; `now` in seconds since 1970. */
export function newRecent(now: number, emitExisting: boolean): RecentState {
	const newest = emitExisting ? now - EXISTING_S + OVERLAP_S : now;
	return { newest, latest: newest, seen: new Map(), isRecorded: emitExisting };
}

/** @returns undefined when nothing was remembered yet */
export function readRecent(section: unknown): RecentState | undefined {
	if (!isRecord(section)) return undefined;
	const newest = numberOf(section.newest);
	if (newest === undefined) return undefined;
	return {
		newest,
		latest: numberOf(section.latest) ?? newest,
		seen: splitNumbers(section.seen),
		isRecorded: section.isRecorded === true,
		reading: readSlices(section.reading),
	};
}

/** The same state always gives the same texts. */
export function writeRecent(state: RecentState): IDataObject {
	const { newest, latest, seen, isRecorded, reading } = state;
	return {
		newest,
		seen: joinedNumbers(seen),
		isRecorded,
		...(latest !== newest && { latest }),
		...(reading && { reading: writeSlices(reading) }),
	};
}

/** The slice to read now. */
export function recentSlice({ newest, reading }: RecentState): Slices {
	return reading ?? { at: newest - OVERLAP_S };
}

/** Takes an entry in, and tells whether it was not seen before. What is older than the window is no news. */
export function isFresh(state: RecentState, { id, created }: IDataObject): boolean {
	const time = unixSeconds(created) ?? state.newest;
	if (time < state.newest - OVERLAP_S || state.seen.has(String(id))) return false;
	state.seen.set(String(id), time);
	return true;
}

/**
 * Takes in that a slice was read to its end.
 *
 * @param rows all of the slice
 * @param next the slice after it; undefined when there is none, so that the window moves on
 * @param now seconds since 1970: an entry with a time to come must not move the window there
 */
export function endSlice(
	state: RecentState,
	rows: IDataObject[],
	next: Slices | undefined,
	now: number,
): void {
	for (const { created } of rows) state.latest = Math.max(state.latest, unixSeconds(created) ?? 0);
	state.reading = next;
	if (next) return;
	state.latest = Math.max(state.newest, Math.min(state.latest, now));
	state.newest = state.latest;
	state.isRecorded = true;
	for (const [id, time] of state.seen) {
		if (time < state.newest - OVERLAP_S) state.seen.delete(id);
	}
}

/** How many of the remembered entries are looked for to recognise an account. */
const RECOGNISED_BY = 3;

/** When the newest of the remembered entries were created: there an account is recognised by what it holds. */
export function rememberedTimes(...remembered: Array<Map<string, number> | undefined>): number[] {
	const times = remembered.flatMap((each) => [...(each?.values() ?? [])]);
	return [...new Set(times)].sort((one, other) => other - one).slice(0, RECOGNISED_BY);
}
