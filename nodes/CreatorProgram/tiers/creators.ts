import type { IDataObject } from 'n8n-workflow';
import type { Words } from '../words/en';
import { currenciesOf } from './measure';
import { activity, salesMilestone, type MilestoneRules } from './milestones';
import { nextTierText } from './next';
import { explain } from './reasons';
import type { Standing, Tier } from './types';

export interface CreatorRules extends MilestoneRules {
	/** The lowest first; none when tiers are not told. */
	tiers: Tier[];
	/** Three letters; '' when none is set. */
	currency: string;
	words: Words;
}

/**
 * What each creator has reached, as their contacts are to show it. An empty value leaves a contact as it is.
 *
 * @param standings how each stands; undefined for an item that does not say so
 * @param errors why not, for each
 * @returns an item for each; those of whom nothing is known are `held`
 */
export function describeCreators(
	standings: Array<Standing | undefined>,
	errors: string[],
	rules: CreatorRules,
): IDataObject[] {
	const known = standings.filter((standing) => standing !== undefined);
	const currencies = { chosen: rules.currency, met: currenciesOf(known) };
	return standings.map((standing, place) => {
		if (!standing) {
			const texts = explain('no_standing', errors[place]);
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
		};
	});
}
