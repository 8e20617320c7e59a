import type { ReportWords } from '../en/report';

export const report: ReportWords = {
	subject: (title, day) => `${title}, ${day}`,
	noName: 'Ohne Namen',
	nothing: 'Nichts zu tun.',
	theNumbers: 'Die Zahlen',
	howCounted: 'So wird gezählt',
	andMore: (count) => `und ${count} weitere`,
	inFile: 'Der Rest steht in der angehängten Datei.',
	changes: {
		title: (brand) => `${brand}: was getan wurde`,
		figures: {
			added: 'Hinzugefügt',
			corrected: 'Berichtigt',
			moved: 'Umgezogen',
			merged: 'Zusammengeführt',
			offboarded: 'Ausgeschieden',
			right: 'Richtig',
			held: 'Angehalten',
		},
		whatWasDone: 'Was getan wurde',
		whatWouldBeDone: 'Was getan würde',
		heads: { person: 'Creator', verdict: 'Was', reason: 'Warum' },
		nobodyChanged: 'Nichts wurde geändert.',
		lookAt: 'Was anzusehen ist',
		nobodyHeld: 'Niemand ist angehalten.',
	},
	coupons: {
		title: (brand) => `${brand}: Gutscheincodes`,
		text: (right, different) => `Gutscheincodes: ${right} richtig, ${different} anzusehen.`,
		figures: { right: 'Richtig', different: 'Anzusehen' },
		lookAt: 'Was anzusehen ist',
		allRight: 'Jeder Code ist, wie er sein soll.',
	},
};
