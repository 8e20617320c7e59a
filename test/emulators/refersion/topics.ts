/** Webhook topics by their exact names in the dashboard (Refersion docs, webhooks for merchants). */
export const TOPICS = [
	'New Conversion',
	'Conversion Approved',
	'Conversion Denied',
	'New Payment',
	'New Affiliate',
	'Affiliate Status Change',
	'Affiliate Details Change',
	'New Conversion Trigger',
	'Bonus Tier Movement',
] as const;
export type Topic = (typeof TOPICS)[number];
export type TopicLiterals = Record<Topic, string>;

/** The two values of `Refersion-Topic` that are printed in Refersion's docs; all presets keep them. */
const DOCUMENTED = {
	'Affiliate Details Change': 'AFFILIATE_DETAILS_CHANGE',
	'Conversion Approved': 'APPROVED_CONVERSION',
} as const;

/** Possible spellings of the seven undocumented header values. */
export const topicPresets: Record<
	'inferred' | 'asInDashboard' | 'nounFirst' | 'updated' | 'dotted',
	TopicLiterals
> = {
	inferred: {
		...DOCUMENTED,
		'New Conversion': 'NEW_CONVERSION',
		'Conversion Denied': 'DENIED_CONVERSION',
		'New Payment': 'NEW_PAYMENT',
		'New Affiliate': 'NEW_AFFILIATE',
		'Affiliate Status Change': 'AFFILIATE_STATUS_CHANGE',
		'New Conversion Trigger': 'NEW_CONVERSION_TRIGGER',
		'Bonus Tier Movement': 'BONUS_TIER_MOVEMENT',
	},
	asInDashboard: {
		...DOCUMENTED,
		'New Conversion': 'New Conversion',
		'Conversion Denied': 'Conversion Denied',
		'New Payment': 'New Payment',
		'New Affiliate': 'New Affiliate',
		'Affiliate Status Change': 'Affiliate Status Change',
		'New Conversion Trigger': 'New Conversion Trigger',
		'Bonus Tier Movement': 'Bonus Tier Movement',
	},
	nounFirst: {
		...DOCUMENTED,
		'New Conversion': 'CONVERSION_NEW',
		'Conversion Denied': 'CONVERSION_DENIED',
		'New Payment': 'PAYMENT_NEW',
		'New Affiliate': 'AFFILIATE_NEW',
		'Affiliate Status Change': 'AFFILIATE_STATUS_CHANGED',
		'New Conversion Trigger': 'CONVERSION_TRIGGER_NEW',
		'Bonus Tier Movement': 'BONUS_TIER_MOVED',
	},
	updated: {
		...DOCUMENTED,
		'New Conversion': 'CONVERSION_RECORDED',
		'Conversion Denied': 'DISAPPROVED_CONVERSION',
		'New Payment': 'AFFILIATES_PAID',
		'New Affiliate': 'AFFILIATE_REGISTERED',
		'Affiliate Status Change': 'AFFILIATE_STATUS_UPDATED',
		'New Conversion Trigger': 'CONVERSION_TRIGGER_UPDATED',
		'Bonus Tier Movement': 'AFFILIATE_BONUS',
	},
	dotted: {
		...DOCUMENTED,
		'New Conversion': 'conversion.status.updated',
		'Conversion Denied': 'conversion.status.updated',
		'New Payment': 'payment.created',
		'New Affiliate': 'affiliate.created',
		'Affiliate Status Change': 'affiliate.status.updated',
		'New Conversion Trigger': 'conversion_trigger.created',
		'Bonus Tier Movement': 'bonus_tier.moved',
	},
};

const normalised = (text: string): string => text.toUpperCase().replace(/[^A-Z]/g, '');

/** Finds a topic by its dashboard name or by a header value; throws on anything else. */
export function topicNamed(name: string): Topic {
	const wanted = normalised(name);
	const found = TOPICS.find(
		(topic) => normalised(topic) === wanted || normalised(topicPresets.inferred[topic]) === wanted,
	);
	if (found === undefined) throw new Error(`"${name}" is no webhook topic of Refersion`);
	return found;
}
