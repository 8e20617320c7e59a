import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { mapInOrder } from '../../shared/concurrency';
import { asApiError } from '../../shared/failures';
import type { Affiliate } from '../affiliate';
import { affiliateEvents, chosenEvent } from '../events/events';
import { getAffiliate } from '../transport/affiliate';
import { affiliatePages, listAffiliates } from '../transport/affiliateLists';
import { says } from '../transport/errors';
import { compare, type AffiliateNews, type Known, type KnownAffiliates } from './affiliateState';

/** Requests at the same time. Refersion publishes no limit. */
const CONCURRENCY = 4;

/** Affiliates read in full between two looks at the clock. */
const CHUNK = 40;

/**
 * Longest time for reading affiliates in full, in milliseconds. What is left then comes with the next
 * poll: n8n gives up a poll that takes too long, and an activation waits for the first one.
 */
const LONGEST_MS = 60_000;

/** The items of a poll, and what is to be remembered once they are handed over. */
export interface AffiliatePoll {
	items: IDataObject[];
	updates: KnownAffiliates;
	/** Whether what was known before is of no use any more. */
	startOver: boolean;
}

export interface AffiliatePollOptions {
	/** The user's choice of events. */
	wanted: string[];
	/** Whether changes of details are asked for. */
	withMarks: boolean;
	/** Whether the first poll gives out the affiliates that are there. */
	emitExisting: boolean;
}

/**
 * Looks for news about affiliates by reading the whole list and comparing it with what is known:
 * Refersion's list has neither dates nor a filter.
 *
 * @param known what earlier polls saw, or undefined when this is the first one
 */
export async function pollAffiliates(
	this: IPollFunctions,
	known: KnownAffiliates | undefined,
	options: AffiliatePollOptions,
): Promise<AffiliatePoll> {
	const rows = await readList.call(this);
	const isFirst = !known || isOtherAccount(known, rows);
	const news = compare(isFirst ? new Map() : known, rows, options.withMarks);
	if (isFirst && !options.emitExisting) {
		this.logger.info(
			`${this.getNode().name}: ${news.length} affiliates recorded; what changes from now on starts the workflow`,
		);
		return {
			items: [],
			updates: new Map(news.map(({ code, now }) => [code, now])),
			startOver: true,
		};
	}
	return { ...(await giveOut.call(this, news, options.wanted)), startOver: isFirst };
}

/** Not one affiliate in common: the credential is for another account now, and everything is new. */
function isOtherAccount(known: KnownAffiliates, rows: Affiliate[]): boolean {
	return known.size > 0 && rows.length > 0 && !rows.some(({ code }) => known.has(String(code)));
}

/** Reads the list, each affiliate once. All of it, or it is an error: who is missing would seem new later. */
async function readList(this: IPollFunctions): Promise<Affiliate[]> {
	const read = async (page: number) => await listAffiliates.call(this, page);
	const rows: Affiliate[] = [];
	for await (const page of affiliatePages.call(this, read, { isParallel: true }))
		rows.push(...page);
	return rows;
}

/**
 * Makes items of news that were asked for, each with the whole affiliate. The rest is only remembered.
 */
async function giveOut(
	this: IPollFunctions,
	news: AffiliateNews[],
	wanted: string[],
): Promise<Omit<AffiliatePoll, 'startOver'>> {
	const isWanted = ({ topics, now }: AffiliateNews) =>
		topics.some((topic) => chosenEvent(affiliateEvents(topic, now.status), wanted));
	const toTell = news.filter(isWanted);
	const updates: KnownAffiliates = new Map();
	for (const each of news) if (!isWanted(each)) updates.set(each.code, each.now);

	const items: IDataObject[] = [];
	// Only newer versions of n8n tell how long a poll may take.
	const budget = 'getPollBudgetMs' in this ? this.getPollBudgetMs() / 2 : LONGEST_MS;
	const deadline = Date.now() + Math.min(LONGEST_MS, budget);
	for (let start = 0; start < toTell.length && Date.now() < deadline; start += CHUNK) {
		const told = await inParallel(this, toTell.slice(start, start + CHUNK), async (each) => ({
			each,
			affiliate: await readInFull.call(this, each.row),
		}));
		for (const { each, affiliate } of told) {
			items.push(...itemsOf(each, affiliate, wanted));
			updates.set(each.code, remembered(each.now, affiliate));
		}
	}
	return { items, updates };
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

/** Bounded parallel; after a failure nothing further is begun, and the failure is thrown. */
async function inParallel<T, R>(
	context: IPollFunctions,
	entries: T[],
	task: (entry: T) => Promise<R>,
): Promise<R[]> {
	const failures: unknown[] = [];
	const results = await mapInOrder(entries, CONCURRENCY, async (entry): Promise<R[]> => {
		if (failures.length > 0) return [];
		try {
			return [await task(entry)];
		} catch (error) {
			failures.push(error);
			return [];
		}
	});
	if (failures.length > 0) throw asApiError.call(context, failures[0]);
	return results.flat();
}
