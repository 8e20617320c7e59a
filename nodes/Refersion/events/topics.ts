import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';

/** The nine webhook topics of Refersion, and what is none of them. */
export type TopicEvent =
	| 'newAffiliate'
	| 'affiliateStatusChange'
	| 'affiliateDetailsChange'
	| 'bonusTierMovement'
	| 'newConversion'
	| 'conversionApproved'
	| 'conversionDenied'
	| 'newPayment'
	| 'newConversionTrigger'
	| 'unknown';

/** What a payload is about, told by its fields. Its body never names the event. */
export type Shape =
	'affiliate' | 'bonusTier' | 'conversion' | 'payment' | 'conversionTrigger' | 'unknown';

/**
 * Tells what a payload is about by the fields only that kind has (Refersion's documentation,
 * "Webhooks for merchants", the samples of the nine topics).
 */
export function shapeOf(payload: IDataObject): Shape {
	if ('commission_total' in payload && 'order_id' in payload) return 'conversion';
	if ('trigger' in payload && 'affiliate_id' in payload) return 'conversionTrigger';
	if (isRecord(payload.data) && 'affiliates' in payload.data) return 'payment';
	if ('payment_total' in payload) return 'payment';
	if ('email' in payload && 'status' in payload) {
		return 'reward' in payload ? 'bonusTier' : 'affiliate';
	}
	return 'unknown';
}

/**
 * Tells which topic a webhook has. Only two of the nine header values are documented
 * (AFFILIATE_DETAILS_CHANGE and APPROVED_CONVERSION, which is called "Conversion Approved" in
 * Refersion's settings), so the header is compared by its words, in any order, and the payload says
 * the rest.
 *
 * @param topic the Refersion-Topic header
 * @param payload the parsed body
 * @returns 'unknown' when words and fields fit none of the topics
 */
export function topicEventOf(topic: string, payload: IDataObject): TopicEvent {
	const words = wordsOf(topic);
	switch (shapeOf(payload)) {
		case 'conversion':
			if (has(words, 'APPROV')) return 'conversionApproved';
			if (has(words, 'DENI', 'DENY', 'REJECT')) return 'conversionDenied';
			return has(words, 'NEW', 'CREAT', 'ADD') ? 'newConversion' : 'unknown';
		case 'payment':
			return 'newPayment';
		case 'conversionTrigger':
			return 'newConversionTrigger';
		case 'bonusTier':
			return 'bonusTierMovement';
		case 'affiliate':
			if (has(words, 'BONUS', 'TIER')) return 'bonusTierMovement';
			if (has(words, 'DETAIL', 'PROFILE', 'EDIT', 'UPDAT')) return 'affiliateDetailsChange';
			if (has(words, 'STATUS', 'APPROV', 'ACTIV', 'DENI', 'DISABL')) return 'affiliateStatusChange';
			return has(words, 'NEW', 'CREAT', 'ADD', 'REGIST') ? 'newAffiliate' : 'unknown';
		default:
			return 'unknown';
	}
}

function wordsOf(topic: string): string[] {
	return topic
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.toUpperCase()
		.split(/[^A-Z]+/);
}

function has(words: string[], ...stems: string[]): boolean {
	return words.some((word) => stems.some((stem) => word.startsWith(stem)));
}
