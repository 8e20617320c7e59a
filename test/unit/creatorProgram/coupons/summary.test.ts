import type { IDataObject } from 'n8n-workflow';
import { compareItems } from '../../../../nodes/CreatorProgram/coupons/output';
import { summariseCoupons } from '../../../../nodes/CreatorProgram/coupons/summary';
import { wordsOf, type Language } from '../../../../nodes/CreatorProgram/words';
import { code, compare, contact, creator, RULES } from './support';

const summarise = (items: IDataObject[], language: Language = 'en') =>
	summariseCoupons(items, wordsOf(language));

const anna = { name: 'Anna Bell', email: 'anna@creators.example', key: 'a1' };

const totals = (more: IDataObject = {}): IDataObject => ({
	totals: true,
	compared: true,
	dry_run: false,
	right: 7,
	without_code: 2,
	without_contact: 1,
	would_make: [],
	would_take_back: [],
	...more,
});

const held = (reason: string, name: string): IDataObject => ({
	verdict: 'held',
	reason,
	...anna,
	code: name,
	what_happened: `It is ${reason}`,
	what_to_do: 'Look at it.',
});

describe('a run about coupon codes', () => {
	it('counts what was done, and lists what has to be looked at, by kind', () => {
		const summary = summarise([
			totals(),
			{ id: 1, code: 'ANNA10', state: 'usable', created: true, promotion_name: 'Creators' },
			{ id: 2, code: 'BILL10', state: 'usable', created: false, promotion_name: 'Creators' },
			{ id: 3, code: 'GONE10', deleted: true },
			{ id: null, code: 'AWAY10', deleted: false },
			held('missing', 'M'),
			held('expired', 'E'),
			held('still_usable', 'S'),
			held('shared_code', 'D'),
			{},
		]);
		expect(summary).toMatchObject({
			tell: true,
			counts: { right: 7, created: 1, taken_back: 1, missing: 1, not_usable: 1, still_usable: 1 },
			made: ['ANNA10'],
			taken_back: ['GONE10'],
			missing: [{ code: 'M', key: 'a1' }],
			not_usable: [{ code: 'E' }],
			still_usable: [{ code: 'S' }],
			held: [{ code: 'D' }],
			differences_count: 4,
		});
		expect(String(summary.text).split('\n')).toEqual([
			'Coupon codes: 7 right, 1 made, 1 taken back, 1 missing, 1 not usable, 1 still usable, 2 without a code.',
			'• D, Anna Bell: It is shared_code. Look at it.',
			'• M, Anna Bell: It is missing. Look at it.',
			'• E, Anna Bell: It is expired. Look at it.',
			'• S, Anna Bell: It is still_usable. Look at it.',
		]);
	});

	it('says what failed, with the words of the shop', () => {
		const failed = {
			...anna,
			verdict: 'make',
			code: 'X',
			error: 'Bad',
			details: { description: 'Mend it', reason: 'r' },
		};
		const summary = summarise([totals(), failed, { ...failed, verdict: 'take_back', code: 'Y' }]);
		expect(summary).toMatchObject({
			missing: [{ code: 'X', reason: 'r', what_happened: 'Bad', what_to_do: 'Mend it' }],
			held: [{ code: 'Y' }],
		});
	});

	it('has no markup of names in its text, and cuts long lists', () => {
		const many = Array.from({ length: 600 }, (_, index) => ({
			...held('missing', `C${index}`),
			name: '<b>Evil</b>\nline',
		}));
		const summary = summarise([totals(), ...many]);
		expect(summary.missing).toHaveLength(500);
		expect(summary.differences_count).toBe(600);
		expect(summary.text).toContain('‹b›Evil‹/b› line');
		expect(String(summary.text).split('\n')).toHaveLength(7);
		expect(summary.text).toContain('and 595 more');
	});

	it('speaks German', () => {
		const { text } = summarise(
			[totals({ dry_run: true, would_make: [{ code: 'A' }] }), held('missing', 'M')],
			'de',
		);
		expect(String(text).split('\n')[0]).toBe(
			'Probelauf, nichts wurde geändert. Gutscheincodes: 7 richtig, 1 würde angelegt, 0 würden zurückgenommen, 1 fehlt, 0 gelten nicht, 0 gelten noch, 2 ohne Code.',
		);
	});

	it('says nothing that is not so when nothing came', () => {
		expect(summarise([])).toMatchObject({ tell: false, counts: { right: 0, created: 0 } });
	});
});

