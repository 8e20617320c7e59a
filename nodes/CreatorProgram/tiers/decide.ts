import { climb, currenciesOf, measure, type Currencies } from './measure';
import type { Decision, Standing, TierRules } from './types';

/** What an earlier decision proposed, and by which rules. */
export interface Proposal {
	offerFrom: string;
	offerTo: string;
	rules: TierRules;
}

/**
 * Decides who gets which offer. The whole decision of *Tier: Decide*.
 *
 * @param standings how each affiliate stands, in the order of the items; undefined for an item that does not say so
 * @returns one decision for each
 */
export function decideTiers(standings: Array<Standing | undefined>, rules: TierRules): Decision[] {
	const present = standings.filter((standing) => standing !== undefined);
	const currencies = { chosen: rules.currency, met: currenciesOf(present) };
	const seen = new Set<number>();
	return standings.map((standing) => {
		if (!standing) return { verdict: 'held', reason: 'no_standing', about: '', value: null };
		const isSecond = seen.has(standing.id);
		seen.add(standing.id);
		if (isSecond) return decision(standing, 'unchanged', 'listed_twice');
		return decideTier(standing, rules, currencies);
	});
}

function decideTier(
	standing: Standing,
	{ tiers, movesDown }: TierRules,
	currencies: Currencies,
): Decision {
	const { status, offerId } = standing;
	if (status !== 'ACTIVE') return decision(standing, 'unchanged', 'not_active');
	if (offerId === '') return decision(standing, 'held', 'offer_unknown');
	const place = tiers.findIndex((tier) => tier.offerId === offerId);
	if (place < 0) return decision(standing, 'unchanged', 'other_offer', { about: offerId });
	const present = tiers[place];
	if (place === tiers.length - 1 && !movesDown) {
		return decision(standing, 'unchanged', 'highest', { present });
	}
	const { reached, stop } = climb(standing, tiers, currencies);
	// Where a number is missing, nobody can say whether the affiliate would go up, or has to go down.
	if (stop && reached <= place) {
		return decision(standing, 'held', stop.reason, { about: stop.about, present });
	}
	const to = Math.max(reached, 0);
	const decidedBy = tiers[to === place ? Math.min(place + 1, tiers.length - 1) : to];
	const { value } = measure(standing, decidedBy.measure, currencies);
	const more = { present, value };
	if (to > place) {
		return decision(standing, 'promote', 'reached', { ...more, next: tiers[to] });
	}
	if (to === place) return decision(standing, 'unchanged', 'in_place', more);
	if (!movesDown) return decision(standing, 'unchanged', 'not_lower', more);
	return decision(standing, 'demote', 'fell', { ...more, next: tiers[to] });
}

/**
 * The decision once more, just before something is written: with what is there now, and never more than was proposed.
 * The whole decision of *Tier: Confirm*.
 *
 * @param now the decision with what is there now
 * @param proposal what was proposed; undefined where that cannot be seen
 * @param isApproved whether that may be done
 */
export function decideAgain(
	now: Decision,
	proposal: Proposal | undefined,
	isApproved: boolean,
): Decision {
	const { standing, next } = now;
	if (now.verdict === 'held' || !standing) return now;
	const as = (verdict: Decision['verdict'], reason: Decision['reason']): Decision => {
		return { ...now, verdict, reason, about: '', next: undefined };
	};
	if (!proposal) return as('held', 'no_proposal');
	if (!isApproved) return as('unchanged', 'not_approved');
	if (standing.offerId === proposal.offerTo) return as('unchanged', 'done_already');
	const isSame = standing.offerId === proposal.offerFrom && next?.offerId === proposal.offerTo;
	return isSame ? now : as('held', 'moved_on');
}

function decision(
	standing: Standing,
	verdict: Decision['verdict'],
	reason: Decision['reason'],
	more: Partial<Decision> = {},
): Decision {
	return { verdict, reason, about: '', standing, value: null, ...more };
}
