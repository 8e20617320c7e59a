import type { IDataObject } from 'n8n-workflow';
import { readStanding } from '../../../../nodes/CreatorProgram/tiers/standing';
import type { Standing, Tier, TierRules } from '../../../../nodes/CreatorProgram/tiers/types';

/** An item of *Affiliate: Get Standing*: nothing sold, offer 1. */
export function standingItem(more: IDataObject = {}): IDataObject {
	return {
		id: 7,
		code: 'a3y7',
		email: 'anna@example.com',
		first_name: 'Anna',
		last_name: 'Bell',
		status: 'ACTIVE',
		offer_id: '1',
		offer_name: 'Standard',
		currency: 'USD',
		since: null,
		until: null,
		conversions: 0,
		approved_conversions: 0,
		pending_conversions: 0,
		sales: 0,
		approved_commission: 0,
		pending_commission: 0,
		paid_commission: 0,
		unpaid_commission: 0,
		last_commission: 0,
		first_sale_at: null,
		last_sale_at: null,
		by_currency: [],
		unknown_because: {},
		source: 'graphql',
		...more,
	};
}

export function standing(more: IDataObject = {}): Standing {
	const read = readStanding(standingItem(more));
	if (!read) throw new Error('It is no standing.');
	return read;
}

const tier = (
	name: string,
	offerId: string,
	threshold: number,
	measure: Tier['measure'] = 'approvedCommission',
): Tier => ({ name, offerId, measure, threshold });

/** Standard, Silver from 500 of commission, Gold from 2,000, Platinum from 100 conversions. */
export const LADDER = [
	tier('Standard', '1', 0),
	tier('Silver', '2', 500),
	tier('Gold', '3', 2_000),
	tier('Platinum', '4', 100, 'approvedConversions'),
];

export const rules = (more: Partial<TierRules> = {}): TierRules => ({
	tiers: LADDER,
	currency: '',
	movesDown: false,
	...more,
});
