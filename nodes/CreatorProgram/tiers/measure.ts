import type { Reason } from './reasons';
import { FIELD } from './standing';
import type { Measure, Standing, Tier } from './types';

/** A number that decides, or why there is none. */
export type Measured = { value: number } | { value: null; reason: Reason; about: string };

/** What is known of all affiliates of a run together. */
export interface Currencies {
	/** The currency that is set; '' for none. */
	chosen: string;
	/** Every currency in which somebody has an amount. */
	met: string[];
}

/** Every currency that the standings of a run have. */
export function currenciesOf(standings: Standing[]): string[] {
	const met = new Set<string>();
	for (const { currency, byCurrency } of standings) {
		if (currency !== '') met.add(currency);
		for (const each of byCurrency?.keys() ?? []) met.add(each);
	}
	return [...met].sort();
}

/**
 * What an affiliate has in a measure. An amount counts only in one currency: the one that is set, or the only one that
 * anybody has. A threshold of 500 is another one for dollars than for yen.
 */
export function measure(standing: Standing, what: Measure, currencies: Currencies): Measured {
	const known = (value: number | null): Measured =>
		value === null
			? { value, reason: 'not_known', about: standing.unknown[FIELD[what]] ?? '' }
			: { value };
	if (what === 'approvedConversions') return known(standing.numbers[what]);
	const { chosen, met } = currencies;
	if (chosen === '') {
		if (met.length > 1) {
			return { value: null, reason: 'several_currencies', about: met.join(', ') };
		}
		return known(standing.numbers[what]);
	}
	if (standing.currency === chosen) return known(standing.numbers[what]);
	if (standing.byCurrency) {
		const numbers = standing.byCurrency.get(chosen);
		return known(numbers ? numbers[what] : 0);
	}
	if (standing.currency !== '') {
		return { value: null, reason: 'other_currency', about: standing.currency };
	}
	return known(standing.numbers[what]);
}

/**
 * How far up the ladder an affiliate has come: a tier is reached with its own threshold and all of those before it.
 *
 * @returns the place of the highest tier, -1 for none; and where a number is not known, why
 */
export function climb(
	standing: Standing,
	tiers: Tier[],
	currencies: Currencies,
): { reached: number; stop?: Exclude<Measured, { value: number }> } {
	for (const [place, tier] of tiers.entries()) {
		// 0 is reached without any number.
		if (tier.threshold === 0) continue;
		const measured = measure(standing, tier.measure, currencies);
		if (measured.value === null) return { reached: place - 1, stop: measured };
		if (measured.value < tier.threshold) return { reached: place - 1 };
	}
	return { reached: tiers.length - 1 };
}
