import type { IDataObject } from 'n8n-workflow';
import type { ChangesWords } from '../words/en/changes';
import { CONFIRMED, countsOf } from './counts';
import { gather, heldByItself, type Done, type Gathered, type Held } from './gather';
import { hasWaited, isDue, isWaiting, remember, type Told } from './memory';
import { textOf } from './text';

/** Most entries of a list in the item: a run's data stays in n8n's database. */
const MOST = 500;

/** From how many links on it is more likely that all have changed than that these have. */
const SEVERAL_LINKS = 2;

/** With these the run could do nothing for anybody. */
const NOTHING_DONE = ['not_compared', 'empty_list'];

/** With these somebody was not looked at to the end. */
const NOT_SEEN = [...NOTHING_DONE, 'brake', 'not_read'];

/** What a summary needs to know besides the items. */
export interface Circumstances {
	/** Whether everything is told, also what was told before. */
	all: boolean;
	words: ChangesWords;
	/** Of `dayOf`. */
	today: number;
	told: Told;
}

/** The summary, and what is to be remembered after a run that nobody started by hand. */
export interface Summary {
	item: IDataObject;
	told: Told;
}

/**
 * Sums up a run.
 *
 * @param items the output of Compare (Held, Totals), the errors of Refersion, and that of Sync (Done, Held)
 */
export function summarise(
	items: IDataObject[],
	{ all, today, told, words }: Circumstances,
): Summary {
	const gathered = withConfirmed(gather(items, words), told);
	const { held, done, isDryRun } = gathered;
	const counts = countsOf(gathered);
	const due = held.filter((each) => isDue(each, all ? new Map() : told, today));
	const isKnown = held.some(({ reason }) => reason === 'links_changed');
	if (counts.links_changed >= SEVERAL_LINKS && !isKnown)
		due.push(heldByItself('links_changed', words.linksChanged(counts.links_changed)));
	const tellNow = inOrder(due);
	const changes = done.filter(isChange);
	const failed = couldDoNothing(gathered);
	return {
		item: {
			text: textOf({ counts, told: tellNow, held, changes, failed, isDryRun }, words),
			tell: tellNow.length > 0,
			failed,
			dry_run: isDryRun,
			counts,
			told_count: tellNow.length,
			told: tellNow.slice(0, MOST),
			held_count: held.length,
			held: held.slice(0, MOST),
			changes_count: changes.length,
			changes: changes.slice(0, MOST),
		},
		told: remember(told, [...held, ...asked(gathered)], today, sawAll(gathered)),
	};
}

/** Gives those their reason who only got the tag now because they had to confirm first. */
function withConfirmed(gathered: Gathered, told: Told): Gathered {
	const done = gathered.done.map((each) => {
		const isNews = each.reason === 'tag_was_missing' && hasWaited(each, told);
		return isNews ? { ...each, reason: CONFIRMED } : each;
	});
	return { ...gathered, done };
}

/** Whose contact was written, and waits for them to confirm. */
function asked({ done, isDryRun }: Gathered): Done[] {
	return isDryRun ? [] : done.filter(isWaiting);
}

function isChange({ verdict, changes }: Done): boolean {
	if (verdict === 'check') return changes.length > 0;
	return !['right', 'nothing', 'later'].includes(verdict);
}

/** What concerns everybody first, then one of each kind, so that none is hidden behind many of another. */
function inOrder(held: Held[]): Held[] {
	const seen = new Set<string>();
	const rank = ({ key, email, reason }: Held) => {
		if (key === '' && email === '') return 0;
		if (seen.has(reason)) return 2;
		seen.add(reason);
		return 1;
	};
	const ranked = held.map((each) => ({ each, rank: rank(each) }));
	return ranked.sort((one, other) => one.rank - other.rank).map(({ each }) => each);
}

/**
 * Whether all that was to be done ended in the same way, undone. One who is held in each look at everybody is
 * no failure of the look.
 */
function couldDoNothing({ held, origins, done, totals }: Gathered): boolean {
	if (held.some(({ reason }) => NOTHING_DONE.includes(reason))) return true;
	if (done.length > 0) return false;
	const tried = held.filter((each, index) => origins[index] !== 'compared' && !isWaiting(each));
	const isSomebodyRight = totals.some(({ right }) => typeof right === 'number' && right > 0);
	if ((isSomebodyRight || held.some(isWaiting)) && tried.length < 2) return false;
	const reasons = new Set((tried.length > 0 ? tried : held).map(({ reason }) => reason));
	return reasons.size === 1;
}

/** Whether everybody was looked at to the end, so that who is not held now is well. */
function sawAll({ held, origins, totals }: Gathered): boolean {
	const isCut = held.some(({ reason }) => NOT_SEEN.includes(reason));
	const isWhole = totals.every(({ compared, left }) => compared === true && !(Number(left) > 0));
	return totals.length > 0 && isWhole && !isCut && !origins.includes('error');
}
