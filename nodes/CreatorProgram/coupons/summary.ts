import type { IDataObject } from 'n8n-workflow';
import { readErrorJson } from '../../shared/errorJson';
import { isRecord } from '../../shared/record';
import { plain } from '../changes/plain';
import type { Words } from '../words/en';

/** Most entries of a list in the item: a run's data stays in n8n's database. */
const MOST = 500;

/** How many lines of what needs a look the text has. */
const LINES = 5;

/** Reasons of Compare, by the list in which a row stands. */
const LISTS: Record<string, string> = {
	missing: 'missing',
	code_too_long: 'missing',
	code_not_valid: 'missing',
	disabled: 'not_usable',
	invalid: 'not_usable',
	expired: 'not_usable',
	not_started: 'not_usable',
	used_up: 'not_usable',
	not_usable: 'not_usable',
	still_usable: 'still_usable',
	replaced_still_usable: 'still_usable',
	unknown_affiliate: 'still_usable',
	unclaimed: 'still_usable',
};

/** A row of the report. A type, so that it is an item's data as it is. */
export type Row = {
	name: string;
	email: string;
	key: string;
	code: string;
	reason: string;
	what_happened: string;
	what_to_do: string;
};

/** What a run did about coupons, sorted. */
interface Gathered {
	totals: IDataObject;
	rows: Record<'missing' | 'not_usable' | 'still_usable' | 'other', Row[]>;
	made: IDataObject[];
	takenBack: IDataObject[];
}

/**
 * Sums up a run: what Compare said, and what became of the codes that were made and taken back.
 *
 * @param items of Compare's outputs Held and Totals, and of both outputs of Promotion Code: Create and Delete
 */
export function summariseCoupons(items: IDataObject[], words: Words): IDataObject {
	const { totals, rows, made, takenBack } = gather(items, words);
	const needsLook = [...rows.other, ...rows.missing, ...rows.not_usable, ...rows.still_usable];
	const cut = (list: Row[]): Row[] => list.slice(0, MOST);
	const counts = {
		right: countOf(totals.right),
		created: made.length,
		taken_back: takenBack.length,
		missing: rows.missing.length,
		not_usable: rows.not_usable.length,
		still_usable: rows.still_usable.length,
		without_code: countOf(totals.without_code),
		without_contact: countOf(totals.without_contact),
		would_make: listOf(totals.would_make).length,
		would_take_back: listOf(totals.would_take_back).length,
	};
	const isDryRun = totals.dry_run === true;
	return {
		measure: 'coupons',
		text: textOf(counts, needsLook, { isDryRun, words }),
		tell: needsLook.length > 0,
		dry_run: isDryRun,
		counts,
		made: made.slice(0, MOST).map(({ code }) => plain(code)),
		taken_back: takenBack.slice(0, MOST).map(({ code }) => plain(code)),
		would_make: listOf(totals.would_make)
			.slice(0, MOST)
			.map(({ code }) => plain(code)),
		would_take_back: listOf(totals.would_take_back)
			.slice(0, MOST)
			.map(({ code }) => plain(code)),
		held: cut(rows.other),
		missing: cut(rows.missing),
		not_usable: cut(rows.not_usable),
		still_usable: cut(rows.still_usable),
		right: counts.right,
		differences: cut(needsLook),
		differences_count: needsLook.length,
	};
}

/** Whether the data of an item is what Compare, or the making or deleting of a code, gave. */
export function isPartOfRun({ verdict, totals, created, deleted, error }: IDataObject): boolean {
	const isResult = typeof created === 'boolean' || typeof deleted === 'boolean';
	return totals === true || verdict === 'held' || isResult || isSet(error);
}

function gather(items: IDataObject[], words: Words): Gathered {
	const gathered: Gathered = {
		totals: {},
		rows: { missing: [], not_usable: [], still_usable: [], other: [] },
		made: [],
		takenBack: [],
	};
	const { rows } = gathered;
	for (const item of items) {
		// First, because an item of n8n's error output has the fields of the decision that failed as well.
		if (isSet(item.error))
			rows[item.verdict === 'make' ? 'missing' : 'other'].push(failedRow(item));
		else if (item.totals === true) gathered.totals = item;
		else if (item.verdict === 'held') {
			const list = LISTS[plain(item.reason)];
			rows[
				list === 'missing' || list === 'not_usable' || list === 'still_usable' ? list : 'other'
			].push(rowOf(item));
		} else if (typeof item.created === 'boolean') addMade(gathered, item, words);
		else if (typeof item.deleted === 'boolean') {
			if (item.deleted) gathered.takenBack.push(item);
		}
	}
	return gathered;
}

/** A code that was made and cannot be used needs a look: its promotion is switched off, or over. */
function addMade({ made, rows }: Gathered, item: IDataObject, { coupons }: Words): void {
	if (item.created === true) made.push(item);
	const state = plain(item.state);
	if (state === 'usable' || state === '') return;
	rows.not_usable.push({
		...rowOf(item),
		reason: state,
		what_happened: coupons.madeNotUsable(
			coupons.at(plain(item.promotion_name, 80)),
			state.replace('_', ' '),
		),
		what_to_do: coupons.lookAtPromotion,
	});
}

function rowOf(item: IDataObject): Row {
	return {
		name: plain(item.name),
		email: plain(item.email),
		key: plain(item.key),
		code: plain(item.code),
		reason: plain(item.reason),
		what_happened: plain(item.what_happened),
		what_to_do: plain(item.what_to_do),
	};
}

function failedRow(item: IDataObject): Row {
	const told = readErrorJson(item);
	return {
		...rowOf(item),
		reason: plain(told.reason) || 'error',
		what_happened: plain(told.message),
		what_to_do: plain(told.description),
	};
}

type Numbers = Record<
	| 'right'
	| 'created'
	| 'taken_back'
	| 'missing'
	| 'not_usable'
	| 'still_usable'
	| 'without_code'
	| 'would_make'
	| 'would_take_back',
	number
>;

function textOf(
	counts: Numbers,
	needsLook: Row[],
	{ isDryRun, words }: { isDryRun: boolean; words: Words },
): string {
	const { summary } = words.coupons;
	const parts = [
		summary.right(counts.right),
		summary.made(isDryRun ? counts.would_make : counts.created, isDryRun),
		summary.takenBack(isDryRun ? counts.would_take_back : counts.taken_back, isDryRun),
		summary.missing(counts.missing),
		summary.notUsable(counts.not_usable),
		summary.stillUsable(counts.still_usable),
		summary.withoutCode(counts.without_code),
	];
	const lines = needsLook.slice(0, LINES).map(lineOf);
	const more = needsLook.length - lines.length;
	return [
		[isDryRun ? summary.dryRun : '', summary.head(parts.join(', '))].filter(Boolean).join(' '),
		...lines,
		...(more > 0 ? [words.common.andMore(more)] : []),
	].join('\n');
}

function lineOf({ name, email, code, what_happened: what, what_to_do: fix }: Row): string {
	const who = [code, name || email].filter(Boolean).join(', ');
	return `• ${who ? `${who}: ` : ''}${what}. ${fix}`.trim();
}

function listOf(value: unknown): IDataObject[] {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}

function countOf(value: unknown): number {
	return typeof value === 'number' && value > 0 ? value : 0;
}

function isSet(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}
