import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import { paymentItem } from '../graphqlItems';
import { graphqlPayments } from '../transport/graphql';
import { accountOf } from './account';
import { OutOfTime, type Deadline } from './deadline';
import { readSlice, takePages } from './pages';
import {
	endSlice,
	isFresh,
	newRecent,
	readRecent,
	recentSlice,
	rememberedTimes,
	writeRecent,
	type RecentState,
} from './recentState';
import { nextSlice, type Slices } from './slices';
import type { PollSettings, SourcePoll } from './source';

/** Looks for payments that were not seen yet. */
export async function pollPayments(
	this: IPollFunctions,
	section: unknown,
	{ emitExisting }: PollSettings,
	deadline: Deadline,
): Promise<SourcePoll> {
	const now = Math.floor(Date.now() / 1_000);
	const account = await accountOf.call(this, 'graphqlToken');
	const before = isRecord(section) ? section : {};
	const items: IDataObject[] = [];
	let state = readRecent(before.recent) ?? newRecent(now, emitExisting);
	let current = typeof before.account === 'string' ? before.account : account;
	let error: unknown;
	try {
		if (current !== account) {
			const isSame = await isThere.call(this, state, deadline);
			if (!isSame) state = newRecent(now, false);
			current = account;
		}
		await readPayments.call(this, state, deadline, now, items);
	} catch (thrown) {
		if (!(thrown instanceof OutOfTime)) error = thrown;
	}
	return { items, section: { account: current, recent: writeRecent(state) }, error };
}

/** Whether payments that are remembered are there: then a new token is a new token of the same account. */
async function isThere(
	this: IPollFunctions,
	{ seen }: RecentState,
	deadline: Deadline,
): Promise<boolean> {
	for (const time of rememberedTimes(seen)) {
		let isKnown = false;
		await takePages(graphqlPayments.call(this, { from: time, to: time }), deadline, (rows) => {
			isKnown ||= rows.some(({ id }) => seen.has(String(id)));
		});
		if (isKnown) return true;
	}
	return false;
}

async function readPayments(
	this: IPollFunctions,
	state: RecentState,
	deadline: Deadline,
	now: number,
	items: IDataObject[],
): Promise<void> {
	for (let slice: Slices | undefined = recentSlice(state); slice; slice = state.reading) {
		const pages = graphqlPayments.call(this, { from: slice.at, to: slice.until });
		const rows = await readSlice(
			slice,
			async (take) =>
				await takePages(pages, deadline, (page) => {
					take(page);
					const fresh = page.filter((row) => isFresh(state, row));
					if (state.isRecorded)
						items.push(...fresh.map((row) => ({ ...paymentItem(row), event: 'newPayment' })));
				}),
			(smaller) => (state.reading = smaller),
		);
		endSlice(state, rows, nextSlice(slice), now);
	}
}
