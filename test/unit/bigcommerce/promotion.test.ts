import {
	differenceOf,
	draftBody,
	promotionItem,
	type PromotionDraft,
} from '../../../nodes/BigCommerce/rules/promotion';

const draft = (more: Partial<PromotionDraft> = {}): PromotionDraft => ({
	name: 'Creators',
	discount: { kind: 'percentage', value: 10 },
	displayName: '',
	minimumSpend: 0,
	maxUses: 0,
	currency: '',
	combines: true,
	...more,
});

const saved = (discount: object, more: object = {}) => ({
	coupon_type: 'BULK',
	rules: [{ action: { cart_value: { discount } } }],
	...more,
});

describe('the body of a new promotion', () => {
	it('has many codes, and nothing that was not set', () => {
		expect(draftBody(draft())).toEqual({
			name: 'Creators',
			redemption_type: 'COUPON',
			coupon_type: 'BULK',
			can_be_used_with_other_promotions: true,
			rules: [
				{ action: { cart_value: { discount: { percentage_amount: '10' } } }, apply_once: true },
			],
		});
	});

	it('has what was set', () => {
		const all = draft({
			discount: { kind: 'amount', value: 7.5 },
			displayName: '7.50 off',
			minimumSpend: 100,
			maxUses: 500,
			start: new Date('2026-12-01T00:00:00Z'),
			end: new Date('2027-01-01T00:00:00Z'),
			currency: 'EUR',
			combines: false,
		});
		expect(draftBody(all)).toEqual({
			name: 'Creators',
			redemption_type: 'COUPON',
			coupon_type: 'BULK',
			can_be_used_with_other_promotions: false,
			display_name: '7.50 off',
			max_uses: 500,
			start_date: '2026-12-01T00:00:00.000Z',
			end_date: '2027-01-01T00:00:00.000Z',
			currency_code: 'EUR',
			rules: [
				{
					action: { cart_value: { discount: { fixed_amount: '7.5' } } },
					apply_once: true,
					condition: { cart: { minimum_spend: '100' } },
				},
			],
		});
	});

	it.each([
		[10, '10'],
		[100, '100'],
		[12.5, '12.5'],
		[0.1 + 0.2, '0.3'],
		[10_000_000, '10000000'],
	])('writes %s as "%s"', (value, text) => {
		expect(draftBody(draft({ discount: { kind: 'amount', value } }))).toMatchObject({
			rules: [{ action: { cart_value: { discount: { fixed_amount: text } } } }],
		});
	});
});

describe('a promotion of the name that is there', () => {
	it.each([
		['the same', saved({ percentage_amount: '10.00' }), undefined],
		[
			'for a single code',
			saved({ percentage_amount: '10' }, { coupon_type: 'SINGLE' }),
			'single_code',
		],
		['with another percentage', saved({ percentage_amount: '20' }), 'other_discount'],
		['with an amount', saved({ fixed_amount: '10' }), 'other_discount'],
		['without a rule', { coupon_type: 'BULK', rules: [] }, 'other_discount'],
		['with two rules', { coupon_type: 'BULK', rules: [{}, {}] }, 'other_discount'],
		[
			'with an action of another kind',
			{ rules: [{ action: { gift_item: {} } }] },
			'other_discount',
		],
	])('%s: %j is %s', (_what, promotion, expected) => {
		expect(differenceOf(promotion, draft())).toBe(expected);
	});
});

it('the item of a promotion says what it gives', () => {
	expect(promotionItem({ id: 7, name: 'Creators', ...saved({ fixed_amount: '5' }) })).toMatchObject(
		{
			id: 7,
			name: 'Creators',
			coupon_type: 'BULK',
			fixed_amount: '5',
			percentage_amount: null,
			end_date: null,
		},
	);
	expect(promotionItem({ id: 7 })).toMatchObject({ fixed_amount: null });
});
