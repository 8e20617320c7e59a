/** An amount, e.g. "1,250.00 USD"; without a currency where none is known. */
const money = (amount: number, currency: string) => {
	const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
	return `${amount.toLocaleString('en-US', digits)} ${currency}`.trim();
};

const number = (count: number) => count.toLocaleString('en-US');

/** Texts about tiers, for creators (`left`, `top`) and for whoever approves promotions (the others). */
export const tiers = {
	money,
	sales: (count: number) => (count === 1 ? '1 sale' : `${number(count)} sales`),
	/** What a merge field says of the next tier. */
	left: (tier: string, left: string) => `${tier} (${left} to go)`,
	/** The same for who is on the highest tier. */
	top: 'none, you have reached the top',
	measures: {
		approvedCommission: 'approved commission',
		approvedConversions: 'approved conversions',
		sales: 'sales',
	},
	nobody: 'Nobody is to be promoted.',
	promotions: (count: number) =>
		count === 1
			? '1 affiliate gets another offer:'
			: `${number(count)} affiliates get another offer:`,
	dryRun: 'Dry run, nothing is changed.',
	promotion: (who: string, from: string, to: string, why: string) =>
		`${who}: ${from} → ${to} (${why})`,
	held: (count: number) =>
		count === 1 ? '1 affiliate is held:' : `${number(count)} affiliates are held:`,
	unchanged: (count: number) =>
		count === 1 ? '1 affiliate stays as it is.' : `${number(count)} affiliates stay as they are.`,
	more: (count: number) => `… and ${number(count)} more.`,
};
