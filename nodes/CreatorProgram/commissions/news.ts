import type { IDataObject } from 'n8n-workflow';
import { asPlainText as text } from '../../shared/texts';
import type { Missing } from './reasons';

/** What *Refersion Trigger* says that can become a notice. */
const KINDS: Record<string, Kind> = {
	newConversion: 'commission',
	conversionApproved: 'commission',
	conversionDenied: 'commission',
	newPayment: 'payment',
	bonusTierMovement: 'bonus',
};

export type Kind = 'commission' | 'payment' | 'bonus';

/** Statuses of conversions, and the event that each of them is. */
const EVENTS: Record<string, string> = {
	PENDING: 'commission_pending',
	APPROVED: 'commission_approved',
	DENIED: 'commission_denied',
};

/** A piece of news. */
export interface News {
	kind: Kind;
	/** Of a conversion: PENDING, APPROVED or DENIED; '' for others. */
	status: string;
	/** Name of the event in Mailchimp, such as "commission_approved". */
	event: string;
	/** The property by which the event is known again. */
	onceBy: string;
	/** Properties of the event, texts as Mailchimp keeps them. */
	properties: Record<string, string>;
	/** Numeric id of the affiliate in Refersion. */
	affiliateId: string;
	email: string;
	name: string;
	/** Of a conversion or a payment; a commission that is taken back is below zero. */
	amount: number;
	/** When a conversion was made, ISO 8601 (UTC); '' for others. */
	created: string;
}

/** Whether the data of an item is news of *Refersion Trigger* that can become a notice. */
export function isNews({ event }: IDataObject): boolean {
	return typeof event === 'string' && Object.hasOwn(KINDS, event);
}

/** Test conversions, and those that do not qualify, are nothing to tell. */
export function isLeftOut({ is_test_conversion: isTest, status }: IDataObject): boolean {
	return isTest === true || status === 'UNQUALIFIED';
}

/**
 * Whether another webhook may tell the same at the same moment. A sale that is approved or denied from the start may be told
 * as New Conversion and as Conversion Approved or Denied, with one body; which of them Refersion sends is not documented. The
 * topic that says what was decided goes first. News of a trigger that polls have no topic, and come one after another.
 */
export function comesSecond({ topic, status }: IDataObject): boolean {
	const isDecided = ['APPROVED', 'DENIED'].includes(text(status).toUpperCase());
	return isDecided && text(topic) !== '' && !/APPROV|DENI|DENY|REJECT/i.test(text(topic));
}

/**
 * Reads a piece of news.
 *
 * @returns what is missing when it cannot be told
 */
export function readNews(item: IDataObject): News | { missing: Missing } {
	const kind = KINDS[text(item.event)];
	const isBonus = kind === 'bonus';
	const status = kind === 'commission' ? text(item.status).toUpperCase() : '';
	const event = {
		payment: 'commission_paid',
		bonus: 'bonus_tier_reached',
		commission: EVENTS[status],
	};
	const amount = numberOf(item.commission_total);
	const news: News = {
		kind,
		status,
		event: event[kind] ?? '',
		onceBy: { commission: 'conversion_id', payment: 'payment_id', bonus: 'reward_id' }[kind],
		properties: propertiesOf(kind, item),
		affiliateId: idOf(isBonus ? item.id : item.affiliate_id),
		email: text(isBonus ? item.email : item.affiliate_email),
		name: isBonus
			? `${text(item.first_name)} ${text(item.last_name)}`.trim()
			: text(item.affiliate_name),
		amount: amount ?? 0,
		created: kind === 'commission' ? timeOf(item.created) : '',
	};
	const missing = missingOf(news, isBonus || amount !== undefined);
	return missing === undefined ? news : { missing };
}

const ID = { commission: 'conversionId', payment: 'paymentId', bonus: 'rewardId' } as const;

function missingOf(news: News, hasAmount: boolean): Missing | undefined {
	if (news.affiliateId === '') return 'affiliate';
	if (news.event === '') return 'status';
	if (news.properties[news.onceBy] === '') return ID[news.kind];
	if (!hasAmount) return news.kind === 'commission' ? 'commission' : 'amount';
	return news.kind === 'commission' && news.created === '' ? 'time' : undefined;
}

function propertiesOf(kind: Kind, item: IDataObject): Record<string, string> {
	if (kind === 'bonus') {
		return {
			reward_id: idOf(item.reward_id),
			tier: text(item.reward_milestone_reached),
			bonus: amountText(item.reward_amount_given),
		};
	}
	const money = { amount: amountText(item.commission_total), currency: text(item.currency) };
	if (kind === 'payment') {
		return {
			payment_id: idOf(item.id),
			...money,
			conversions: text(item.total_conversions),
			method: text(item.payment_method),
		};
	}
	return {
		conversion_id: idOf(item.id),
		...money,
		order_total: amountText(item.total),
		coupon: text(item.coupon_code),
		sold_at: timeOf(item.created),
	};
}

/** e.g. "12.50"; '' for none. */
function amountText(value: unknown): string {
	return numberOf(value)?.toFixed(2) ?? '';
}

function numberOf(value: unknown): number | undefined {
	return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function idOf(value: unknown): string {
	const id = text(value);
	return /^\d+$/.test(id) ? id : '';
}

function timeOf(value: unknown): string {
	const time = typeof value === 'string' ? Date.parse(value) : NaN;
	return Number.isNaN(time) ? '' : new Date(time).toISOString();
}
