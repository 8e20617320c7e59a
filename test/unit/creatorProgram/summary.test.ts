import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { done, held, look, nobody, totals } from './support';

describe('the item of a summary', () => {
	it('counts what Sync did, with what Compare found right', () => {
		const items = [
			totals({ people: 40, left: 3, orphans: 2 }),
			done('add', { mail: 'welcome', changes: [{ what: 'tag', name: 'new-affiliate' }] }),
			done('add', { mail: 'welcome', reason: 'tag_was_missing' }),
			done('add', { changes: [{ what: 'tag', name: 'new-affiliate', from: null, to: 'x' }] }),
			done('add', { changes: [{ what: 'merge field', name: 'FNAME' }] }),
			done('add', { reason: 'waiting' }),
			done('correct', { reason: 'link_changed' }),
			done('correct', { reason: 'taken_over' }),
			done('move', { mail: 'welcome' }),
			done('merge'),
			done('offboard'),
			done('check'),
			done('right'),
			done('nothing'),
			done('later'),
			held('no_link'),
			held('waiting'),
		];
		expect(look(items).item.counts).toEqual({
			people: 40,
			right: 10,
			added: 5,
			welcomed: 3,
			tagged_without_mail: 1,
			asked_to_confirm: 1,
			confirmed: 0,
			tag_was_missing: 1,
			taken_over: 1,
			corrected: 2,
			moved: 1,
			merged: 1,
			offboarded: 1,
			checked: 1,
			links_changed: 1,
			later: 1,
			left: 3,
			held: 2,
			waiting: 1,
			orphans: 2,
		});
	});

	it('lists what was changed, and nobody who is as before', () => {
		const change = { what: 'merge field', name: 'AFFLINK', from: 'https://a', to: 'https://b' };
		const items = [
			...['right', 'nothing', 'later', 'check'].map((verdict) => done(verdict)),
			done('check', { key: 'k', changes: [change] }),
			done('add', { mail: 'welcome' }),
		];
		expect(look(items).item).toMatchObject({
			changes_count: 2,
			changes: [
				{ verdict: 'check', key: 'k', email: 'anna@example.com', changes: [change] },
				{ verdict: 'add', mail: 'welcome' },
			],
		});
	});

	it('has at most five hundred of each list, and says how many there are', () => {
		const items = Array.from({ length: 700 }, (_none, index) => [
			held('no_link', { key: `h${index}` }),
			done('add', { key: `d${index}` }),
		]).flat();
		const { item } = look(items);
		expect(item).toMatchObject({ held_count: 700, told_count: 700, changes_count: 700 });
		for (const list of [item.held, item.told, item.changes]) expect(list).toHaveLength(500);
	});

	it('says whether it was a dry run', () => {
		expect(look([done('add', { dry_run: true })]).item.dry_run).toBe(true);
		expect(look([done('add')]).item.dry_run).toBe(false);
		expect(look([held('waiting', { dry_run: true })]).item.dry_run).toBe(true);
	});

	it('takes an error for what it is, whatever else the item has', () => {
		const items = [
			{ ...done('add'), error: 'Not found', details: { reason: 'no_affiliate', httpCode: '404' } },
			{ error: { message: 'As an object' }, code: 'c1', first_name: 'Bob', last_name: 'Low' },
			{ error: { odd: 1 }, totals: true },
		];
		const { item } = look(items);
		expect(item).toMatchObject({ held_count: 3, counts: { added: 0 } });
		expect(item.held).toMatchObject([
			{ reason: 'no_affiliate', what_happened: 'Not found', key: 'a3y7' },
			{ reason: 'error', what_happened: 'As an object', key: 'c1', name: 'Bob Low' },
			{ reason: 'error', what_happened: 'A node failed without saying why' },
		]);
	});

	it('tells of items that are from elsewhere, once', () => {
		const strange = [{ status: 'ACTIVE', code: 'a' }, { verdict: 'unheard-of' }];
		const { item, told } = look(strange);
		expect(item.told).toMatchObject([{ reason: 'not_understood' }, { reason: 'not_understood' }]);
		expect(look(strange, { told }).item).toMatchObject({ tell: false, held_count: 2 });
	});
});

