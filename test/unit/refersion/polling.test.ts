import fc from 'fast-check';
import type { Affiliate } from '../../../nodes/Refersion/affiliate';
import {
	beginReading,
	countPages,
	nextPages,
	withoutPageZero,
	type Reading,
} from '../../../nodes/Refersion/polling/affiliateReading';
import {
	compare,
	newAffiliates,
	ofAccount,
	readAffiliates,
	writeAffiliates,
	type AffiliatesState,
	type Known,
} from '../../../nodes/Refersion/polling/affiliateState';
import { handOver, sectionsOf } from '../../../nodes/Refersion/polling/handOver';
import type { Page } from '../../../nodes/Refersion/transport/pages';
import { isProblem } from '../../../nodes/shared/problem';

const row = (code: string, status = 'ACTIVE', extra: Partial<Affiliate> = {}): Affiliate => ({
	code,
	status,
	email: `${code}@creators.example`,
	first_name: 'Bill',
	offer_id: '12',
	custom_fields: {},
	...extra,
});

const STATUSES = ['PENDING', 'ACTIVE', 'DENIED', 'DISABLED'];
const many = (count: number): Affiliate[] =>
	Array.from({ length: count }, (_value, index) =>
		row((60_466_176 + index * 7).toString(36), STATUSES[index % STATUSES.length]),
	);

function recorded(rows: Affiliate[], withMarks: boolean): AffiliatesState {
	const state = newAffiliates('account', false);
	for (const { code, now } of compare(new Map(), rows, withMarks)) state.known.set(code, now);
	state.isRecorded = true;
	return state;
}

const sizeOf = (state: AffiliatesState) =>
	Buffer.byteLength(JSON.stringify(writeAffiliates(state)));

describe('state of the affiliates', () => {
	it('of 100,000 affiliates with the details of each stays under 2 MB, also halfway through the list', () => {
		const state = recorded(many(100_000), true);
		expect(state.known.size).toBe(100_000);
		expect(sizeOf(state)).toBeLessThan(2_000_000);
		expect(sizeOf(state)).toBeGreaterThan(100_000 * 13);
		const seen = new Set([...state.known.keys()].slice(0, 50_000));
		const halfway = { ...state, reading: { ...beginReading(), next: 501, size: 100, seen } };
		expect(sizeOf(halfway)).toBeLessThan(2_000_000);
		expect(sizeOf(recorded(many(100_000), false))).toBeLessThan(800_000);
	});

	it('is read as it was written, whatever the order', () => {
		const code = fc.stringMatching(/^[0-9a-zA-Z]{1,8}$/);
		const mark = fc.option(fc.stringMatching(/^[\w-]{6}$/), { nil: undefined });
		const entry = fc.tuple(code, fc.constantFrom(...STATUSES), mark, fc.boolean());
		const entries = fc.uniqueArray(entry, { selector: ([id]) => id });
		const property = fc.property(entries, fc.boolean(), (list, isReading) => {
			const known = new Map(
				list.map(([id, status, text]): [string, Known] => [
					id,
					text ? { status, mark: text } : { status },
				]),
			);
			const seen = new Set(list.flatMap(([id, , , isSeen]) => (isSeen ? [id] : [])));
			const state: AffiliatesState = { ...newAffiliates('a', false), known };
			if (isReading) state.reading = { ...beginReading(), next: 7, size: 100, total: 900, seen };
			const written = writeAffiliates(state);
			const reversed = writeAffiliates({ ...state, known: new Map([...known].reverse()) });
			expect(JSON.stringify(reversed)).toBe(JSON.stringify(written));
			expect(readAffiliates(JSON.parse(JSON.stringify(written)))).toEqual(state);
		});
		fc.assert(property);
	});

	it('is none before the first poll, which is not the same as no affiliates', () => {
		expect(readAffiliates(undefined)).toBeUndefined();
		expect(readAffiliates(writeAffiliates(newAffiliates('a', true)))?.isRecorded).toBe(true);
	});

	it('stays with new keys of the same account, and begins again with another one', () => {
		const state = recorded([row('a'), row('b'), row('c')], false);
		expect(ofAccount(state, 'other', [row('a'), row('x'), row('b')])).toMatchObject({
			account: 'other',
			known: state.known,
			isRecorded: true,
		});
		for (const rows of [[], [row('x')], [row('a'), row('x'), row('y')]]) {
			expect(ofAccount(state, 'other', rows)).toEqual(newAffiliates('other', false));
		}
		expect(ofAccount(state, 'account', [row('x')])).toBe(state);
	});
});

