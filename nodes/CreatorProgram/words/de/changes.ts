import type { ChangesWords } from '../en/changes';

const number = (count: number): string => count.toLocaleString('de-DE');
const ist = (count: number): string => (count === 1 ? 'ist' : 'sind');

export const changes: ChangesWords = {
	dryRun: 'Probelauf, nichts wurde geändert.',
	couldDoNothing: 'Es konnte nichts getan werden.',
	nothingToDo: 'Es war nichts zu tun.',
	nothingDone: 'Es wurde nichts getan.',
	done: (parts) => `${parts.join(', ')}.`,
	would: (parts) => `Zu tun wäre: ${parts.join(', ')}.`,
	added: (count, mails, would) =>
		`${number(count)}${mails} ${would ? 'hinzufügen' : 'hinzugefügt'}`,
	corrected: (count, would) => `${number(count)} ${would ? 'berichtigen' : 'berichtigt'}`,
	moved: (count, would) =>
		`${number(count)} auf ${count === 1 ? 'eine neue Adresse' : 'neue Adressen'} ${would ? 'umstellen' : 'umgestellt'}`,
	merged: (count, would) =>
		`${number(count)} ${count === 1 ? 'doppelten Kontakt' : 'doppelte Kontakte'} ${would ? 'zusammenführen' : 'zusammengeführt'}`,
	offboarded: (count, would) =>
		`${number(count)} als ausgeschieden ${would ? 'markieren' : 'markiert'}`,
	withMail: ' mit der Willkommensmail',
	withoutMail: ' ohne Mail',
	asked: ' (erst um Bestätigung gebeten)',
	mixed: (withMail, without, asked) => {
		const parts = [
			withMail > 0 ? `${number(withMail)} mit der Willkommensmail` : '',
			without > 0 ? `${number(without)} ohne` : '',
			asked > 0 ? `${number(asked)} erst um Bestätigung gebeten` : '',
		];
		return ` (${parts.filter(Boolean).join(', ')})`;
	},
	welcomedLater: 'Tag und Willkommensmail folgen nach der Bestätigung von selbst.',
	confirmed: (count) =>
		`${number(count)} davon ${count === 1 ? 'hat' : 'haben'} die Anmeldung inzwischen bestätigt.`,
	waiting: (count) =>
		`${number(count)} ${count === 1 ? 'hat' : 'haben'} die Anmeldung noch nicht bestätigt.`,
	tagWasMissing: (count) =>
		`Bei ${number(count)} davon waren Code und Link schon da, nur das Tag fehlte.`,
	takenOver: (count) =>
		`${number(count)} davon ${count === 1 ? 'hatte' : 'hatten'} den Kontakt einer früheren Person.`,
	right: (count) => `${number(count)} ${ist(count)} richtig.`,
	left: (count) =>
		`${number(count)} weitere ${ist(count)} noch zu tun und ${count === 1 ? 'kommt' : 'kommen'} als Nächstes.`,
	later: (count) =>
		`${number(count)} ${count === 1 ? 'wartet' : 'warten'} auf den nächsten Blick auf alle.`,
	needALook: (count) => `${number(count)} ${ist(count)} anzusehen:`,
	heldAsBefore: (count) => `${number(count)} ${ist(count)} angehalten wie zuvor.`,
	more: (count) => `… und ${number(count)} weitere.`,
	verdicts: {
		add: 'hinzufügen',
		correct: 'berichtigen',
		move: 'umstellen',
		merge: 'zusammenführen',
		offboard: 'als ausgeschieden markieren',
		check: 'prüfen',
		right: 'richtig',
		nothing: 'nichts',
		later: 'später',
	},
	somebody: 'Jemand',
	code: (code) => `Code ${code}`,
	withTag: (tag) => `mit dem Tag ${tag}`,
	withoutTag: (tag) => `ohne das Tag ${tag}`,
	address: 'Adresse',
	empty: '(leer)',
	readWhenDone: '(wird dann gelesen)',
	linksChanged: (count) => [
		`${number(count)} ${count === 1 ? 'Link ist nicht der, den' : 'Links sind nicht die, die'} Mailchimp hatte`,
		'Bei jedem Blick werden nur einige Links neu gelesen. Schalte in Settings (unter Options) „Read All Links“ ein und führe den Workflow einmal von Hand aus, mit Dry Run auf „Never“, damit es alle werden.',
	],
	notUnderstood: [
		'Es kamen Einträge an, die nicht von Compare, Refersion oder Sync sind',
		'Verbinde nur die Ausgänge Held und Totals von Compare, den Fehlerausgang von Refersion und beide Ausgänge von Sync.',
	],
	wasHeld: 'Es wurde angehalten',
	look: 'Sieh dir die Person in Refersion und in Mailchimp an und führe den Workflow noch einmal aus.',
	noReason: 'Ein Node ist gescheitert, ohne zu sagen warum',
};