describe('a run that could do nothing', () => {
	const tried = (reason: string, key: string) => held(reason, { key, dry_run: false });
	const error = (httpCode: string, key: string) => ({ error: 'No', details: { httpCode }, key });

	it.each<[string, IDataObject[]]>([
		['nothing was compared', [totals({ compared: false, right: 0 }), held('not_compared', nobody)]],
		['the list is empty', [totals({ right: 0 }), held('empty_list', nobody)]],
		['the only one of a live run was held', [tried('no_link', 'a')]],
		['all errors are the same', [totals(), error('503', 'a'), error('503', 'b')]],
		['all were held by Sync for one reason', [totals(), tried('x', 'a'), tried('x', 'b')]],
		['everybody is held for one reason', [totals({ right: 0 }), held('x'), held('x')]],
		['errors are the same, and one waits', [held('waiting'), error('503', 'a'), error('503', 'b')]],
	])('failed: %s', (_what, items) => {
		expect(look(items).item).toMatchObject({ failed: true, tell: true });
	});

	it.each<[string, IDataObject[]]>([
		['there was nothing', [{}]],
		['everybody is right', [totals()]],
		['one was done', [done('add'), error('503', 'b')]],
		['the reasons differ', [totals(), error('503', 'a'), error('404', 'b')]],
		['one is held in each look, and the others are right', [totals(), tried('no_link', 'a')]],
		['Compare holds people, and the others are right', [totals(), held('x'), held('x')]],
		['a brake held one kind', [totals(), held('brake', nobody)]],
		['people are asked to confirm', [totals({ right: 0 }), done('add', { reason: 'waiting' })]],
		['everybody waits', [totals({ right: 0 }), held('waiting'), held('waiting', { key: 'b' })]],
		['the only one of a live run waits', [tried('waiting', 'a')]],
		['some wait and one is held', [totals({ right: 0 }), held('waiting'), held('x', { key: 'b' })]],
	])('did not fail: %s', (_what, items) => {
		expect(look(items).item.failed).toBe(false);
	});
});

describe('any mix of items', () => {
	const text = fc.oneof(fc.string(), fc.constantFrom('', 'held', 'add', 'no_link', 'brake'));
	const field = fc.oneof(text, fc.jsonValue(), fc.constant(undefined));
	const garbage = fc.record(
		{
			verdict: fc.oneof(text, fc.constantFrom('held', 'check', 'offboard', 'later')),
			reason: field,
			what_happened: field,
			what_to_do: field,
			email: field,
			name: field,
			key: field,
			changes: field,
			mail: field,
			dry_run: fc.oneof(fc.boolean(), field),
			totals: fc.oneof(fc.boolean(), field),
			compared: field,
			right: field,
			left: field,
			details: field,
			error: fc.oneof(fc.constant(undefined), fc.constant(undefined), field),
		},
		{ requiredKeys: [] },
	);
	const isItem = (item: unknown): item is IDataObject => typeof item === 'object';

	it('gives one item in which every held one is counted', () => {
		fc.assert(
			fc.property(fc.array(garbage, { maxLength: 30 }), fc.boolean(), (mixed, all) => {
				const items = mixed.filter(isItem);
				const certain = items.filter(({ verdict, error, totals: all }) => {
					return verdict === 'held' && error === undefined && all !== true;
				});
				const { item, told } = look(items, { all });
				const { counts, held_count: heldCount, text: words } = item;
				expect(counts).toMatchObject({ held: heldCount });
				expect(Number(heldCount)).toBeGreaterThanOrEqual(certain.length);
				expect(item.held).toHaveLength(Number(heldCount));
				expect(typeof words).toBe('string');
				expect(String(words).replace(/\n/g, '')).not.toMatch(/[\p{C}<>]|undefined|\[object/u);
				expect(item.tell).toBe(Number(item.told_count) > 0);
				expect(told.size).toBeLessThanOrEqual(items.length);
				// n8n stores it as JSON.
				expect(JSON.parse(JSON.stringify(item))).toBeDefined();
			}),
			{ numRuns: 500 },
		);
	});
});