describe('the items of a comparison', () => {
	const comparison = compare({
		creators: [creator('a1'), creator('b2', 'inactive'), creator('c3')],
		contacts: [contact('a1', 'ANNA10'), contact('b2', 'BILL10'), contact('c3', 'CARA10')],
		codes: [code('BILL10'), code('CARA10')],
	});

	it('say what is to be done, for whom, and why', () => {
		const {
			toMake,
			toTakeBack,
			right,
			totals: counted,
		} = compareItems(comparison, RULES, { dryRun: false, words: wordsOf('en') });
		expect(toMake).toEqual([
			{
				verdict: 'make',
				reason: 'missing',
				name: 'Jo a1',
				email: 'a1@creators.example',
				key: 'a1',
				code: 'ANNA10',
				promotion_id: '42',
				promotion_name: '',
				what_happened: 'The shop has no such code yet',
				what_to_do: '',
			},
		]);
		expect(toTakeBack).toMatchObject([
			{
				code: 'BILL10',
				promotion_id: '42',
				what_happened: 'The creator has left, and the code is in the shop',
			},
		]);
		expect(right).toMatchObject([{ verdict: 'keep', code: 'CARA10' }]);
		expect(counted).toMatchObject({ active: 2, right: 1, to_make: 1, to_take_back: 1, held: 0 });
	});

	it('in a dry run stand in the totals only', () => {
		const {
			toMake,
			toTakeBack,
			totals: counted,
		} = compareItems(comparison, RULES, { dryRun: true, words: wordsOf('en') });
		expect([toMake, toTakeBack]).toEqual([[], []]);
		expect(counted).toMatchObject({
			to_make: 1,
			would_make: [{ code: 'ANNA10' }],
			would_take_back: [{ code: 'BILL10' }],
		});
	});

	it('have words for every reason', () => {
		const states = ['disabled', 'invalid', 'expired', 'not_started', 'used_up', 'odd'];
		const lists = {
			creators: [
				...states.map((state) => creator(state)),
				...['bad', 'same1', 'same2', 'two', 'none'].map((key) => creator(key)),
				creator('left', 'inactive'),
			],
			contacts: [
				...states.map((state) => contact(state, state)),
				contact('bad', 'Ä'),
				contact('same1', 'SAME'),
				contact('same2', 'SAME'),
				contact('two', 'A'),
				contact('two', 'B'),
				contact('none', 'NONE', { old: ['OLD'] }),
				contact('left', 'LEFT'),
				contact('zz', 'ZZ'),
			],
			codes: [
				...states.map((state) => code(state, { state })),
				...['OLD', 'LEFT', 'ZZ', 'NOBODY'].map((name) => code(name)),
			],
		};
		const { decisions } = compare(lists, { makeCodes: false, takeBack: false });
		const { held: rows } = compareItems(
			{ decisions, counts: comparison.counts, compared: true },
			RULES,
			{ dryRun: false, words: wordsOf('en') },
		);
		expect(new Set(rows.map(({ reason }) => reason))).toEqual(
			new Set([
				...states.slice(0, -1),
				'not_usable',
				'code_not_valid',
				'shared_code',
				'several_contacts',
				'missing',
				'still_usable',
				'replaced_still_usable',
				'unknown_affiliate',
				'unclaimed',
			]),
		);
		for (const { what_happened: what, what_to_do: fix } of rows) {
			expect(String(what).length).toBeGreaterThan(10);
			expect(String(fix)).toMatch(/\.$/);
			expect(String(what)).not.toMatch(/undefined|\.$/);
		}
	});
});
