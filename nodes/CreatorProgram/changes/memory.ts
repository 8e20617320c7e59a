import { createHash } from 'node:crypto';
import { isRecord } from '../../shared/record';
import type { About, Held } from './gather';

/** What was told, or waits: a mark for who, why and about what → the day on which it was told last. */
export type Told = Map<string, number>;

/** What a mark is made of. */
type Marked = About & Pick<Held, 'reason' | 'about'> & Partial<Pick<Held, 'what_happened'>>;

/** Told in every run: they are about the whole programme, and nothing goes on by itself. */
const EVERY_TIME = ['brake', 'not_compared', 'empty_list', 'links_changed'];

/** The reason of a contact that has not confirmed yet: it goes on by itself, and so it is never told. */
const WAITING = 'waiting';

/** After how many days something that is still held is told again. */
const DAYS = 7;

/** The memory stands in n8n's database with the workflow, and goes with each run: it has to stay small. */
const MOST = 20_000;

/** The day of a time: whole days (UTC) since 1970. */
export function dayOf(time: Date): number {
	return Math.floor(time.getTime() / 86_400_000);
}

/** Reads what was remembered. What is not understood is forgotten: then it is told once more. */
export function readTold(stored: unknown): Told {
	if (!isRecord(stored) || Array.isArray(stored)) return new Map();
	return new Map(
		Object.entries(stored).flatMap(([mark, day]) =>
			typeof day === 'number' && Number.isInteger(day) ? [[mark, day] as const] : [],
		),
	);
}

/** Whether something that is held is told in this run. */
export function isDue(held: Marked, told: Told, today: number): boolean {
	if (isWaiting(held)) return false;
	if (EVERY_TIME.includes(held.reason)) return true;
	const day = told.get(markOf(held));
	// A day that is yet to come is a mistake, of a clock or of whoever wrote it.
	return day === undefined || day > today || today - day >= DAYS;
}

/** Whether something goes on by itself as soon as the person has confirmed the subscription. */
export function isWaiting({ reason }: { reason: string }): boolean {
	return reason === WAITING;
}

/** Whether somebody had not confirmed yet when that was remembered. */
export function hasWaited(about: About, told: Told): boolean {
	return told.has(markOf({ ...about, reason: WAITING }));
}

/**
 * What is remembered after a run. The oldest goes first when it becomes too much.
 *
 * @param told what was remembered before
 * @param held everything that is held now, and who has been asked to confirm
 * @param sawAll whether the run looked at everybody: then what is not held any more is forgotten, and told
 *   again when it comes back
 */
export function remember(told: Told, held: Marked[], today: number, sawAll: boolean): Told {
	const next: Told = sawAll ? new Map() : new Map(told);
	for (const each of held) {
		if (EVERY_TIME.includes(each.reason)) continue;
		const mark = markOf(each);
		next.set(mark, isDue(each, told, today) ? today : (told.get(mark) ?? today));
	}
	if (next.size <= MOST) return next;
	return new Map([...next].sort(([, one], [, other]) => other - one).slice(0, MOST));
}

/** Whether two memories say the same, so that nothing has to be stored. */
export function isSame(one: Told, other: Told): boolean {
	return one.size === other.size && [...one].every(([mark, day]) => other.get(mark) === day);
}

/** Stands for who is held, why, and about what; 8 characters, because there may be thousands. */
function markOf({ key, email, reason, about, what_happened: what }: Marked): string {
	// Of what is about nobody in particular, the words say which one it is.
	const who = key || email.toLowerCase() || what || '';
	return createHash('sha256')
		.update([reason, who, ...(about ? [about] : [])].join('\n'))
		.digest('base64url')
		.slice(0, 8);
}
