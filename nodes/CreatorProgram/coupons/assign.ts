import { fold } from '../../shared/texts';
import { isSafeInMail } from './code';
import { codesIn } from './lists';

/** Longest text that Mailchimp stores in a merge field (its help: 255 characters). */
const LONGEST = 255;

/** A coupon that Refersion gave to an affiliate. */
export interface Coupon {
	code: string;
	/** Its number in Refersion; the highest one is the one made last. */
	number: number;
}

/** What the contact has now. */
export interface StoredCoupon {
	coupon: string;
	/** 0 for none. */
	number: number;
	/** As it is stored: codes that were replaced, with commas. */
	old: string;
}

/** What is to be stored; undefined where the contact has it already. */
export function assignCoupon(news: Coupon, stored: StoredCoupon): StoredCoupon | undefined {
	const isNewest = news.number >= stored.number;
	const next = isNewest ? news.code : stored.coupon;
	const replaced = isNewest ? stored.coupon : news.code;
	const old = oldCodes(stored.old, replaced, next);
	const result = { coupon: next, number: Math.max(news.number, stored.number), old };
	const isSame = stored.coupon === next && stored.number === result.number && stored.old === old;
	return isSame ? undefined : result;
}

/**
 * The codes that were replaced, the last one at the end. A code that is in use again is none of them. The first
 * ones go when there is no room: the comparison with the shop then names them as codes that nobody has.
 */
function oldCodes(stored: string, replaced: string, current: string): string {
	const kept = codesIn(stored);
	const isKept = kept.some((code) => fold(code) === fold(replaced));
	const all = (isKept ? kept : [...kept, replaced]).filter(
		(code) => code !== '' && fold(code) !== fold(current),
	);
	while (all.join(',').length > LONGEST) all.shift();
	return all.join(',');
}

/** Whether news has a code that may stand in a mail, and a number. */
export function isClear({ code, number }: Coupon): boolean {
	return isSafeInMail(code) && !code.includes(',') && Number.isInteger(number) && number > 0;
}
