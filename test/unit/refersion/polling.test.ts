import fc from 'fast-check';
import type { Affiliate } from '../../../nodes/Refersion/affiliate';
import {
	compare,
	readKnown,
	writeKnown,
	type Known,
} from '../../../nodes/Refersion/polling/affiliateState';
import { remember } from '../../../nodes/Refersion/polling/handOver';
import {
	advance,
	newWindow,
	readFrom,
	readWindowState,
	writeWindowState,
} from '../../../nodes/Refersion/polling/window';

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

const recorded = (rows: Affiliate[], withMarks: boolean) =>
	new Map(compare(new Map(), rows, withMarks).map(({ code, now }) => [code, now]));

describe('state of the affiliates', () => {
	it('of 100,000 affiliates with the details of each stays under 2 MB', () => {
		const known = recorded(many(100_000), true);
		expect(known.size).toBe(100_000);
		const bytes = Buffer.byteLength(JSON.stringify(writeKnown(known)));
		expect(bytes).toBeLessThan(2_000_000);
		expect(bytes).toBeGreaterThan(100_000 * 13);
		const withoutDetails = writeKnown(recorded(many(100_000), false));
		expect(Buffer.byteLength(JSON.stringify(withoutDetails))).toBeLessThan(800_000);
	});

	it('is read as it was written, whatever the order', () => {
		const code = fc.stringMatching(/^[0-9a-zA-Z]{1,8}$/);
		const mark = fc.option(fc.stringMatching(/^[\w-]{6}$/), { nil: undefined });
		const entry = fc.tuple(code, fc.constantFrom(...STATUSES), mark);
		const property = fc.property(fc.uniqueArray(entry, { selector: ([id]) => id }), (entries) => {
			const known = new Map(
				entries.map(([id, status, text]): [string, Known] => [
					id,
					text ? { status, mark: text } : { status },
				]),
			);
			const written = writeKnown(known);
			const reversed = writeKnown(new Map([...known].reverse()));
			expect(JSON.stringify(reversed)).toBe(JSON.stringify(written));
			expect(readKnown(JSON.parse(JSON.stringify(written)))).toEqual(known);
		});
		fc.assert(property);
	});

	it('is none before the first poll, which is not the same as no affiliates', () => {
		expect(readKnown(undefined)).toBeUndefined();
		expect(readKnown(writeKnown(new Map()))).toEqual(new Map());
	});
});

describe('comparison with the list', () => {
	const before = recorded([row('a', 'PENDING'), row('b'), row('c')], true);
	const topics = (rows: Affiliate[], withMarks = true) =>
		compare(before, rows, withMarks).map(({ code, topics: each }) => [code, ...each]);

	it('finds new ones, changed statuses and changed details, and nothing else', () => {
		expect(
			topics([
				row('a'),
				row('b', 'ACTIVE', { email: 'new@creators.example' }),
				row('c'),
				row('d', 'PENDING'),
			]),
		).toEqual([
			['a', 'affiliateStatusChange'],
			['b', 'affiliateDetailsChange'],
			['d', 'newAffiliate'],
		]);
	});

	it('tells both when status and details changed', () => {
		expect(topics([row('a', 'ACTIVE', { offer_id: '13' })])).toEqual([
			['a', 'affiliateStatusChange', 'affiliateDetailsChange'],
		]);
	});

	it('takes an affiliate that is missing for one that is still there', () => {
		expect(topics([])).toEqual([]);
	});

	it('remembers details from when they are asked for, without telling them', () => {
		const without = recorded([row('a')], false);
		expect(compare(without, [row('a')], true)).toMatchObject([{ code: 'a', topics: [] }]);
		expect(topics([row('b', 'ACTIVE', { email: 'x@y.example' })], false)).toEqual([['b']]);
	});
});

describe('time window', () => {
	const DAY = 86_400;
	const NOW = 1_800_000_000;
	const sale = (id: number, created: number) => ({ id: String(id), created: String(created) });

	it('tells each entry once and overlaps with what was read before', () => {
		const first = advance(newWindow(NOW, DAY), DAY, [sale(1, NOW - 60)]);
		expect(readFrom(first.next, DAY)).toBe(NOW - DAY);
		const late = sale(2, NOW - 30);
		const second = advance(first.next, DAY, [sale(1, NOW - 60), late, sale(3, NOW + 60)]);
		expect(second.fresh.map(({ id }) => id)).toEqual(['2', '3']);
		expect(readFrom(second.next, DAY)).toBe(NOW + 60 - DAY);
		const third = advance(second.next, DAY, [sale(1, NOW - 60), late, sale(3, NOW + 60)]);
		expect(third.fresh).toEqual([]);
		expect(writeWindowState(third.next)).toEqual(writeWindowState(second.next));
	});

	it('forgets the ids that fell out of it', () => {
		const first = advance(newWindow(NOW, DAY), DAY, [sale(1, NOW)]);
		const second = advance(first.next, DAY, [sale(1, NOW), sale(2, NOW + 2 * DAY)]);
		expect([...second.next.seen]).toEqual(['2']);
	});

	it('takes nothing for new only because it was made longer', () => {
		const first = advance(newWindow(NOW, DAY), DAY, [sale(1, NOW)]);
		const longer = advance(first.next, 9 * DAY, [sale(1, NOW), sale(2, NOW - 5 * DAY)]);
		expect(longer.fresh).toEqual([]);
		expect([...longer.next.seen]).toEqual(['1', '2']);
	});

	it('is read as it was written', () => {
		const { next } = advance(newWindow(NOW, DAY), DAY, [sale(2, NOW), sale(1, NOW)]);
		expect(readWindowState(JSON.parse(JSON.stringify(writeWindowState(next))))).toEqual(next);
		expect(readWindowState({ newest: 'x' })).toBeUndefined();
	});
});

describe('writing the state', () => {
	it('touches nothing that did not change', () => {
		const touched: PropertyKey[] = [];
		const data = new Proxy(
			{ affiliates: { ACTIVE: 'a b' }, newPayment: { newest: 1, reach: 2, seen: '' } },
			{
				set: (_target, name) => touched.push(name) > 0,
				deleteProperty: (_target, name) => touched.push(name) > 0,
			},
		);
		const same = { affiliates: { ACTIVE: 'a b' }, newPayment: { newest: 1, reach: 2, seen: '' } };
		remember(data, same);
		expect(touched).toEqual([]);
		remember(data, { affiliates: { ACTIVE: 'a b c' } });
		expect(touched).toEqual(['affiliates', 'newPayment']);
	});
});
