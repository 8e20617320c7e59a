import type { IDataObject } from 'n8n-workflow';
import {
	countAbsent,
	foldConversions,
	missingIn,
	newConversions,
	readConversions,
	spansOf,
	UNQUALIFIED_S,
	watchDecisions,
	writeConversions,
	type ConversionsState,
} from '../../../nodes/Refersion/polling/conversionState';
import {
	endSlice,
	EXISTING_S,
	isFresh,
	newRecent,
	OVERLAP_S,
	readRecent,
	recentSlice,
	writeRecent,
} from '../../../nodes/Refersion/polling/recentState';
import { nextSlice, smallerSlice } from '../../../nodes/Refersion/polling/slices';

const DAY = 86_400;
const NOW = 1_800_000_000;
const sale = (id: number, created: number, status = 'PENDING'): IDataObject => ({
	id: String(id),
	created: String(created),
	status,
});

describe('what was created lately', () => {
	it('is news once, and the window overlaps with what was read before', () => {
		const state = newRecent(NOW, false);
		expect(isFresh(state, sale(1, NOW - 60))).toBe(true);
		endSlice(state, [sale(1, NOW - 60)], undefined, NOW);
		expect(state.isRecorded).toBe(true);
		const rows = [sale(1, NOW - 60), sale(2, NOW - 30), sale(3, NOW + 60)];
		expect(rows.filter((each) => isFresh(state, each))).toEqual(rows.slice(1));
		endSlice(state, rows, undefined, NOW + 90);
		expect(recentSlice(state)).toEqual({ at: NOW + 60 - OVERLAP_S });
		expect(rows.filter((each) => isFresh(state, each))).toEqual([]);
	});

	it('is forgotten when it is older than the window', () => {
		const state = newRecent(NOW, false);
		isFresh(state, sale(1, NOW));
		isFresh(state, sale(2, NOW + 2 * DAY));
		endSlice(state, [sale(2, NOW + 2 * DAY)], undefined, NOW + 2 * DAY);
		expect([...state.seen.keys()]).toEqual(['2']);
	});

	it('does not move the window into a time to come', () => {
		const state = newRecent(NOW, false);
		endSlice(state, [sale(1, NOW + 900 * DAY)], undefined, NOW + 5);
		expect(state.newest).toBe(NOW + 5);
	});

	it('goes back a month for the first run where what is there is asked for', () => {
		expect(recentSlice(newRecent(NOW, true))).toEqual({ at: NOW - EXISTING_S });
	});

	it('is read as it was written', () => {
		const state = newRecent(NOW, false);
		isFresh(state, sale(2, NOW));
		isFresh(state, sale(1, NOW - 5));
		endSlice(state, [sale(2, NOW)], { at: NOW + 1, until: NOW + 9 }, NOW);
		expect(readRecent(JSON.parse(JSON.stringify(writeRecent(state))))).toEqual(state);
		expect(readRecent({ newest: 'x' })).toBeUndefined();
	});

	it('is read in smaller slices when there is no time for all of it', () => {
		const rows = [5, 1, 4, 2, 3].map((second) => sale(second, NOW + second));
		const smaller = smallerSlice({ at: NOW }, rows);
		expect(smaller).toEqual({ at: NOW, until: NOW + 3 });
		expect(smallerSlice(smaller, rows.slice(0, 2))).toEqual({ at: NOW, until: NOW + 3 });
		expect(smallerSlice(smaller, [])).toEqual(smaller);
		expect(nextSlice(smaller)).toEqual({ at: NOW + 4 });
		expect(nextSlice({ at: NOW })).toBeUndefined();
	});
});

describe('conversions', () => {
	const started = (): ConversionsState => {
		const state = newConversions('account', NOW, false);
		watchDecisions(state, true);
		foldConversions(state, [sale(1, NOW - 90 * DAY), sale(2, NOW - 60)]);
		endSlice(state.recent, [], undefined, NOW);
		return state;
	};
	const events = (state: ConversionsState, ...rows: IDataObject[]) =>
		foldConversions(state, rows).map((news) => [news.row.id, ...news.events]);

	it('are news when they are decided, however old they are, and once', () => {
		const state = started();
		expect(events(state, sale(1, NOW - 90 * DAY))).toEqual([]);
		const approved = sale(1, NOW - 90 * DAY, 'APPROVED');
		expect(events(state, approved)).toEqual([['1', 'conversionApproved']]);
		expect(events(state, approved)).toEqual([]);
		expect(events(state, sale(2, NOW - 60, 'DENIED'))).toEqual([['2', 'conversionDenied']]);
		expect(events(state, sale(2, NOW - 60, 'DENIED'))).toEqual([]);
	});

	it('are both new and decided when both happened between two polls', () => {
		expect(events(started(), sale(3, NOW + 5, 'APPROVED'))).toEqual([
			['3', 'conversionApproved', 'newConversion'],
		]);
		expect(events(started(), sale(3, NOW - 2 * DAY, 'APPROVED'))).toEqual([]);
	});

	it('can be approved after they were unqualified', () => {
		const state = started();
		expect(events(state, sale(1, NOW - 90 * DAY, 'UNQUALIFIED'))).toEqual([]);
		expect(events(state, sale(1, NOW - 90 * DAY, 'APPROVED'))).toEqual([
			['1', 'conversionApproved'],
		]);
		expect(UNQUALIFIED_S).toBe(120 * DAY);
	});

	it('are looked for where they were created when they have left the list', () => {
		const state = started();
		foldConversions(state, [sale(4, NOW - 90 * DAY + 100), sale(5, NOW - 80 * DAY)]);
		const { undecided } = state;
		if (!undecided) throw new Error('Nothing is remembered');
		expect(missingIn(undecided, { at: 0, until: NOW - DAY }, [sale(5, NOW - 80 * DAY)])).toEqual([
			'1',
			'4',
		]);
		expect(spansOf(undecided, ['4', '2', '1'])).toEqual([
			{ from: NOW - 90 * DAY, to: NOW - 90 * DAY + 100 },
			{ from: NOW - 60, to: NOW - 60 },
		]);
	});

	it('are forgotten when they had no status in three readings', () => {
		const state = started();
		const { undecided } = state;
		if (!undecided) throw new Error('Nothing is remembered');
		countAbsent(undecided, ['1']);
		countAbsent(undecided, ['1']);
		expect(undecided.created.has('1')).toBe(true);
		countAbsent(undecided, ['1']);
		expect([...undecided.created.keys()]).toEqual(['2']);
		expect(undecided.absent.size).toBe(0);
	});

	it('are read as they were written', () => {
		const state = started();
		if (state.undecided) countAbsent(state.undecided, ['1']);
		expect(readConversions(JSON.parse(JSON.stringify(writeConversions(state))))).toEqual(state);
	});

	it('pending, 10,000 of them beside as many of the last day, take little beside the affiliates', () => {
		const state = started();
		const rows = Array.from({ length: 10_000 }, (_, index) =>
			sale(11_900_254 + index, NOW - index * 400),
		);
		foldConversions(state, rows);
		foldConversions(
			state,
			rows.map(({ id }, index) => sale(Number(id) + 50_000, NOW + index)),
		);
		expect(state.undecided?.created.size).toBeGreaterThan(20_000);
		expect(Buffer.byteLength(JSON.stringify(writeConversions(state)))).toBeLessThan(600_000);
	});
});
