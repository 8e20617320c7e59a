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
	if (isRecord(payload.data) && 'affiliates' in payload.data) return 'payment';
	if ('payment_total' in payload || 'total_conversions' in payload) return 'payment';
	if ('commission_total' in payload && ('order_id' in payload || 'affiliate' in payload)) {
		return 'conversion';
	}
	if ('trigger' in payload && 'affiliate_id' in payload) return 'conversionTrigger';
	if ('email' in payload && 'status' in payload) {
		return 'reward' in payload ? 'bonusTier' : 'affiliate';
	}
	return 'unknown';
}

/**
 * Tells which topics a webhook counts as, the most telling first. Only two of the nine header values are
 * documented (AFFILIATE_DETAILS_CHANGE and APPROVED_CONVERSION, which is called "Conversion Approved" in
 * Refersion's settings), and the signature covers the body alone. So fields and status of the body come first, and
 * the header only says what they cannot.
 *
 * @param topic the Refersion-Topic header; '' when it is missing
 * @param payload the parsed body
 * @returns 'unknown' alone when nothing fits
 */
export function topicEventsOf(topic: string, payload: IDataObject): TopicEvent[] {
	switch (shapeOf(payload)) {
		case 'conversion':
			return conversionEvents(topic, payload.status);
		case 'payment':
			return ['newPayment'];
		case 'conversionTrigger':
			return ['newConversionTrigger'];
		case 'bonusTier':
			return ['bonusTierMovement'];
		case 'affiliate':
			return [affiliateEvent(topic)];
		default:
			return ['unknown'];
	}
}

/**
 * What happened to an affiliate, which no field of the body tells. Details Change must be named as such: whatever
 * else says "updated" may be the change of a status, and 'unknown' counts like one.
 */
function affiliateEvent(topic: string): TopicEvent {
	if (says(topic, 'BONUS', 'TIER')) return 'bonusTierMovement';
	if (says(topic, 'STATUS', 'APPROV', 'ACTIV', 'DENI', 'DENY', 'DISABL', 'REJECT')) {
		return 'affiliateStatusChange';
	}
	if (says(topic, 'DETAIL', 'PROFILE', 'ADDRESS')) return 'affiliateDetailsChange';
	return says(topic, ...IS_NEW) ? 'newAffiliate' : 'unknown';
}

/**
 * What happened to a conversion is its status. One that is pending is news only when it is recorded: of the three topics
 * the other two are about what is approved or denied. One may be approved or denied from the start; then it is both.
 */
function conversionEvents(topic: string, value: unknown): TopicEvent[] {
	const status = typeof value === 'string' ? value.trim().toUpperCase() : '';
	const isNew = says(topic, ...IS_NEW);
	switch (status) {
		case 'APPROVED':
			return isNew ? ['conversionApproved', 'newConversion'] : ['conversionApproved'];
		case 'DENIED':
			return isNew ? ['conversionDenied', 'newConversion'] : ['conversionDenied'];
		case 'PENDING':
			return ['newConversion'];
		case '':
			return [conversionEventOfTopic(topic)];
		default:
			return isNew && status === 'UNQUALIFIED' ? ['newConversion'] : ['unknown'];
	}
}

/** For a body without a status, which no documented one is. */
function conversionEventOfTopic(topic: string): TopicEvent {
	if (says(topic, 'DENI', 'DENY', 'REJECT', 'DISAPPROV', 'UNAPPROV', 'NOTAPPROV')) {
		return 'conversionDenied';
	}
	if (says(topic, 'APPROV')) return 'conversionApproved';
	return says(topic, ...IS_NEW) ? 'newConversion' : 'unknown';
}

const IS_NEW = ['NEW', 'CREAT', 'ADDED', 'REGIST', 'RECORD'];

/** Whether one of the words is in the topic, in whatever case and however the words are put together. */
function says(topic: string, ...words: string[]): boolean {
	const letters = topic.toUpperCase().replace(/[^A-Z]/g, '');
	return words.some((word) => letters.includes(word));
}
