import type { IDataObject } from 'n8n-workflow';
import { Collection } from '../../shared/input';
import { isRecord } from '../../shared/record';
import { readTiers } from '../settings/tiers';
import { LANGUAGES, wordsOf, type Language } from '../words';
import { explain } from '../words/explain';
import type { Proposal } from './decide';
import type { Decision, TierRules } from './types';

/** The data of a decision's item. */
export function decisionItem(decision: Decision, language: Language): IDataObject {
	const { verdict, reason, about, standing, present, next, value } = decision;
	return {
		verdict,
		reason,
		...explain(wordsOf(language).tierReasons, reason, about),
		id: standing?.id ?? null,
		key: standing?.code ?? '',
		email: standing?.email ?? '',
		name: standing?.name ?? '',
		offer_from: standing?.offerId ?? '',
		offer_to: next?.offerId ?? '',
		tier_from: present?.name ?? '',
		tier_to: next?.name ?? '',
		value,
	};
}

/** The same for an item of To Promote: with what Confirm may do at most, and the rules to decide by again. */
export function proposalItem(
	decision: Decision,
	rules: TierRules,
	language: Language,
): IDataObject {
	const item = decisionItem(decision, language);
	const { offer_from, offer_to } = item;
	return { ...item, proposal: { offer_from, offer_to, language, ...rules } };
}

/**
 * Reads what *Tier: Decide* proposed.
 *
 * @returns undefined for anything else
 * @throws ProblemError where somebody has changed the tiers in it to something that they cannot be
 */
export function readProposal({
	proposal,
}: IDataObject): (Proposal & { language: Language }) | undefined {
	if (!isRecord(proposal)) return undefined;
	const { offer_from: offerFrom, offer_to: offerTo, tiers, currency, movesDown } = proposal;
	if (typeof offerFrom !== 'string' || typeof offerTo !== 'string') return undefined;
	if (offerFrom === '' || offerTo === '' || typeof currency !== 'string') return undefined;
	const rows = new Collection({ 'tiers.row': tiers });
	return {
		offerFrom,
		offerTo,
		language: LANGUAGES.find((each) => each === proposal.language) ?? 'en',
		rules: { tiers: readTiers(rows), currency, movesDown: movesDown === true },
	};
}
