import type { IDataObject } from 'n8n-workflow';
import { explain } from './reasons';
import type { Proposal } from './decide';
import type { Decision } from './types';

/** The data of a decision's item. */
export function decisionItem(decision: Decision): IDataObject {
	const { verdict, reason, about, standing, present, next, value } = decision;
	return {
		verdict,
		reason,
		...explain(reason, about),
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

/**
 * Reads what an earlier decision proposed.
 *
 * @returns undefined for anything but a promotion, or a way down
 */
export function readProposal(json: IDataObject): Proposal | undefined {
	const { verdict, offer_from: offerFrom, offer_to: offerTo } = json;
	if (verdict !== 'promote' && verdict !== 'demote') return undefined;
	if (typeof offerFrom !== 'string' || typeof offerTo !== 'string') return undefined;
	return offerFrom === '' || offerTo === '' ? undefined : { offerFrom, offerTo };
}
