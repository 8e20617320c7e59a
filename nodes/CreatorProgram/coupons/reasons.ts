import { plain } from '../changes/plain';
import type { Words as AllWords } from '../words/en';
import type { Decision, HeldDetail } from './types';

/** A decision in words. */
export interface Explanation {
	what_happened: string;
	what_to_do: string;
}

/** How many codes a message names. */
const NAMED = 3;

/** What a decision means, and what to do about it. */
export function explain(decision: Decision, words: AllWords): Explanation {
	const { coupons } = words;
	if (decision.verdict !== 'held') {
		return { what_happened: actionIn(decision, words), what_to_do: '' };
	}
	const at = coupons.at(plain(decision.promotion, 80));
	const detail = detailIn(decision.detail, words);
	const [what, fix] = coupons.held[decision.reason](at, detail);
	return { what_happened: what, what_to_do: fix };
}

function actionIn({ verdict, reason }: Decision, { coupons }: AllWords): string {
	if (verdict === 'make') return coupons.missingYet;
	if (verdict === 'keep') return coupons.works;
	return reason === 'left' ? coupons.left : coupons.replaced;
}

function detailIn(detail: HeldDetail, { common, coupons }: AllWords): string {
	if (typeof detail === 'string') return plain(detail, 200);
	const { count, live, codes } = detail;
	const names = codes.slice(0, NAMED).map((code) => plain(code, 60));
	const more = codes.length > NAMED ? common.andMore(codes.length - NAMED) : '';
	return coupons.manyOf(count, live, names.join(', '), more);
}
