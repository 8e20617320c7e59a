import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import type { Affiliate } from '../affiliate';
import type { TopicEvent } from '../events/topics';
import { readReading, writeReading, type Reading } from './affiliateReading';
import { joined, split } from './texts';

/** What is remembered of an affiliate. */
export interface Known {
	status: string;
	/** Short hash of the details; only where changes of them are asked for. */
	mark?: string;
}

/** Affiliates by their code. */
export type KnownAffiliates = Map<string, Known>;

/** What is remembered between two polls. */
export interface AffiliatesState {
	/** Fingerprint of the account; see `accountOf`. */
	account: string;
	known: KnownAffiliates;
	/** Whether the list was read to its end once. Until then nobody is news: who is there is only recorded. */
	isRecorded: boolean;
	/** Where the reading of the list goes on; undefined when it begins anew. */
	reading?: Reading;
	/** Codes of affiliates with news who could not be read in full; the next time they are given out all the same. */
	postponed: Set<string>;
}

/** What an affiliate's row in the list has that was not known yet. */
export interface AffiliateNews {
	code: string;
	row: Affiliate;
	before?: Known;
	now: Known;
	/** Empty when there is something to remember and no event. */
	topics: TopicEvent[];
}

/** Characters of a mark: 36 bits, so that about one change in 70 thousand million goes unnoticed. */
const MARK_LENGTH = 6;

/**
 * The state before the first poll.
 *
 * @param emitExisting whether those who are there are news
 */
export function newAffiliates(account: string, emitExisting: boolean): AffiliatesState {
	return { account, known: new Map(), isRecorded: emitExisting, postponed: new Set() };
}

/**
 * Reads what an earlier poll remembered: for each status the codes in one text, which takes a tenth of
 * the space of an object per affiliate. Codes are letters and digits (Refersion REST v2), so that " "
 * and ":" are free for dividing.
 *
 * @param section what `writeAffiliates` returned
 * @returns undefined when nothing was remembered yet
 */
export function readAffiliates(section: unknown): AffiliatesState | undefined {
	if (!isRecord(section) || typeof section.account !== 'string') return undefined;
	const { account, known, unread, reading, postponed, isRecorded } = section;
	const seen = readKnown(known);
	const state: AffiliatesState = {
		account,
		known: new Map([...seen, ...readKnown(unread)]),
		isRecorded: isRecorded === true,
		postponed: new Set(split(postponed)),
	};
	if (isRecord(reading)) state.reading = readReading(reading, seen.keys());
	return state;
}

/**
 * The same affiliates always give the same texts, in whatever order they were read. While a list is being
 * read, those whom it has not shown yet stand apart: that remembers which ones they are at no cost.
 */
export function writeAffiliates(state: AffiliatesState): IDataObject {
	const { account, known, isRecorded, reading, postponed } = state;
	const section: IDataObject = { account, isRecorded };
	if (reading) {
		const entries = [...known];
		section.known = writeKnown(entries.filter(([code]) => reading.seen.has(code)));
		section.unread = writeKnown(entries.filter(([code]) => !reading.seen.has(code)));
		section.reading = writeReading(reading, known);
	} else {
		section.known = writeKnown([...known]);
	}
	if (postponed.size > 0) section.postponed = joined(postponed);
	return section;
}

function readKnown(section: unknown): KnownAffiliates {
	const known: KnownAffiliates = new Map();
	for (const [status, text] of Object.entries(isRecord(section) ? section : {})) {
		for (const entry of split(text)) {
			const [code, mark] = entry.split(':');
			known.set(code, mark ? { status, mark } : { status });
		}
	}
	return known;
}

function writeKnown(known: Array<[string, Known]>): IDataObject {
	const entries = new Map<string, string[]>();
	for (const [code, { status, mark }] of known) {
		const entry = mark ? `${code}:${mark}` : code;
		const sameStatus = entries.get(status);
		if (sameStatus) sameStatus.push(entry);
		else entries.set(status, [entry]);
	}
	const statuses = [...entries.keys()].sort();
	return Object.fromEntries(statuses.map((status) => [status, joined(entries.get(status) ?? [])]));
}

/**
 * Makes sure that the state is about the account whose list is being read. New keys may be new keys of the same
 * account: then at least half of the affiliates are known. Otherwise all is begun again, and who is there is
 * only recorded, whatever the user chose for the first run.
 *
 * @param account fingerprint of the credential's keys
 * @param rows the first rows of the list
 */
export function ofAccount(
	state: AffiliatesState,
	account: string,
	rows: Affiliate[],
): AffiliatesState {
	if (state.account === account) return state;
	const familiar = rows.filter(({ code }) => state.known.has(String(code))).length;
	const isSame = familiar > 0 && familiar * 2 >= rows.length;
	return isSame ? { ...state, account, reading: undefined } : newAffiliates(account, false);
}

/**
 * Compares rows of the list with what is known. An affiliate that is missing in the list is not news: the
 * list may have shifted while it was read, and forgetting the affiliate would make it new next time.
 *
 * @param known what earlier polls saw; empty to take every affiliate for new
 * @param withMarks whether changes of details are asked for
 */
export function compare(
	known: KnownAffiliates,
	rows: Affiliate[],
	withMarks: boolean,
): AffiliateNews[] {
	return rows.flatMap((row) => {
		if (!row.code) return [];
		const now: Known = { status: row.status };
		if (withMarks) now.mark = markOf(row);
		const before = known.get(row.code);
		const topics = topicsOf(before, now);
		const isNews = topics.length > 0 || before?.mark !== now.mark;
		return isNews ? [{ code: row.code, row, before, now, topics }] : [];
	});
}

function topicsOf(before: Known | undefined, now: Known): TopicEvent[] {
	if (!before) return ['newAffiliate'];
	const topics: TopicEvent[] = [];
	if (before.status !== now.status) topics.push('affiliateStatusChange');
	if (before.mark && now.mark && before.mark !== now.mark) topics.push('affiliateDetailsChange');
	return topics;
}

/** A short hash of the details that the list shows: name, e-mail, offer and custom fields. */
export function markOf(row: Affiliate): string {
	const { first_name, last_name, email, offer_id, custom_fields } = row;
	const details = JSON.stringify([first_name, last_name, email, offer_id, custom_fields]);
	return createHash('sha256').update(details).digest('base64url').slice(0, MARK_LENGTH);
}
