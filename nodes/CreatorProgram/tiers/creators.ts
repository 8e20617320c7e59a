import type { IDataObject } from 'n8n-workflow';
import { lastCommission, totalCommission, type AmountRules } from '../commissions/amounts';
import { explain } from '../words/explain';
import { currenciesOf } from './measure';
import { activity, salesMilestone, type MilestoneRules } from './milestones';
import { nextTierText } from './next';
import type { Standing, Tier } from './types';

export interface CreatorRules extends MilestoneRules, AmountRules {
	/** The lowest first; none when tiers are not told. */
	tiers: Tier[];
}

/** How a creator stands. */
export interface ReadStanding {
	/** Undefined for an item that does not say so. */
	standing: Standing | undefined;
	/** The item that says so. */
	item: IDataObject;
	/** Why it does not; '' for no reason. */
	error: string;
}

/**
 * What each creator has reached, as their contacts are to show it. An empty value leaves a contact as it is.
 *
 * @returns an item for each; those of whom nothing is known are `held`
 */
export function describeCreators(read: ReadStanding[], rules: CreatorRules): IDataObject[] {
	const known = read.flatMap(({ standing }) => standing ?? []);
	const currencies = { chosen: rules.currency, met: currenciesOf(known) };
	return read.map(({ standing, item, error }) => {
		if (!standing) {
			const texts = explain(rules.words.tierReasons, 'no_standing', error);
			return { verdict: 'held', reason: 'no_standing', ...texts, key: '', email: '', name: '' };
		}
		const { id, code, email, name, status, offerId } = standing;
		return {
			id,
			code,
			email,
			name,
			status,
			offer_id: offerId,
			tier: rules.tiers.find((tier) => tier.offerId === offerId)?.name ?? '',
			next_tier: nextTierText(standing, rules.tiers, currencies, rules.words),
			milestone: salesMilestone(standing, rules),
			activity: activity(standing, rules),
			// Within a window nobody can say what all of it is.
			last_commission: standing.isWindow ? '' : lastCommission(item, rules),
			total_commission: standing.isWindow ? '' : totalCommission(item, rules),
		};
	});
}
