import type { IDataObject } from 'n8n-workflow';
import { readErrorJson } from '../../shared/errorJson';
import { isRecord } from '../../shared/record';
import { asPlainText as textOf, fold } from '../../shared/texts';
import { plain } from '../changes/plain';
import type { Words } from '../words/en';
import { assignCoupon, isClear, type Coupon } from './assign';

/** Merge fields of a contact for its coupon. The workflow's mapper writes them by these names. */
export const COUPON_FIELDS = { coupon: 'COUPON', number: 'COUPONID', old: 'COUPONOLD' } as const;

/** What is known about a new coupon. */
export interface NewCoupon {
	coupon: Coupon;
	/** Refersion's number of the affiliate, for whom it may not be able to read. */
	affiliateId: string;
	/** The affiliate, as Refersion gave it; or an item with `error`. */
	affiliate: IDataObject;
	/** The contact, as Mailchimp gave it; or an item with `error`. */
	contact: IDataObject;
	keyMergeField: string;
	inactiveWhen: string[];
	words: Words;
}

export type Assignment =
	| { verdict: 'store'; item: IDataObject }
	| { verdict: 'right'; item: IDataObject }
	| { verdict: 'held'; item: IDataObject };

/**
 * Decides what a new coupon changes in the contact. Nobody is added, and a contact that may be another affiliate's is
 * left alone.
 */
export function decideCoupon(news: NewCoupon): Assignment {
	const { coupon, affiliate, contact } = news;
	const about = aboutOf(news);
	const { assign } = news.words.coupons;
	if (!isClear(coupon)) return held(news, 'unclear', assign.unclear());
	const notRead = errorIn(affiliate) ?? errorIn(contact);
	if (notRead) {
		const isGone = errorIn(affiliate) === undefined && notRead.reason === 'http_404';
		if (isGone && news.inactiveWhen.includes(fold(textOf(affiliate.status)))) {
			// Who has left and has no contact needs no code in it.
			return { verdict: 'right', item: { ...about, verdict: 'right', reason: 'has_left' } };
		}
		return held(news, notRead.reason, [notRead.what || assign.failed, notRead.fix]);
	}
	const fields = isRecord(contact.merge_fields) ? contact.merge_fields : {};
	const key = textOf(fields[news.keyMergeField]);
	const code = textOf(affiliate.code);
	if (key !== '' && code !== '' && key !== code) {
		return held(news, 'other_affiliate', assign.otherAffiliate());
	}
	const next = assignCoupon(coupon, {
		coupon: textOf(fields[COUPON_FIELDS.coupon]),
		number: Number(fields[COUPON_FIELDS.number]) || 0,
		old: textOf(fields[COUPON_FIELDS.old]),
	});
	if (!next) return { verdict: 'right', item: { ...about, verdict: 'right', reason: '' } };
	return {
		verdict: 'store',
		item: {
			...about,
			verdict: 'store',
			reason: '',
			coupon: next.coupon,
			coupon_number: next.number,
			old_codes: next.old,
		},
	};
}

function aboutOf({ coupon, affiliate, contact, affiliateId }: NewCoupon): IDataObject {
	const name = [affiliate.first_name, affiliate.last_name]
		.map((part) => plain(part))
		.filter(Boolean);
	return {
		email: textOf(contact.email_address) || textOf(affiliate.email),
		name: name.join(' '),
		key: textOf(affiliate.code),
		affiliate_id: affiliateId,
		coupon: coupon.code,
		coupon_number: Number.isFinite(coupon.number) ? coupon.number : null,
	};
}

function held(news: NewCoupon, reason: string, [what, fix]: [string, string]): Assignment {
	const about = aboutOf(news);
	const { assign } = news.words.coupons;
	const [code, number] = [plain(about.coupon, 60), plain(about.coupon_number)];
	const whose = assign.of(code, about.email ? '' : plain(about.affiliate_id));
	const byHand = assign.byHand((number && code) || assign.theCode, number || assign.itsNumber);
	return {
		verdict: 'held',
		item: {
			...about,
			verdict: 'held',
			reason,
			what_happened: `${whose}: ${what}`,
			what_to_do: [fix, byHand].filter(Boolean).join(' '),
		},
	};
}

interface Failure {
	reason: string;
	what: string;
	fix: string;
}

/** What an item of n8n's error output says. */
function errorIn(item: IDataObject): Failure | undefined {
	const { error } = item;
	if (error === undefined || error === null || error === '') return undefined;
	const { reason, message, description } = readErrorJson(item);
	return { reason: reason || 'error', what: plain(message), fix: plain(description) };
}
