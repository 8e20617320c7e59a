import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import type { Affiliate } from '../affiliate';
import type { TopicEvent } from '../events/topics';

/** What is remembered of an affiliate. */
export interface Known {
	status: string;
	/** Short hash of the details; only where changes of them are asked for. */
	mark?: string;
}

/** Affiliates by their code. */
export type KnownAffiliates = Map<string, Known>;

/** What an affiliate's row in the list has that was not known yet. */
export interface AffiliateNews {
	code: string;
	row: Affiliate;
	before?: Known;
	now: Known;
	/** Empty when there is something to remember and nothing to tell. */
	topics: TopicEvent[];
}

/** Characters of a mark: 36 bits, so that about one change in 70 thousand million goes unnoticed. */
const MARK_LENGTH = 6;

/**
 * Reads what an earlier poll remembered: for each status the codes in one text, which takes a tenth of
 * the space of an object per affiliate. Codes are letters and digits (Refersion REST v2), so that " "
 * and ":" are free for dividing.
 *
 * @param section what `writeKnown` returned
 * @returns undefined when nothing was remembered yet
 */
export function readKnown(section: unknown): KnownAffiliates | undefined {
	if (!isRecord(section)) return undefined;
	const known: KnownAffiliates = new Map();
	for (const [status, joined] of Object.entries(section)) {
		for (const entry of String(joined).split(' ')) {
			const [code, mark] = entry.split(':');
			if (code) known.set(code, mark ? { status, mark } : { status });
		}
	}
	return known;
}

/** The same affiliates always give the same texts, in whatever order they were read. */
export function writeKnown(known: KnownAffiliates): IDataObject {
	const entries = new Map<string, string[]>();
	for (const [code, { status, mark }] of known) {
		const entry = mark ? `${code}:${mark}` : code;
		const sameStatus = entries.get(status);
		if (sameStatus) sameStatus.push(entry);
		else entries.set(status, [entry]);
	}
	const statuses = [...entries.keys()].sort();
	return Object.fromEntries(
		statuses.map((status) => [status, (entries.get(status) ?? []).sort().join(' ')]),
	);
}

/**
 * Compares the list with what was known. An affiliate that is missing in the list is not news: the
 * list may have shifted while it was read, and forgetting the affiliate would make it new next time.
 *
 * @param known what earlier polls saw; empty to take every affiliate for new
 * @param rows the list, read to its end
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
