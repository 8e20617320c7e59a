import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';

/** What a new promotion with many coupon codes gives. */
export interface PromotionDraft {
	name: string;
	/** Off the whole order. */
	discount: { kind: 'percentage' | 'amount'; value: number };
	/** What customers see; '' for nothing. */
	displayName: string;
	/** 0 for none; in the store's default currency. */
	minimumSpend: number;
	/** Of all its codes together; 0 for any number. */
	maxUses: number;
	start?: Date;
	end?: Date;
	/** ISO 4217; '' for what BigCommerce takes by itself. */
	currency: string;
	combines: boolean;
}

/**
 * The body that creates a promotion for many codes: BULK, which cannot be changed later (Promotions API,
 * DraftCouponPromotion, CartValueAction, CartCondition). What is not set is left out.
 */
export function draftBody(draft: PromotionDraft): IDataObject {
	const { name, displayName, minimumSpend, maxUses, start, end, currency, combines } = draft;
	const condition = { cart: { minimum_spend: decimal(minimumSpend) } };
	return {
		name,
		redemption_type: 'COUPON',
		coupon_type: 'BULK',
		rules: [
			{
				action: { cart_value: { discount: discountOf(draft) } },
				apply_once: true,
				...(minimumSpend > 0 && { condition }),
			},
		],
		can_be_used_with_other_promotions: combines,
		...(displayName && { display_name: displayName }),
		...(maxUses > 0 && { max_uses: maxUses }),
		...(start && { start_date: start.toISOString() }),
		...(end && { end_date: end.toISOString() }),
		...(currency && { currency_code: currency }),
	};
}

function discountOf({ discount }: PromotionDraft): IDataObject {
	const text = decimal(discount.value);
	return discount.kind === 'percentage' ? { percentage_amount: text } : { fixed_amount: text };
}

/** Money and percentages are texts, without an exponent (Promotions API, Money). */
function decimal(value: number): string {
	return value.toFixed(2).replace(/\.?0+$/, '');
}

/** How a promotion that is there differs from the one that was asked for. */
export type Difference = 'single_code' | 'other_discount';

/**
 * Compares a promotion of the store with a draft by what cannot be put right later: that it takes many
 * codes, and what it gives. Dates and limits may have been changed on purpose.
 *
 * @param saved as BigCommerce gives it
 */
export function differenceOf(saved: IDataObject, draft: PromotionDraft): Difference | undefined {
	if (saved.coupon_type === 'SINGLE') return 'single_code';
	return hasDiscount(saved, discountOf(draft)) ? undefined : 'other_discount';
}

function hasDiscount({ rules }: IDataObject, wanted: IDataObject): boolean {
	const given = Array.isArray(rules) && rules.length === 1 ? discountIn(rules[0]) : undefined;
	if (!given) return false;
	return Object.entries(wanted).every(([name, value]) => Number(given[name]) === Number(value));
}

function discountIn(rule: unknown): IDataObject | undefined {
	const action = isRecord(rule) ? rule.action : undefined;
	const cart = isRecord(action) ? action.cart_value : undefined;
	const discount = isRecord(cart) ? cart.discount : undefined;
	return isRecord(discount) ? discount : undefined;
}

/** The item of a promotion. */
export function promotionItem(promotion: IDataObject): IDataObject {
	const { rules } = promotion;
	const discount = Array.isArray(rules) && rules.length > 0 ? discountIn(rules[0]) : undefined;
	return {
		id: promotion.id,
		name: promotion.name,
		status: promotion.status ?? null,
		coupon_type: promotion.coupon_type ?? null,
		percentage_amount: discount?.percentage_amount ?? null,
		fixed_amount: discount?.fixed_amount ?? null,
		currency_code: promotion.currency_code ?? null,
		start_date: promotion.start_date ?? null,
		end_date: promotion.end_date ?? null,
		current_uses: promotion.current_uses ?? null,
		max_uses: promotion.max_uses ?? null,
	};
}
