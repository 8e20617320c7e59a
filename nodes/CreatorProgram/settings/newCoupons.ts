import type { IDataObject } from 'n8n-workflow';
import type { Input } from '../../shared/input';
import { asPlainText as text } from '../../shared/texts';
import { LANGUAGES, type Language } from '../words';
import { readPromotion, requirePromotion } from './coupons';
import { readMergeField } from './names';

/** What a user may set for new coupons, checked. A type, so that it is an item's data as it is. */
export type NewCouponSettings = {
	promotionId: string;
	makeCodes: boolean;
	language: Language;
	keyMergeField: string;
};

/** @throws ProblemError that names the parameter */
export function readNewCouponSettings(input: Input): NewCouponSettings {
	const settings: NewCouponSettings = {
		promotionId: readPromotion(input),
		makeCodes: input.switch('makeCodes', 'Make Missing Codes', false),
		language: input.choice('language', 'Language', LANGUAGES, 'en'),
		keyMergeField: readMergeField(input, 'keyMergeField', 'Key Merge Field'),
	};
	if (settings.makeCodes) requirePromotion(settings.promotionId, 'Make Missing Codes');
	return settings;
}

/** What a new conversion trigger says about a coupon. A type, so that it is an item's data as it is. */
export type CouponNews = { affiliateId: string; couponCode: string; couponNumber: string };

/** Whether an item is news about a conversion trigger, as Refersion Trigger gives it. */
export function isTriggerNews({ event, affiliate_id: affiliate }: IDataObject): boolean {
	return event === 'newConversionTrigger' && text(affiliate) !== '';
}

/**
 * Reads an item of Refersion Trigger (New Conversion Trigger).
 *
 * @returns undefined for one about an email address or a SKU
 */
export function couponNews({
	type,
	affiliate_id,
	trigger,
	id,
}: IDataObject): CouponNews | undefined {
	if (text(type).toUpperCase() !== 'COUPON') return undefined;
	return { affiliateId: text(affiliate_id), couponCode: text(trigger), couponNumber: text(id) };
}
