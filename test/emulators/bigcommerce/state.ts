import type { Clock } from '../common';
import {
	DEFAULT_SWITCHES,
	type BigCommerceSwitches,
	type Code,
	type CodeInput,
	type Promotion,
	type PromotionInput,
} from './types';

/** What a store has. */
export interface State {
	readonly switches: BigCommerceSwitches;
	readonly promotions: Promotion[];
	readonly codes: Code[];
	addPromotion(input?: PromotionInput): Promotion;
	addCode(promotionId: number, code: string, input?: CodeInput): Code;
	/** Takes a code away; one that is not there is no matter. */
	removeCode(promotionId: number, id: number): void;
	codesOf(promotionId: number): Code[];
	/** Codes anywhere in the store that are this one. */
	find(code: string): Code[];
	isSame(one: Code, code: string): boolean;
	/** As the list of promotions compares. */
	hasCode(promotionId: number, code: string): boolean;
	clear(): void;
}

export function createState(now: Clock, initial: Partial<BigCommerceSwitches>): State {
	const switches: BigCommerceSwitches = { ...DEFAULT_SWITCHES, ...initial };
	const promotions: Promotion[] = [];
	const codes: Code[] = [];
	let lastPromotion = 100;
	let lastCode = 5000;

	const spelt = (code: string): string =>
		switches.codeCase === 'insensitive' ? code.toLowerCase() : code;
	const isSame = (one: Code, code: string): boolean => spelt(one.code) === spelt(code);
	const codesOf = (promotionId: number): Code[] =>
		codes.filter((each) => each.promotionId === promotionId);

	return {
		switches,
		promotions,
		codes,
		addPromotion(input = {}) {
			lastPromotion += 1;
			const promotion: Promotion = {
				id: lastPromotion,
				name: `Promotion ${lastPromotion}`,
				redemption_type: 'COUPON',
				coupon_type: 'BULK',
				status: 'ENABLED',
				start_date: '2019-01-20T22:00:00+00:00',
				end_date: null,
				current_uses: 0,
				max_uses: null,
				rules: [],
				currency_code: 'USD',
				display_name: null,
				can_be_used_with_other_promotions: true,
				...input,
			};
			promotions.push(promotion);
			return promotion;
		},
		addCode(promotionId, code, input = {}) {
			lastCode += 1;
			const added: Code = {
				id: lastCode,
				promotionId,
				code,
				current_uses: 0,
				max_uses: 0,
				max_uses_per_customer: 0,
				created: now().toISOString(),
				...input,
			};
			codes.push(added);
			return added;
		},
		removeCode(promotionId, id) {
			const at = codes.findIndex((each) => each.promotionId === promotionId && each.id === id);
			if (at !== -1) codes.splice(at, 1);
		},
		codesOf,
		find: (code) => codes.filter((each) => isSame(each, code)),
		isSame,
		hasCode: (promotionId, code) =>
			codesOf(promotionId).some((each) =>
				switches.promotionFilter === 'contains'
					? spelt(each.code).includes(spelt(code))
					: isSame(each, code),
			),
		clear() {
			promotions.splice(0);
			codes.splice(0);
			lastPromotion = 100;
			lastCode = 5000;
			Object.assign(switches, DEFAULT_SWITCHES, initial);
		},
	};
}
