import type { FunnelReportWords } from '../en/funnelReport';

export const funnelReport: FunnelReportWords = {
	title: (brand) => `${brand}: Creator-Programm`,
	text: (steps, stuck) => `${steps}. Hängen fest: ${stuck}.`,
	salesNotKnown: (why) => ` Verkäufe sind nicht bekannt: ${why}.`,
	salesOfNobody: (count) =>
		` Verkäufe, zu denen Refersion nicht sagt, von wem sie sind: ${count}. Sie fehlen bei Erster Verkauf und Bezahlt.`,
	notKnown: (why) => `nicht bekannt (${why})`,
	ofApproved: (percent) => `${percent} der Aktiven`,
	inRefersion: 'Creator in Refersion',
	needsGraphql: 'braucht Refersions GraphQL',
	commission: (currency) => `Provision, ${currency}`,
	salesAndPaid: (sales, written, paid) =>
		`${written} ${sales === 1 ? 'Verkauf' : 'Verkäufe'}, ${paid} bezahlt`,
	stuck: 'Hängen fest',
	onTheWay: (count, written) => `${written} weitere ${count === 1 ? 'ist' : 'sind'} unterwegs`,
	bars: {
		title: 'Von aktiv bis bezahlt',
		caption: 'Aktive Creator, und wie weit sie gekommen sind',
		heads: {
			name: 'Schritt',
			bar: 'Anteil an den Aktiven',
			value: 'Creator',
			share: 'Vom Schritt davor',
			recent: 'Letzte 7 Tage',
			shareBehind: 'vom Schritt davor',
			recentBehind: 'in den letzten 7 Tagen',
		},
		later: (count) => `${count} davon durch einen späteren Schritt bekannt`,
		said: (count) => `${count} nach eigener Aussage`,
		ofNobody: (count) => `ohne Verkäufe, die keinen Creator nennen: ${count}`,
	},
	offers: {
		title: 'Nach Angebot',
		caption: 'Creator nach Angebot, mit ihrem Anteil an den Aktiven',
		head: 'Angebot',
	},
	months: {
		title: 'Nach Monat des Beitritts',
		caption: 'Creator nach dem Monat ihres Beitritts',
		note: 'Wie weit die Creator gekommen sind, die in jedem Monat beigetreten sind.',
		head: 'Beitritt',
		earlier: 'früher',
		unknown: 'nicht bekannt',
	},
	lists: {
		title: 'Wer festhängt, und was als Nächstes zu tun ist',
		group: (step) => `Noch nicht: ${step}`,
		days: (count) =>
			`Seit ${count} ${count === 1 ? 'Tag' : 'Tagen'} oder länger, oder unbekannt seit wann.`,
		others: (count, written) =>
			` ${written} weitere ${count === 1 ? 'wartet' : 'warten'} noch nicht so lange.`,
		since: (day) => `seit ${day}`,
		sinceUnknown: 'seit wann, ist nicht bekannt',
		empty: 'Niemand hängt fest.',
	},
	notes: [
		{
			name: 'Wer einen Schritt erreicht hat, hat die davor hinter sich.',
			text: 'Darum werden die Zahlen nur kleiner.',
		},
		{ name: 'Aktiv', text: 'jetzt in Refersion freigegeben.' },
		{
			name: 'Kontakt',
			text: 'in der Audience angemeldet, mit dem Tag und dem richtigen Tracking-Link.',
		},
		{
			name: 'Geöffnet, geklickt',
			text: 'Mailchimps Öffnungs- oder Klickrate des Kontakts liegt über null, bei welcher Mail der Audience auch immer. Apple Mail und andere öffnen Mails von selbst: Die Öffnungen sind also eine Obergrenze. Klicks sind verlässlicher, obwohl manche Mailfilter auch klicken.',
		},
		{
			name: 'Link online',
			text: 'Der Link wurde am Tag der Prüfung auf der Seite gesehen, oder der Creator sagt, dass er auf einer Seite steht, die sich nicht prüfen lässt. Seitdem kann er verschwunden sein.',
		},
		{
			name: 'Erster Verkauf',
			text: 'In Refersion steht ein Verkauf des Creators, der freigegeben ist oder auf Freigabe wartet.',
		},
		{ name: 'Bezahlt', text: 'Zu einem davon gehört eine Zahlung.' },
		{
			name: 'Monat',
			text: 'wann der Kontakt in die Audience kam. Refersion sagt nicht, wann ein Creator freigegeben wurde.',
		},
	],
};
