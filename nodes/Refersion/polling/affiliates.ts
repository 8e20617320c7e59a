import { NodeApiError, type IDataObject, type IPollFunctions } from 'n8n-workflow';
import { mapInOrder } from '../../shared/concurrency';
import { asApiError } from '../../shared/failures';
import { counted } from '../../shared/texts';
import { affiliateFromList, type Affiliate } from '../affiliate';
import { ALL_EVENTS, affiliateEvents, chosenEvent } from '../events/events';
import { getAffiliate } from '../transport/affiliate';
import { listAffiliates } from '../transport/affiliateLists';
import { isRefusal, says } from '../transport/errors';
import type { Page } from '../transport/pages';
import { accountOf } from './account';
import {
	beginReading,
	countPages,
	nextPages,
	withoutPageZero,
	type Reading,
} from './affiliateReading';
import {
	compare,
	newAffiliates,
	ofAccount,
	readAffiliates,
	writeAffiliates,
	type AffiliateNews,
	type AffiliatesState,
	type Known,
} from './affiliateState';
import { OutOfTime, TooSlow, type Deadline } from './deadline';
import type { PollSettings, SourcePoll } from './source';

/** Affiliates that are read in full at the same time. Refersion publishes no limit. */
const CONCURRENCY = 4;

/** The most that one affiliate may take, in milliseconds: a single one must not use up every poll. */
const READ_MS = 15_000;

/** What a poll is about, and what it has come to so far. */
interface Run {
	state: AffiliatesState;
	settings: PollSettings;
	deadline: Deadline;
	items: IDataObject[];
	/** How many affiliates were read in full. */
	read: number;
	/** What kept affiliates from being read in full. */
	failures: unknown[];
}

/**
 * Looks for news about affiliates by reading the list and comparing it with what is known: Refersion's list has
 * neither dates nor a filter. Where the time is not enough for all of it, the next poll goes on.
 */
export async function pollAffiliates(
	this: IPollFunctions,
	section: unknown,
	settings: PollSettings,
	deadline: Deadline,
): Promise<SourcePoll> {
	const account = await accountOf.call(this, 'publicKey');
	const state = readAffiliates(section) ?? newAffiliates(account, settings.emitExisting);
	const run: Run = { state, settings, deadline, items: [], read: 0, failures: [] };
	let error: unknown;
	try {
		await readList.call(this, run, account);
	} catch (thrown) {
		if (!(thrown instanceof OutOfTime)) error = thrown;
	}
	if (run.read === 0) error ??= run.failures.at(0);
	return { items: run.items, section: writeAffiliates(run.state), error };
}

async function readList(this: IPollFunctions, run: Run, account: string): Promise<void> {
	const isSame = run.state.account === account;
	let reading: Reading | undefined = (isSame && run.state.reading) || beginReading();
	while (reading) {
		const pages = await run.deadline.within(readPages.call(this, reading));
		if (!pages) {
			reading = withoutPageZero(reading);
			continue;
		}
		const rows = pages.flatMap((page) => page.rows.map(affiliateFromList));
		run.state = ofAccount(run.state, account, rows);
		await fold.call(this, run, [...new Map(rows.map((row) => [row.code, row])).values()]);
		// Begun again next time when it ends short.
		run.state.reading = undefined;
		reading = countPages(reading, pages);
		run.state.reading = reading;
	}
	if (run.state.isRecorded) return;
	run.state.isRecorded = true;
	const { size } = run.state.known;
	this.logger.info(
		`${this.getNode().name}: ${counted(size, 'affiliate')} recorded; what changes from now on starts the workflow`,
	);
}

/** @returns undefined for page 0 where there is none */
async function readPages(this: IPollFunctions, reading: Reading): Promise<Page[] | undefined> {
	try {
		return await Promise.all(
			nextPages(reading).map(async (page) => await listAffiliates.call(this, page)),
		);
	} catch (error) {
		if (reading.next === 0 && isRefusal(error)) return undefined;
		throw asApiError.call(this, error);
	}
}

