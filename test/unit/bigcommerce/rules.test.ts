import { codeProblem, sameCodes } from '../../../nodes/BigCommerce/rules/code';
import { codeItem, stateOf } from '../../../nodes/BigCommerce/rules/promotionCode';

describe('a coupon code', () => {
	it.each(['SARAH10', 'sarah 10', 'A', 'a_b-c', 'x'.repeat(50)])('may be %s', (code) => {
		expect(codeProblem(code)).toBeUndefined();
	});

	it.each([
		['', 'characters'],
		['SARAH%', 'characters'],
		['ÄRA', 'characters'],
		['a/../b', 'characters'],
		['a\nb', 'characters'],
		['x'.repeat(51), 'longer than 50'],
	])('may not be %j', (code, problem) => {
		expect(codeProblem(code)).toContain(problem);
	});

	it('is told from longer ones, but not from other spellings', () => {
		const rows = [{ code: 'SARAH10' }, { code: 'SARAH1' }, { code: 'sarah1' }, { code: null }, {}];
		expect(sameCodes(rows, 'SARAH1')).toEqual([{ code: 'SARAH1' }, { code: 'sarah1' }]);
	});
});

describe('the state of a code', () => {
	const now = new Date('2026-11-01T12:00:00Z');
	const promotion = { status: 'ENABLED', start_date: '2020-01-01T00:00:00+00:00', end_date: null };
	const state = (changes: object, code: object = {}) =>
		stateOf({ current_uses: 0, max_uses: 0, ...code }, { ...promotion, ...changes }, now);

	it.each([
		['usable', {}, {}],
		['usable', { end_date: '2026-11-01T12:00:01+00:00' }, {}],
		['usable', { max_uses: 0, current_uses: 5 }, { current_uses: 9 }],
		['usable', { max_uses: 6, current_uses: 5 }, {}],
		['disabled', { status: 'DISABLED' }, {}],
		['disabled', { status: undefined }, {}],
		['invalid', { status: 'INVALID' }, {}],
		['expired', { end_date: '2026-11-01T12:00:00+00:00' }, {}],
		['expired', { end_date: '2026-11-01T13:59:00+02:00' }, {}],
		['not_started', { start_date: '2026-11-01T12:00:01Z' }, {}],
		['used_up', { max_uses: 5, current_uses: 5 }, {}],
		['used_up', {}, { max_uses: 1, current_uses: 1 }],
		['disabled', { status: 'DISABLED', end_date: '2020-02-01T00:00:00Z' }, {}],
	])('is %s for %j and %j', (expected, changes, code) => {
		expect(state(changes, code)).toBe(expected);
	});

	it('is in the item, with what belongs to the promotion', () => {
		const code = { id: 1, code: 'A', current_uses: 2, max_uses: 0, max_uses_per_customer: 1 };
		expect(codeItem(code, { ...promotion, id: 7, name: 'Creators' }, now)).toEqual({
			id: 1,
			code: 'A',
			state: 'usable',
			promotion_id: 7,
			promotion_name: 'Creators',
			promotion_status: 'ENABLED',
			start_date: '2020-01-01T00:00:00+00:00',
			end_date: null,
			current_uses: 2,
			max_uses: 0,
			max_uses_per_customer: 1,
			date_created: null,
		});
	});
});
