import type { Words } from '../en';

const money = (amount: number, currency: string) => {
	const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
	return `${amount.toLocaleString('de-DE', digits)} ${currency}`.trim();
};

const number = (count: number) => count.toLocaleString('de-DE');

export const tiers: Words['tiers'] = {
	money,
	sales: (count) => (count === 1 ? '1 Verkauf' : `${number(count)} Verkäufe`),
	left: (tier, left) => `${tier} (noch ${left})`,
	top: 'keine, du hast die höchste Stufe erreicht',
	measures: {
		approvedCommission: 'bestätigte Provision',
		approvedConversions: 'bestätigte Conversions',
		sales: 'Umsatz',
	},
	nobody: 'Niemand ist zu befördern.',
	promotions: (count) =>
		count === 1
			? '1 Partner bekommt ein anderes Angebot:'
			: `${number(count)} Partner bekommen ein anderes Angebot:`,
	dryRun: 'Probelauf, nichts wird geändert.',
	promotion: (who, from, to, why) => `${who}: ${from} → ${to} (${why})`,
	held: (count) =>
		count === 1
			? '1 Partner wird zurückgestellt:'
			: `${number(count)} Partner werden zurückgestellt:`,
	unchanged: (count) =>
		count === 1
			? '1 Partner bleibt, wie er ist.'
			: `${number(count)} Partner bleiben, wie sie sind.`,
	more: (count) => `… und ${number(count)} weitere.`,
};
