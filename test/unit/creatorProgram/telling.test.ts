import type { IDataObject } from 'n8n-workflow';
import { dayOf, isSame, readTold } from '../../../nodes/CreatorProgram/changes/memory';
import { done, held, look, nobody, TODAY, totals } from './support';

/** Which reasons a run tells. */
function toldIn(item: IDataObject): unknown[] {
	const { told } = item;
	return Array.isArray(told) ? told.map(({ reason }) => reason) : [];
}

describe('what is told', () => {
	const items = [totals(), held('no_link')];

	it('is told when it is new, and then not on the same day', () => {
		const first = look(items);
		expect(first.item).toMatchObject({ tell: true, told_count: 1 });
		const second = look(items, { told: first.told });
		expect(second.item).toMatchObject({ tell: false, told_count: 0, told: [], held_count: 1 });
		expect(isSame(second.told, first.told)).toBe(true);
	});

	it('is told again after seven days, and then after seven more', () => {
		let { told } = look(items);
		const days: number[] = [];
		for (let day = 1; day <= 15; day++) {
			const next = look(items, { told, today: TODAY + day });
			if (next.item.tell === true) days.push(day);
			({ told } = next);
		}
		expect(days).toEqual([7, 14]);
	});

	it('is told in every run by hand', () => {
		const { told } = look(items);
		expect(look(items, { told, all: true }).item).toMatchObject({ tell: true, told_count: 1 });
	});

	it('is new when somebody is held for another reason, or somebody else for the same', () => {
		const { told } = look(items);
		const others = [
			totals(),
			held('bad_link'),
			held('no_link', { key: 'b1' }),
			held('no_link', { key: '', email: 'bob@example.com' }),
		];
		expect(look(others, { told }).item).toMatchObject({ told_count: 3 });
	});

	it('is new when it is about something else', () => {
		const { told } = look([held('bonus_due', { about: '2' })]);
		expect(look([held('bonus_due', { about: '2' })], { told }).item).toMatchObject({ tell: false });
		expect(look([held('bonus_due', { about: '3' })], { told }).item).toMatchObject({ tell: true });
	});

	it('is the same when only the words or the address of somebody with a code differ', () => {
		const { told } = look(items);
		const again = held('no_link', { what_happened: 'Other words', email: 'other@example.com' });
		expect(look([totals(), again], { told }).item).toMatchObject({ tell: false });
	});

	it('is told apart by its words when it is about nobody in particular', () => {
		const one = held('odd', { ...nobody, what_happened: 'One' });
		const other = held('odd', { ...nobody, what_happened: 'Other' });
		const { told } = look([one]);
		expect(look([one, other], { told }).item).toMatchObject({ told_count: 1 });
	});

	it.each(['brake', 'not_compared', 'empty_list', 'links_changed'])(
		'%s is told in every run',
		(reason) => {
			const item = held(reason, nobody);
			let { told } = look([totals(), item]);
			for (let run = 0; run < 3; run++) {
				const next = look([totals(), item], { told });
				expect(toldIn(next.item)).toEqual([reason]);
				({ told } = next);
			}
			expect(told.size).toBe(0);
		},
	);

	it.each<[string, IDataObject]>([
		['held', held('waiting')],
		['added', done('add', { reason: 'waiting' })],
		['corrected', done('correct', { reason: 'waiting' })],
	])('who has to confirm is told in no run, and is known when that is done: %s', (_what, item) => {
		const confirmed = [totals(), done('add', { mail: 'welcome', reason: 'tag_was_missing' })];
		const of = (told: Map<string, number>) => look(confirmed, { told }).item;
		const first = look([totals(), item]);
		expect(first.item).toMatchObject({ tell: false, told: [] });
		expect(of(first.told)).toMatchObject({ counts: { confirmed: 1, tag_was_missing: 0 } });
		expect(of(first.told).changes).toMatchObject([{ reason: 'confirmed' }]);
		// Once only: later the tag may have got lost.
		const { told } = look(confirmed, { told: first.told });
		expect(of(told)).toMatchObject({ counts: { confirmed: 0, tag_was_missing: 1 } });
	});

	it('who would only be asked to confirm in a dry run is not remembered', () => {
		const dry = done('add', { reason: 'waiting', dry_run: true });
		expect(look([totals(), dry]).told.size).toBe(0);
	});

	it('begins with what concerns everybody, and then has one of each kind', () => {
		const all = [
			...['a', 'b', 'c'].map((key) => held('no_link', { key })),
			held('bounced', { key: 'd' }),
			held('brake', nobody),
		];
		expect(toldIn(look(all).item)).toEqual(['brake', 'no_link', 'bounced', 'no_link', 'no_link']);
	});
});