/** Takes rows of the list in: makes items of news that were asked for, and remembers the rest. */
async function fold(this: IPollFunctions, run: Run, rows: Affiliate[]): Promise<void> {
	const { state, settings } = run;
	const wanted = settings.events;
	const withMarks = wanted.includes(ALL_EVENTS) || wanted.includes('affiliateDetailsChange');
	const news = compare(state.known, rows, withMarks);
	const withNews = new Set(news.map(({ code }) => code));
	for (const { code } of rows)
		if (!withNews.has(String(code))) state.postponed.delete(String(code));

	const isWanted = ({ topics, now }: AffiliateNews) =>
		state.isRecorded &&
		topics.some((topic) => chosenEvent(affiliateEvents(topic, now.status), wanted));
	for (const each of news) if (!isWanted(each)) state.known.set(each.code, each.now);

	const isDone = await mapInOrder(news.filter(isWanted), CONCURRENCY, async (each) => ({
		each,
		result: await readForNews.call(this, run, each),
	}));
	for (const { each, result } of isDone) {
		if (typeof result === 'string') continue;
		run.items.push(...itemsOf(each, result, wanted));
		state.known.set(each.code, remembered(each.now, result));
		state.postponed.delete(each.code);
	}
	if (isDone.some(({ result }) => result === 'out of time')) throw new OutOfTime();
}

/**
 * The affiliate to give out. One that cannot be read in full does not stop the others: it is given out as the
 * list has it, with a warning. Where the reason may pass, it is tried once more with a later poll before that.
 */
async function readForNews(
	this: IPollFunctions,
	run: Run,
	{ code, row }: AffiliateNews,
): Promise<Affiliate | 'out of time' | 'postponed'> {
	const { state, deadline, failures } = run;
	if (deadline.isOver()) return 'out of time';
	try {
		const affiliate = await deadline.within(readInFull.call(this, row), READ_MS);
		run.read += 1;
		return affiliate;
	} catch (error) {
		if (error instanceof OutOfTime) return 'out of time';
		const reason = error instanceof TooSlow ? 'Refersion did not answer' : messageOf(error);
		this.logger.warn(`${this.getNode().name}: the affiliate ${code} could not be read: ${reason}`);
		if (!isAboutAffiliate(error) && !state.postponed.has(code)) {
			failures.push(error instanceof TooSlow ? new Error(reason) : error);
			state.postponed.add(code);
			return 'postponed';
		}
		const warning = `The affiliate could not be read in full, so that the numeric id and the link are missing: ${reason}`;
		return { ...row, warning };
	}
}

/** Whether an answer is about this very affiliate, so that asking again would not help. */
function isAboutAffiliate(error: unknown): boolean {
	return isRefusal(error) || (error instanceof NodeApiError && error.httpCode === '200');
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

/**
 * The items of one affiliate. Its status may have changed again since the list was read, even back to
 * what it was; what counts is what it is now.
 */
function itemsOf(
	{ topics, before }: AffiliateNews,
	affiliate: Affiliate,
	wanted: string[],
): IDataObject[] {
	return topics.flatMap((topic) => {
		if (topic === 'affiliateStatusChange' && affiliate.status === before?.status) return [];
		const event = chosenEvent(affiliateEvents(topic, affiliate.status), wanted);
		return event ? [{ ...affiliate, event }] : [];
	});
}

function remembered({ mark }: Known, { status }: Affiliate): Known {
	return mark ? { status, mark } : { status };
}

/**
 * The affiliate of a row of the list, with numeric id and tracking link.
 *
 * @returns what the list says about it, when it was deleted in the meantime
 */
export async function readInFull(this: IPollFunctions, row: Affiliate): Promise<Affiliate> {
	try {
		return await getAffiliate.call(this, { code: row.code ?? '' });
	} catch (error) {
		if (says(error, 'Affiliate not found')) return row;
		throw asApiError.call(this, error);
	}
}
