import type { IDataObject } from 'n8n-workflow';
import { summarise, type Summary } from '../../../nodes/CreatorProgram/changes/summary';
import type { Told } from '../../../nodes/CreatorProgram/changes/memory';
import { wordsOf, type Language } from '../../../nodes/CreatorProgram/words';

export const TODAY = 20_600;

export const anna = { email: 'anna@example.com', name: 'Anna Bell', key: 'a3y7' };
export const nobody = { email: '', name: '', key: '' };

/** A held item, as Compare gives it; with `dry_run`, as Sync does. */
export function held(reason: string, more: IDataObject = {}): IDataObject {
	const words = { what_happened: `It is ${reason}`, what_to_do: 'Look at it' };
	return { verdict: 'held', reason, ...words, ...anna, changes: [], ...more };
}

/** An item of Sync's output Done. */
export function done(verdict: string, more: IDataObject = {}): IDataObject {
	return { verdict, reason: '', mail: 'none', changes: [], dry_run: false, ...anna, ...more };
}

/** What Compare counted. */
export function totals(more: IDataObject = {}): IDataObject {
	return { totals: true, compared: true, people: 12, right: 9, left: 0, ...more };
}

export interface Look {
	all?: boolean;
	today?: number;
	told?: Told;
	language?: Language;
}

/** Sums up a run by schedule, unless it says otherwise. */
export function look(items: IDataObject[], run: Look = {}): Summary {
	const { all = false, today = TODAY, told = new Map<string, number>(), language = 'en' } = run;
	return summarise(items, { all, today, told, words: wordsOf(language).changes });
}

export function textOf(items: IDataObject[], run: Look = {}): unknown {
	return look(items, run).item.text;
}
