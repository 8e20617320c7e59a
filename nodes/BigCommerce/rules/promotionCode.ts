import type { IDataObject } from 'n8n-workflow';

/** Whether a customer can use a code, and why not. */
export type CodeState = 'usable' | 'disabled' | 'invalid' | 'expired' | 'not_started' | 'used_up';

/**
 * Whether a code can be used: that is up to its promotion, and to how often both were used. 0 uses allowed
 * means any number (Promotions API, fields of promotion and coupon code). Conditions of the promotion, such
 * as days of the week or groups of customers, are left out.
 *
 * @param code as the API gives it
 * @param promotion the promotion it belongs to
 */
export function stateOf(code: IDataObject, promotion: IDataObject, now: Date): CodeState {
	if (promotion.status === 'INVALID') return 'invalid';
	if (promotion.status !== 'ENABLED') return 'disabled';
	if (timeOf(promotion.end_date) <= now.getTime()) return 'expired';
	if (timeOf(promotion.start_date) > now.getTime()) return 'not_started';
	return isUsedUp(code) || isUsedUp(promotion) ? 'used_up' : 'usable';
}

/** The item of a code, with what a report needs of its promotion. */
export function codeItem(code: IDataObject, promotion: IDataObject, now: Date): IDataObject {
	return {
		id: code.id,
		code: code.code,
		state: stateOf(code, promotion, now),
		promotion_id: promotion.id,
		promotion_name: promotion.name,
		promotion_status: promotion.status,
		start_date: promotion.start_date ?? null,
		end_date: promotion.end_date ?? null,
		current_uses: code.current_uses ?? null,
		max_uses: code.max_uses ?? null,
		max_uses_per_customer: code.max_uses_per_customer ?? null,
		date_created: code.created ?? null,
	};
}

/** NaN, which is neither earlier nor later than anything, when there is no date. */
function timeOf(date: unknown): number {
	return typeof date === 'string' ? Date.parse(date) : NaN;
}

function isUsedUp({ current_uses: uses, max_uses: most }: IDataObject): boolean {
	return Number(most ?? 0) > 0 && Number(uses ?? 0) >= Number(most);
}
