import { Collection, type Input } from '../../shared/input';
import { invalidInput } from '../../shared/problem';
import { quoted } from '../../shared/texts';
import type { BonusTier, Tier } from '../tiers/types';
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
		if (tier.bonus > 0) refuseUnclear(index, tiers, currency);
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

function refuseUnclear(index: number, tiers: BonusTier[], currency: string): void {
	const label = labelOf(index);
	const { bonus, threshold } = tiers[index];
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
	const reached = tiers.slice(0, index + 1);
	const next = tiers.slice(index + 1).find((tier) => isReachedBy(bonus, tier, reached));
	if (next === undefined) return;
	throw invalidInput(
		label,
		`would reach "${quoted(next.name)}" by itself`,
		'Refersion counts what is credited as commission, and as one conversion. Give a smaller bonus, raise the threshold of that tier, or let it count Sales.',
	);
}

/**
 * Whether the credit of a bonus alone would reach a tier. A manual credit is commission in Refersion, and one
 * conversion, whatever the tier is measured by that brings it.
 *
 * @param reached the tiers up to that one: whoever gets the bonus has at least their thresholds
 */
function isReachedBy(bonus: number, { measure, threshold }: Tier, reached: Tier[]): boolean {
	const before = reached.filter((tier) => tier.measure === measure).at(-1)?.threshold ?? 0;
	if (measure === 'approvedCommission') return threshold <= before + bonus;
	return measure === 'approvedConversions' && before > 0 && threshold <= before + 1;
}
