import { Collection, type Input } from '../../shared/input';
import { invalidInput } from '../../shared/problem';
import { quoted } from '../../shared/texts';
import type { BonusTier } from '../tiers/types';
import { readTiers, tierRowsOf } from './tiers';

/**
 * Reads the ladder with the bonus of each tier, and refuses what is not clearly meant: it is money.
 *
 * @param currency of all amounts; '' when none is set
 * @throws ProblemError that names the parameter
 */
export function readBonusTiers(input: Input, currency: string): BonusTier[] {
	const rows = tierRowsOf(input);
	const tiers = readTiers(input).map((tier, index) => ({
		...tier,
		bonus: readBonus(new Collection(rows[index]), labelOf(index)),
	}));
	for (const [index, tier] of tiers.entries()) {
		if (tier.bonus > 0) refuseUnclear(tier, labelOf(index), tiers.slice(index + 1), currency);
	}
	return tiers;
}

function labelOf(index: number): string {
	return `Bonus (row ${index + 1} of Tiers)`;
}

function readBonus(row: Collection, label: string): number {
	const bonus = row.number('bonus', label, 0, { min: 0 });
	if (Math.round(bonus * 100) / 100 === bonus) return bonus;
	throw invalidInput(label, `has more than two decimals: ${bonus}`, 'Give an amount such as 50.');
}

function refuseUnclear(
	{ bonus, measure, threshold }: BonusTier,
	label: string,
	higher: BonusTier[],
	currency: string,
): void {
	if (currency === '') {
		const remedy =
			'Set Currency as well: an amount without it is another one for dollars than for yen.';
		throw invalidInput(label, 'has no currency', remedy);
	}
	if (threshold === 0) {
		const remedy =
			'Everybody begins with that tier. Give bonuses for tiers that have to be reached.';
		throw invalidInput(label, 'is for a tier with the threshold 0', remedy);
	}
	// A manual credit is commission in Refersion, and counts for the next tier.
	if (measure !== 'approvedCommission') return;
	const next = higher.find((tier) => tier.measure === measure);
	if (next === undefined || threshold + bonus < next.threshold) return;
	throw invalidInput(
		label,
		`would reach "${quoted(next.name)}" by itself`,
		'Refersion counts what is credited as commission. Give a smaller bonus, or let the tiers count Sales.',
	);
}
