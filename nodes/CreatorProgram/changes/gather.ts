import type { IDataObject } from 'n8n-workflow';
import { readErrorJson } from '../../shared/errorJson';
import { isRecord } from '../../shared/record';
import type { ChangesWords } from '../words/en/changes';
import { plain } from './plain';

/** Whom something is about; all of it '' when it is about nobody in particular. */
export type About = { email: string; name: string; key: string };

/** What was not done, and why. A type, as are the others here, so that it is an item's data as it is. */
export type Held = About & {
	verdict: 'held';
	/** A code, such as "no_link". */
	reason: string;
	what_happened: string;
	what_to_do: string;
	/** What it is about, where somebody may be held of the same reason for several things; told anew when it changes. */
	about?: string;
};

/** What was done for a person, or would be. */
export type Done = About & {
	verdict: string;
	reason: string;
	mail: string;
	changes: Change[];
};

/** One difference between what was and what is. */
export type Change = IDataObject & { what: string; name: string };

/** Where a held one comes from: told by Compare, tried by Sync, or an error of a node. */
export type Origin = 'compared' | 'tried' | 'error';

/** Everything that a run gave, sorted. */
export interface Gathered {
	held: Held[];
	/** Where each of `held` comes from, in the same order. */
	origins: Origin[];
	done: Done[];
	/** The items of Compare with the numbers of a look at everybody: one, or none in a live run. */
	totals: IDataObject[];
	isDryRun: boolean;
}

/** What Sync gives for those who are not held. */
const DONE = ['add', 'correct', 'move', 'merge', 'offboard', 'check', 'right', 'nothing', 'later'];

/**
 * Sorts what Compare, Refersion and Sync gave. An item of none of them is held as `not_understood`, so that
 * a wire in the wrong place is seen; an empty one is nothing.
 */
export function gather(items: IDataObject[], words: ChangesWords): Gathered {
	const gathered: Gathered = { held: [], origins: [], done: [], totals: [], isDryRun: false };
	const hold = (held: Held, origin: Origin) => {
		gathered.held.push(held);
		gathered.origins.push(origin);
	};
	for (const item of items) {
		const { verdict, error, dry_run: dryRun } = item;
		if (dryRun === true) gathered.isDryRun = true;
		// First, because an item of n8n's error output has the fields of the decision that failed as well.
		if (isError(error)) hold(heldByError(item, words), 'error');
		else if (item.totals === true) gathered.totals.push(item);
		else if (verdict === 'held') {
			hold(heldFrom(item, words), typeof dryRun === 'boolean' ? 'tried' : 'compared');
		} else if (typeof verdict === 'string' && DONE.includes(verdict)) {
			gathered.done.push(doneFrom(item, verdict));
		} else if (Object.keys(item).length > 0) hold(notUnderstood(words), 'compared');
	}
	return gathered;
}

/** Whether the data of an item is what one of them gave. */
export function isPartOfRun({ verdict, totals, error }: IDataObject): boolean {
	return totals === true || typeof verdict === 'string' || isError(error);
}

/** Something that is held and about nobody in particular. */
export function heldByItself(reason: string, [what_happened, what_to_do]: [string, string]): Held {
	return { verdict: 'held', reason, what_happened, what_to_do, email: '', name: '', key: '' };
}

function notUnderstood(words: ChangesWords): Held {
	return heldByItself('not_understood', words.notUnderstood);
}

function heldFrom(item: IDataObject, words: ChangesWords): Held {
	const about = plain(item.about);
	return {
		verdict: 'held',
		reason: plain(item.reason) || 'held',
		what_happened: plain(item.what_happened) || words.wasHeld,
		what_to_do: plain(item.what_to_do),
		...(about && { about }),
		...aboutOf(item),
	};
}

function heldByError(item: IDataObject, words: ChangesWords): Held {
	const told = readErrorJson(item);
	return {
		verdict: 'held',
		reason: plain(told.reason) || 'error',
		what_happened: plain(told.message) || words.noReason,
		what_to_do: plain(told.description) || words.look,
		...aboutOf(item),
	};
}

function isError(error: unknown): boolean {
	return error !== undefined && error !== null && error !== '' && error !== false;
}

function doneFrom(item: IDataObject, verdict: string): Done {
	const { changes } = item;
	return {
		verdict,
		reason: plain(item.reason),
		mail: item.mail === 'welcome' ? 'welcome' : 'none',
		changes: (Array.isArray(changes) ? changes : []).filter(isRecord).map(changeFrom),
		...aboutOf(item),
	};
}

function changeFrom(change: IDataObject): Change {
	return { ...change, what: plain(change.what), name: plain(change.name) };
}

/** Of a decision, or of an affiliate where that is all there is. */
function aboutOf(item: IDataObject): About {
	const { name, first_name: first, last_name: last, key, code, email } = item;
	return {
		email: plain(email),
		name: plain(name) || `${plain(first)} ${plain(last)}`.trim(),
		key: plain(key) || plain(code),
	};
}
