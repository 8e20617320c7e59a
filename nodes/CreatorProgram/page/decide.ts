import type { PageSettings } from '../settings/creatorPage';
import type { AnswerKey } from './answers';
import type { Entry } from './entry';
import type { Stand, Statement } from './stand';

/** A day as text, in the forms in which Mailchimp takes and gives dates; the first is the one to write. */
export type Day = [string, ...string[]];

/** When a form came. */
export interface Moment {
	/** In the workflow's time zone. */
	today: Day;
	/** Seconds since anything of the contact changed; not a number when that is not known. */
	sinceChange: number;
}

/** What is to be done about a form. */
export type Plan =
	| { next: 'look' | 'word'; statement: Statement }
	| { next: 'answer'; answer: AnswerKey; seconds?: number };

/**
 * Decides what becomes of a form, by what the contact shows.
 *
 * - A check is bounded: so many seconds after another change of the contact, and so many a day.
 * - A word is bounded only where it repeats one.
 *
 * The statement of a check has the status as it is, because nothing is said before the page was seen; that of a word is
 * what will be stored.
 */
export function decide(
	entry: Entry,
	stand: Stand,
	{ today, sinceChange }: Moment,
	settings: PageSettings,
): Plan {
	if (entry.asks === 'state') return { next: 'answer', answer: 'state' };
	const isToday = today.includes(stand.date);
	const checks = (isToday ? stand.checks : 0) + 1;
	const [date] = today;
	const wait = secondsToWait(stand, sinceChange, settings);
	if (entry.asks === 'word') {
		if (stand.status === 'self_reported' && wait > 0) return later(wait);
		// An address that was left out leaves the one that is there.
		const page = entry.page || stand.page;
		return { next: 'word', statement: { page, status: 'self_reported', date, checks } };
	}
	if (stand.link === '') return { next: 'answer', answer: 'no_link' };
	if (checks > settings.checksADay) return { next: 'answer', answer: 'tomorrow' };
	if (wait > 0) return later(wait);
	const { page, status } = stand;
	return { next: 'look', statement: { page, status, date, checks } };
}

const later = (seconds: number): Plan => ({ next: 'answer', answer: 'later', seconds });

/** Whoever never sent a form does not wait for changes that others made. */
function secondsToWait(
	{ date }: Stand,
	sinceChange: number,
	{ secondsBetweenChecks }: PageSettings,
): number {
	if (date === '' || Number.isNaN(sinceChange)) return 0;
	return Math.max(0, Math.min(Math.ceil(secondsBetweenChecks - sinceChange), secondsBetweenChecks));
}
