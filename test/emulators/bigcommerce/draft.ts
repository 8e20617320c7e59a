import { isInteger, isObject, isString, type JsonObject } from '../common';
import { invalid } from './problem';
import type { PromotionInput } from './types';

/** Fields that a draft of a coupon promotion may have (Promotions API, PromotionBase and DraftCouponPromotion). */
const FIELDS = new Set(
	'redemption_type coupon_type name display_name channels customer rules max_uses status start_date end_date stop can_be_used_with_other_promotions coupon_overrides_automatic_when_offering_higher_discounts currency_code notifications shipping_address schedule'.split(
		' ',
	),
);

/** Promotions API, Money and percentage_amount: a text of digits with a point. */
const DECIMAL = /^\d+(\.\d+)?$/;

/** With a zone, as all examples of the Promotions API have one. */
const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

function text(body: JsonObject, name: string): string | undefined {
	const value = body[name];
	if (value === undefined || isString(value)) return value;
	throw invalid({ [name]: 'must be a string' });
}

function date(body: JsonObject, name: string): string | undefined {
	const value = text(body, name);
	if (value === undefined || DATE.test(value)) return value;
	throw invalid({ [name]: 'must be a date and time' });
}

function oneOf<const T extends string>(body: JsonObject, name: string, choices: readonly T[]): T {
	const found = choices.find((choice) => choice === body[name]);
	if (found !== undefined) return found;
	throw invalid({ [name]: `must be one of ${choices.join(', ')}` });
}

function isDecimal(value: unknown): boolean {
	return isString(value) && DECIMAL.test(value) && Number(value) > 0;
}

/** One rule with a discount on the whole cart: CartValueAction and CartCondition. Nothing else is known here. */
function checkRule(rule: unknown): void {
	const action = isObject(rule) ? rule.action : undefined;
	const cart = isObject(action) ? action.cart_value : undefined;
	const discount = isObject(cart) ? cart.discount : undefined;
	if (!isObject(discount)) throw invalid({ 'rules.0.action': 'is required' });
	const { percentage_amount: percentage, fixed_amount: fixed, ...others } = discount;
	const isOne = (percentage === undefined) !== (fixed === undefined);
	const isRight = isOne && Object.keys(others).length === 0 && isDecimal(percentage ?? fixed);
	if (!isRight) throw invalid({ 'rules.0.action.cart_value.discount': 'is not valid' });
	const condition = isObject(rule) ? rule.condition : undefined;
	if (condition === undefined) return;
	const spend = isObject(condition) && isObject(condition.cart) ? condition.cart.minimum_spend : '';
	if (!isDecimal(spend)) throw invalid({ 'rules.0.condition': 'is not valid' });
}

/** Checks a draft of a coupon promotion, and makes a promotion of it. */
export function readDraft(body: JsonObject): PromotionInput {
	for (const name of Object.keys(body)) {
		if (!FIELDS.has(name)) throw invalid({ [name]: 'is not allowed' });
	}
	const { name, rules, max_uses: uses = null } = body;
	if (!isString(name) || name === '') throw invalid({ name: 'is required' });
	if (!Array.isArray(rules) || rules.length === 0) throw invalid({ rules: 'is required' });
	for (const rule of rules) checkRule(rule);
	if (uses !== null && !(isInteger(uses) && uses > 0)) {
		throw invalid({ max_uses: 'must be a whole number of 1 or more' });
	}
	const combines = body.can_be_used_with_other_promotions ?? true;
	if (typeof combines !== 'boolean') {
		throw invalid({ can_be_used_with_other_promotions: 'must be a boolean' });
	}
	const currency = text(body, 'currency_code') ?? 'USD';
	if (!/^([A-Z]{3}|\*)$/.test(currency)) throw invalid({ currency_code: 'is not a currency' });
	const start = date(body, 'start_date');
	return {
		name,
		rules: rules.filter(isObject),
		redemption_type: oneOf(body, 'redemption_type', ['COUPON']),
		coupon_type: oneOf({ coupon_type: 'SINGLE', ...body }, 'coupon_type', ['SINGLE', 'BULK']),
		status: oneOf({ status: 'ENABLED', ...body }, 'status', ['ENABLED', 'DISABLED']),
		max_uses: uses,
		currency_code: currency,
		display_name: text(body, 'display_name') ?? null,
		can_be_used_with_other_promotions: combines,
		end_date: date(body, 'end_date') ?? null,
		...(start !== undefined && { start_date: start }),
	};
}
