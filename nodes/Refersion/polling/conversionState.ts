import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import type { RefersionEvent } from '../events/events';
import { unixSeconds } from '../graphqlItems';
import { isFresh, newRecent, readRecent, writeRecent, type RecentState } from './recentState';
import { readSlices, writeSlices, type Slices } from './slices';
import { joinedNumbers, splitNumbers } from './texts';

const DAY_S = 86_400;

/** Statuses out of which a conversion can still be approved or denied (Refersion REST v2, status_change). */
const UNDECIDED = ['PENDING', 'UNQUALIFIED'];

/**
 * How long an unqualified conversion is waited for, in seconds: the longest after which Refersion approves by
 * itself (help centre 2687623). Pending ones are waited for as long as they are pending.
 */
export const UNQUALIFIED_S = 120 * DAY_S;

/** Undecided conversions that were created within so many seconds of each other are looked for in one read. */
const LOOKUP_GAP_S = DAY_S;

/** After so many readings in which a conversion has no status at all it is taken for deleted. */
const MOST_ABSENCES = 3;

/** The conversions that are neither approved nor denied. */
export interface Undecided {
	/** id → when it was created, in seconds since 1970. */
	created: Map<string, number>;
	/** Ids of those that could not be found any more → in how many readings. */
	absent: Map<string, number>;
	/** Where the reading goes on; undefined when it begins anew. */
	reading?: Slices;
}

/** What is remembered of conversions between two polls. */
export interface ConversionsState {
	/** Fingerprint of the account; see `accountOf`. */
	account: string;
	recent: RecentState;
	/** Only where approvals or denials are asked for. */
	undecided?: Undecided;
}

/** A conversion and the events it counts as, the most telling first. */
export interface ConversionNews {
	row: IDataObject;
	events: RefersionEvent[];
}

/** The state before the first poll; `now` in seconds since 1970. */
export function newConversions(
	account: string,
	now: number,
	emitExisting: boolean,
): ConversionsState {
	return { account, recent: newRecent(now, emitExisting) };
}

/** @returns undefined when nothing was remembered yet */
export function readConversions(section: unknown): ConversionsState | undefined {
	if (!isRecord(section) || typeof section.account !== 'string') return undefined;
	const recent = readRecent(section.recent);
	if (!recent) return undefined;
	const { account, undecided } = section;
	if (!isRecord(undecided)) return { account, recent };
	const { created, absent, reading } = undecided;
	return {
		account,
		recent,
		undecided: {
			created: splitNumbers(created),
			absent: splitNumbers(absent),
			reading: readSlices(reading),
		},
	};
}

/** The same state always gives the same texts. */
export function writeConversions({ account, recent, undecided }: ConversionsState): IDataObject {
	const section: IDataObject = { account, recent: writeRecent(recent) };
	if (!undecided) return section;
	const { created, absent, reading } = undecided;
	section.undecided = {
		created: joinedNumbers(created),
		...(absent.size > 0 && { absent: joinedNumbers(absent) }),
		...(reading && { reading: writeSlices(reading) }),
	};
	return section;
}

/** Remembers who is undecided from now on, or no longer. */
export function watchDecisions(state: ConversionsState, isWanted: boolean): void {
	if (!isWanted) state.undecided = undefined;
	else state.undecided ??= { created: new Map(), absent: new Map() };
}

/**
 * Takes conversions in.
 *
 * @param rows as GraphQL gives them, with their `status`
 * @returns those that are news
 */
export function foldConversions(state: ConversionsState, rows: IDataObject[]): ConversionNews[] {
	const { recent, undecided } = state;
	return rows.flatMap((row) => {
		const id = String(row.id);
		const isNew = isFresh(recent, row) && recent.isRecorded;
		const wasUndecided = undecided?.created.has(id) === true;
		undecided?.absent.delete(id);
		if (UNDECIDED.includes(String(row.status))) {
			undecided?.created.set(id, unixSeconds(row.created) ?? recent.newest);
		} else {
			undecided?.created.delete(id);
		}
		const decision = isNew || wasUndecided ? decisionOf(row) : [];
		const events: RefersionEvent[] = isNew ? [...decision, 'newConversion'] : decision;
		return events.length > 0 ? [{ row, events }] : [];
	});
}

function decisionOf({ status }: IDataObject): RefersionEvent[] {
	if (status === 'APPROVED') return ['conversionApproved'];
	return status === 'DENIED' ? ['conversionDenied'] : [];
}

/** A span of time, both ends included, in seconds since 1970. */
export interface Span {
	from: number;
	to: number;
}

/**
 * The undecided conversions that a slice of the list did not show any more.
 *
 * @param rows all undecided ones of the slice
 */
export function missingIn({ created }: Undecided, slice: Slices, rows: IDataObject[]): string[] {
	const shown = new Set(rows.map(({ id }) => String(id)));
	const { at, until = Infinity } = slice;
	return [...created].flatMap(([id, time]) =>
		time >= at && time <= until && !shown.has(id) ? [id] : [],
	);
}

/** When these conversions were created: that is where the decided ones among them are found. */
export function spansOf({ created }: Undecided, ids: string[]): Span[] {
	const spans: Span[] = [];
	const times = ids.flatMap((id) => created.get(id) ?? []).sort((one, other) => one - other);
	for (const time of times) {
		const last = spans.at(-1);
		if (last && time - last.to <= LOOKUP_GAP_S) last.to = time;
		else spans.push({ from: time, to: time });
	}
	return spans;
}

/** Counts those that were not found in any status, and forgets who has been missing for long. */
export function countAbsent({ created, absent }: Undecided, ids: string[]): void {
	for (const id of ids) {
		if (!created.has(id)) continue;
		const times = (absent.get(id) ?? 0) + 1;
		if (times < MOST_ABSENCES) absent.set(id, times);
		else {
			absent.delete(id);
			created.delete(id);
		}
	}
}

/**
 * Whether conversions that are remembered are among those that were read: then a new token is a new token of the
 * same account.
 */
export function knowsSome({ recent, undecided }: ConversionsState, rows: IDataObject[]): boolean {
	return rows.some(({ id }) => recent.seen.has(String(id)) || undecided?.created.has(String(id)));
}
