import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import { asPlainText as text } from '../../shared/texts';
import { nextTierText } from '../tiers/next';
import { readStanding } from '../tiers/standing';
import type { Tier } from '../tiers/types';
import { explain, type ReasonText } from '../words/explain';
import { lastCommission, totalCommission, type AmountRules } from './amounts';
import { isLeftOut, readNews, type News } from './news';
import type { Reason } from './reasons';

/** Statuses of contacts that get mails, or will. */
const GETS_MAILS = ['subscribed', 'pending'];

/** Everything that was read about a piece of news; undefined where that failed. */
export interface Known {
	news: IDataObject;
	/** Of *Affiliate: Get*. */
	affiliate: IDataObject | undefined;
	/** Of *Affiliate: Get Standing*. */
	standing: IDataObject | undefined;
	/** How many conversions of the moment have another status by now. */
	otherwise: number | undefined;
	/** The contact at the affiliate's address: null for none. */
	contact: IDataObject | null | undefined;
	/** What went wrong on the way; '' for nothing. */
	error: string;
}

export interface NoticeRules extends AmountRules {
	tiers: Tier[];
	/** Merge field with the affiliate's code. */
	keyMergeField: string;
}

export type Outcome = 'tell' | 'leave' | 'hold';

/** What becomes of a piece of news: where it goes, and the data of its item. */
export interface Notice {
	outcome: Outcome;
	item: IDataObject;
}

/** Makes the notice of a piece of news. */
type Noticer = (outcome: Outcome, reason: Reason | '', about?: string) => Notice;

/**
 * Decides what becomes of a piece of news, and what is written: merge fields out of Refersion's present totals, and the
 * event. The whole decision of *Commission: Describe*.
 */
export function describe(known: Known, rules: NoticeRules): Notice {
	const { affiliate, standing, contact, otherwise, error } = known;
	const { words } = rules;
	const notice: Noticer = (outcome, reason, about) => ({
		outcome,
		item: itemOf(outcome, known, reason, explain(words.commissionReasons, reason, about)),
	});
	if (isLeftOut(known.news)) return notice('leave', 'left_out');
	const news = readNews(known.news);
	if ('missing' in news) {
		return notice('hold', 'unclear_news', words.commissionMissing[news.missing]);
	}
	if (affiliate && text(affiliate.status) !== 'ACTIVE') return notice('leave', 'not_active');
	if (contact === null) return notice('hold', 'not_in_audience');
	if (!affiliate || !standing || !contact || otherwise === undefined) {
		return notice('hold', 'not_read', error);
	}
	const status = text(contact.status);
	if (!GETS_MAILS.includes(status)) return notice('leave', 'no_mails', status);
	const key = keyOf(contact, rules.keyMergeField);
	if (key === '' || key !== text(affiliate.code)) {
		return notice('hold', 'not_theirs', key);
	}
	const reason = reasonFor(news, otherwise);
	const { item } = notice('tell', reason);
	return {
		outcome: 'tell',
		item: { ...item, ...valuesOf(standing, rules), ...eventOf(news, reason === '') },
	};
}

function reasonFor({ kind, status, amount }: News, otherwise: number): Reason | '' {
	if (kind !== 'commission') return '';
	if (amount <= 0) return 'no_gain';
	return status === 'PENDING' && otherwise > 0 ? 'past' : '';
}

function valuesOf(standing: IDataObject, rules: NoticeRules): IDataObject {
	const read = readStanding(standing);
	const currencies = { chosen: rules.currency, met: [] };
	return {
		last_commission: lastCommission(standing, rules),
		total_commission: totalCommission(standing, rules),
		next_tier: read ? nextTierText(read, rules.tiers, currencies, rules.words) : '',
	};
}

function eventOf({ event, onceBy, properties }: News, isRecorded: boolean): IDataObject {
	return {
		record: isRecorded,
		event_name: event,
		record_once_by: onceBy,
		// A property without a value is no property.
		event_properties: Object.entries(properties)
			.filter(([, value]) => value !== '')
			.map(([name, value]) => ({ name, value })),
	};
}

/** The item of a piece of news: who it is about, and why it went where it went. */
function itemOf(
	outcome: Outcome,
	{ news, affiliate }: Known,
	reason: Reason | '',
	texts: ReasonText,
): IDataObject {
	const read = readNews(news);
	const name = [affiliate?.first_name, affiliate?.last_name].map(text).filter(Boolean).join(' ');
	const from = 'missing' in read ? undefined : read;
	return {
		...(outcome === 'hold' && { verdict: 'held' }),
		reason,
		...texts,
		event_name: from?.event ?? text(news.event),
		id: affiliate?.id ?? from?.affiliateId ?? '',
		code: text(affiliate?.code) || text(news.affiliate_code),
		email: text(affiliate?.email) || (from?.email ?? text(news.affiliate_email)),
		name: name || (from?.name ?? ''),
		first_name: text(affiliate?.first_name),
		last_name: text(affiliate?.last_name),
		status: text(affiliate?.status),
		link: text(affiliate?.link),
	};
}

function keyOf({ merge_fields: fields }: IDataObject, keyMergeField: string): string {
	return isRecord(fields) ? text(fields[keyMergeField]) : '';
}
