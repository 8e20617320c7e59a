import type { PayDayWords } from '../en/payDay';

export const payDay: PayDayWords = {
	title: (brand) => `${brand}: vor dem Zahltag`,
	text: (without, owed, unpaid, old) =>
		`Aktive Affiliates ohne PayPal-Adresse: ${without} (davon ${owed} mit offener Provision). Freigegeben und nicht ausgezahlt: ${unpaid}, älter als 90 Tage: ${old}.`,
	reminded: (now, cleared) => ` In diesem Lauf erinnert: ${now}. Jetzt mit Adresse: ${cleared}.`,
	figures: {
		unpaid: (currency) => `Freigegeben und nicht ausgezahlt, ${currency}`,
		old: (amount) => `${amount} älter als 90 Tage`,
		without: 'Ohne PayPal-Adresse',
		owed: (count) => `${count} mit offener Provision`,
		notKnown: (_count, written) => `bei ${written} weiteren nicht bekannt`,
	},
	without: {
		title: 'Aktive Affiliates ohne PayPal-Adresse',
		empty: 'Alle aktiven Affiliates haben eine PayPal-Adresse.',
		heads: {
			name: 'Name',
			paypal: 'PayPal-Adresse',
			reminder: 'Erinnerung',
			unpaid: 'Freigegeben und nicht ausgezahlt',
		},
		paypal: {
			there: 'vorhanden',
			none: 'keine',
			'not an address': 'keine gültige Adresse',
			'not known': 'nicht bekannt',
		},
		reminder: {
			now: 'in diesem Lauf',
			amount: 'schon früher; der Betrag wird neu gespeichert',
			before: 'schon früher',
			nothing_owed: 'keine, nichts offen',
			no_contact: 'keine: nicht mit dem Tag in der Audience. Bitte selbst anschreiben',
			not_subscribed: 'keine: bekommt keine Mails. Bitte selbst anschreiben',
			off: '–',
		},
	},
	unpaid: {
		title: 'Freigegeben und nicht ausgezahlt, nach Alter des Verkaufs in Tagen',
		empty: 'Nichts ist freigegeben und nicht ausgezahlt.',
		heads: {
			name: 'Affiliate',
			days_0_30: '0–30',
			days_31_60: '31–60',
			days_61_90: '61–90',
			days_over_90: 'über 90',
			total: 'Summe',
		},
	},
	totals: { title: 'Alle zusammen', head: 'Währung' },
	notes: [
		{ name: 'Dieser Bericht zahlt nichts aus.', text: 'Ausgezahlt wird in Refersion.' },
		{
			name: 'Alter',
			text: 'zählt ab dem Verkauf, weil Refersion nicht sagt, wann er freigegeben wurde.',
		},
		{
			name: 'PayPal',
			text: 'Wer anders auszahlt, kann die Liste der fehlenden Adressen übergehen.',
		},
	],
};