describe('comparison with the list', () => {
	const before = recorded([row('a', 'PENDING'), row('b'), row('c')], true).known;
	const topics = (rows: Affiliate[], withMarks = true) =>
		compare(before, rows, withMarks).map(({ code, topics: each }) => [code, ...each]);

	it('finds new ones, changed statuses and changed details, and nothing else', () => {
		const changed = row('b', 'ACTIVE', { email: 'new@creators.example' });
		expect(topics([row('a'), changed, row('c'), row('d', 'PENDING')])).toEqual([
			['a', 'affiliateStatusChange'],
			['b', 'affiliateDetailsChange'],
			['d', 'newAffiliate'],
		]);
	});

	it('sees both when status and details changed', () => {
		expect(topics([row('a', 'ACTIVE', { offer_id: '13' })])).toEqual([
			['a', 'affiliateStatusChange', 'affiliateDetailsChange'],
		]);
	});

	it('remembers details from when they are asked for, without an event', () => {
		const without = recorded([row('a')], false).known;
		expect(compare(without, [row('a')], true)).toMatchObject([{ code: 'a', topics: [] }]);
		expect(topics([row('b', 'ACTIVE', { email: 'x@y.example' })], false)).toEqual([['b']]);
	});
});

describe('reading the list of affiliates', () => {
	const page = (codes: string[], total: number): Page => ({
		rows: codes.map((id) => ({ id })),
		total,
	});
	/** Reads lists, a list for each pass, until the reading ends. */
	function read(passes: Array<{ codes: string[]; total: number }>, firstPage = 1): number {
		let requests = 0;
		const go = (reading: Reading): Reading | undefined => {
			const { codes: all, total } = passes[Math.min(reading.pass, passes.length) - 1];
			const numbers = nextPages(reading);
			requests += numbers.length;
			if (numbers[0] < firstPage) return withoutPageZero(reading);
			const at = (number: number) => (number - firstPage) * 2;
			const pages = numbers.map((each) => page(all.slice(at(each), at(each) + 2), total));
			return countPages(reading, pages);
		};
		for (let reading: Reading | undefined = beginReading(); reading; reading = go(reading)) {
			if (requests > 100) throw new Error('It does not end');
		}
		return requests;
	}
	const codes = ['a', 'b', 'c', 'd', 'e'];

	it('takes as many requests as there are pages', () => {
		expect(read([{ codes, total: 5 }])).toBe(3);
		expect(read([{ codes: [], total: 0 }])).toBe(1);
	});

	it('reads page 0 when the list is short of some, and the list again while that brings somebody', () => {
		expect(read([{ codes, total: 5 }], 0)).toBeLessThan(8);
		expect(
			read([
				{ codes: ['a', 'a', 'c', 'd', 'e'], total: 5 },
				{ codes, total: 5 },
			]),
		).toBeLessThan(12);
	});

	it.each([
		[codes, 6],
		[[], 4],
	])('is an error when %p is all there is of %d', (short, total) => {
		const wrong = () => read([{ codes: short, total }]);
		expect(wrong).toThrow(`The list of affiliates is incomplete: ${short.length} of ${total}`);
		expect(isProblem(caught(wrong), 'list_incomplete')).toBe(true);
	});

	it('counts again when some have left the list while it was read', () => {
		const reading = countPages(beginReading(), [page(['a', 'b'], 5)]);
		const fallen = reading && countPages(reading, [page(['d', 'e'], 4)]);
		expect(fallen).toMatchObject({ hasGap: true });
		expect(fallen && countPages(fallen, [page([], 4)])).toMatchObject({
			pass: 2,
			seen: new Set(),
		});
	});
});

function caught(task: () => unknown): unknown {
	try {
		task();
	} catch (error) {
		return error;
	}
	return undefined;
}

describe('writing the state', () => {
	it('touches nothing that did not change, and drops what is not asked for any more', () => {
		const touched: PropertyKey[] = [];
		const data = new Proxy(
			{ affiliates: { account: 'a' }, payments: { account: 'a' } },
			{
				set: (_target, name) => touched.push(name) > 0,
				deleteProperty: (_target, name) => touched.push(name) > 0,
			},
		);
		const same = { items: [], section: { account: 'a' } };
		const before = sectionsOf(data);
		expect(handOver(data, before, { affiliates: same, payments: same })).toEqual({
			items: [],
			hasChanged: false,
		});
		expect(touched).toEqual([]);
		handOver(data, before, { affiliates: { items: [], section: { account: 'b' } } });
		expect(touched).toEqual(['affiliates', 'payments']);
	});

	it('leaves a source to the poll that wrote it in the meantime', () => {
		const data = { affiliates: { account: 'old' } };
		const before = sectionsOf(data);
		const polled = { affiliates: { items: [{ id: 1 }], section: { account: 'mine' } } };
		data.affiliates = { account: 'other' };
		expect(handOver(data, before, polled).items).toEqual([]);
		expect(data.affiliates).toEqual({ account: 'other' });
	});
});
