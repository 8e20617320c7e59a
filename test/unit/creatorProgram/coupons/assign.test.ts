import {
	assignCoupon,
	isClear,
	type StoredCoupon,
} from '../../../../nodes/CreatorProgram/coupons/assign';

const NONE: StoredCoupon = { coupon: '', number: 0, old: '' };
const NEW: StoredCoupon = { coupon: 'ANNA20', number: 9, old: 'ANNA10' };

describe('a coupon that Refersion gave', () => {
	it.each<[string, string, number, StoredCoupon, StoredCoupon | undefined]>([
		['the first one', 'ANNA10', 7, NONE, { coupon: 'ANNA10', number: 7, old: '' }],
		['a newer one', 'ANNA20', 9, { coupon: 'ANNA10', number: 7, old: '' }, NEW],
		['the same again', 'ANNA20', 9, NEW, undefined],
		['an older one again', 'ANNA10', 7, NEW, undefined],
		['an older one that comes late', 'ANNA5', 3, NEW, { ...NEW, old: 'ANNA10,ANNA5' }],
		[
			'one that was there before',
			'ANNA10',
			11,
			NEW,
			{ coupon: 'ANNA10', number: 11, old: 'ANNA20' },
		],
		[
			'one entered by hand gives way',
			'ANNA10',
			7,
			{ coupon: 'HAND', number: 0, old: '' },
			{ coupon: 'ANNA10', number: 7, old: 'HAND' },
		],
		[
			'the same code with a new number',
			'anna20',
			10,
			NEW,
			{ coupon: 'anna20', number: 10, old: 'ANNA10' },
		],
	])('%s', (_what, code, number, stored, expected) => {
		expect(assignCoupon({ code, number }, stored)).toEqual(expected);
	});

	it('has no room for all codes that were: the first ones go', () => {
		const old = Array.from({ length: 23 }, (_, index) => `CODE-OF-${index + 10}`).join(',');
		const stored = { coupon: 'LAST', number: 5, old };
		const kept = assignCoupon({ code: 'NEXT', number: 6 }, stored)?.old ?? '';
		expect(kept.length).toBeLessThanOrEqual(255);
		expect(kept.endsWith(',LAST')).toBe(true);
		expect(kept.startsWith('CODE-OF-10')).toBe(false);
	});
});

it.each([
	['ANNA10', 7, true],
	['', 7, false],
	['<img src=x>', 7, false],
	['*|MC:UNSUB|*', 7, false],
	['A\nB', 7, false],
	['A,B', 7, false],
	['ANNA10', 0, false],
	['ANNA10', NaN, false],
	['ANNA10', 1.5, false],
])('news of "%s" with the number %s is clear: %s', (code, number, expected) => {
	expect(isClear({ code, number })).toBe(expected);
});