describe('several links that have changed', () => {
	const changed = (verdict: string, key: string) => done(verdict, { reason: 'link_changed', key });

	it('are told in every run, and are nobody who is held', () => {
		const items = [totals(), changed('check', 'a'), changed('correct', 'b')];
		const first = look(items);
		expect(first.item).toMatchObject({ tell: true, held_count: 0, counts: { held: 0 } });
		expect(toldIn(first.item)).toEqual(['links_changed']);
		expect(first.item.text).toMatch(/Switch on Read All Links in Settings .*by hand once/);
		expect(toldIn(look(items, { told: first.told }).item)).toEqual(['links_changed']);
	});

	it.each([
		[[changed('check', 'a')]],
		[[changed('check', 'a'), changed('add', 'b')]],
		[[changed('check', 'a'), done('check', { key: 'b' })]],
	])('are not told of one, or of others: %#', (items) => {
		expect(look([totals(), ...items]).item).toMatchObject({ tell: false, told: [] });
	});

	it('are told once in a run, also when Compare or Sync say it', () => {
		const items = [held('links_changed', nobody), changed('check', 'a'), changed('check', 'b')];
		expect(toldIn(look(items).item)).toEqual(['links_changed']);
	});
});

describe('the memory of what was told', () => {
	const items = [totals(), held('no_link')];

	it('forgets who is well, when everybody was looked at', () => {
		const { told } = look(items);
		const well = look([totals()], { told });
		expect(well.told.size).toBe(0);
		expect(look(items, { told: well.told }).item).toMatchObject({ tell: true });
	});

	it.each<[string, IDataObject[]]>([
		['a live run', [done('add')]],
		['an empty run', [{}]],
		['a look that was not compared', [totals({ compared: false })]],
		['a look that left people to the next one', [totals({ left: 1 })]],
		['a look with an error', [totals(), { error: 'No answer', key: 'b1' }]],
		['a look that the brake cut', [totals(), held('brake', nobody)]],
		['an empty list', [totals(), held('empty_list', nobody)]],
		['a look in which somebody could not be read', [totals(), held('not_read', { key: 'b1' })]],
		['a look of two, one of them not compared', [totals(), totals({ compared: false })]],
	])('forgets nobody after %s', (_what, others) => {
		const { told } = look(items);
		const next = look(others, { told });
		expect([...told.keys()].every((mark) => next.told.has(mark))).toBe(true);
		expect(look(items, { told: next.told }).item).toMatchObject({ tell: false });
	});

	it('holds twenty thousand at most, and loses the oldest', () => {
		const many = (from: number, count: number) =>
			Array.from({ length: count }, (_none, index) => held('no_link', { key: `k${from + index}` }));
		const first = look(many(0, 15_000), { today: TODAY });
		const second = look(many(15_000, 6_000), { told: first.told, today: TODAY + 1 });
		expect(second.told.size).toBe(20_000);
		const days = [...second.told.values()];
		expect(days.filter((day) => day === TODAY + 1)).toHaveLength(6_000);
		const again = look(many(15_000, 6_000), { told: second.told, today: TODAY + 1 });
		expect(again.item).toMatchObject({ tell: false });
		expect(JSON.stringify(Object.fromEntries(second.told)).length).toBeLessThan(400_000);
	});

	it('reads what n8n has stored', () => {
		const { told } = look(items);
		const stored: unknown = JSON.parse(JSON.stringify(Object.fromEntries(told)));
		expect(isSame(readTold(stored), told)).toBe(true);
		expect(readTold(stored).size).toBe(1);
	});

	it.each([undefined, null, 'x', 4, [], ['x'], { a: 'b' }, { a: 1.5 }, { a: null }, { a: [] }])(
		'takes %j for nothing',
		(stored) => {
			expect(readTold(stored).size).toBe(0);
		},
	);

	it('keeps what is right of a memory that is half wrong', () => {
		expect([...readTold({ a: 'x', b: 20_000, c: {} })]).toEqual([['b', 20_000]]);
	});

	it('tells again what it says was told on a day to come', () => {
		const { told } = look(items, { today: TODAY + 400 });
		const next = look(items, { told });
		expect(next.item).toMatchObject({ tell: true });
		expect([...next.told.values()]).toEqual([TODAY]);
	});

	it('counts whole days', () => {
		expect(dayOf(new Date('1970-01-02T23:59:59Z'))).toBe(1);
		expect(dayOf(new Date('2026-11-30T00:00:00Z'))).toBe(20_787);
	});
});
