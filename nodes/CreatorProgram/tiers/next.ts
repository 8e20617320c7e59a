import type { Words } from '../words/en';
import { climb, measure, type Currencies } from './measure';
import type { Standing, Tier } from './types';

/**
 * What a creator is told of the next tier, e.g. "Gold (120.50 USD to go)".
 *
 * @param tiers the lowest first
 * @returns '' when there are no tiers, or a number is not known: then the merge field stays as it is
 */
export function nextTierText(
	standing: Standing,
	tiers: Tier[],
	currencies: Currencies,
	{ tiers: words }: Words,
): string {
	if (tiers.length === 0) return '';
	const { reached, stop } = climb(standing, tiers, currencies);
	const present = tiers.findIndex(({ offerId }) => offerId !== '' && offerId === standing.offerId);
	const next = tiers.at(Math.max(reached, present) + 1);
	if (next === undefined) return words.top;
	if (stop) return '';
	const { value } = measure(standing, next.measure, currencies);
	if (value === null) return '';
	const left = Math.round((next.threshold - value) * 100) / 100;
	if (left <= 0) return '';
	const currency = currencies.chosen || standing.currency || (currencies.met.at(0) ?? '');
	const isCount = next.measure === 'approvedConversions';
	return words.left(next.name, isCount ? words.sales(left) : words.money(left, currency));
}

/** A number in its measure, e.g. "1,250.00 USD" or "12". */
export function valueText(
	value: number,
	tier: Tier,
	currency: string,
	{ tiers: words }: Words,
): string {
	return tier.measure === 'approvedConversions' ? String(value) : words.money(value, currency);
}
