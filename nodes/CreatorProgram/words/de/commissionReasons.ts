import type { Words } from '../en';

export const commissionReasons: Words['commissionReasons'] = {
	past: {
		what_happened: 'Der Verkauf wurde inzwischen bestätigt oder abgelehnt',
		what_to_do:
			'Die Summen werden gespeichert; für das, was vorbei ist, wird kein Ereignis festgehalten.',
	},
	no_gain: {
		what_happened: 'Eine Provision wurde zurückgenommen',
		what_to_do: 'Die Summen werden gespeichert, es wird kein Ereignis festgehalten.',
	},
	left_out: {
		what_happened: 'Es ist eine Test-Conversion oder eine, die nicht zählt',
		what_to_do: '',
	},
	not_active: {
		what_happened: 'Der Affiliate ist nicht aktiv',
		what_to_do: 'Es wurde nichts festgehalten.',
	},
	no_mails: {
		what_happened: 'Der Kontakt bekommt keine Mails: {about}',
		what_to_do: 'Er blieb, wie er ist.',
	},
	unclear_news: {
		what_happened: 'In der Nachricht von Refersion fehlt: {about}',
		what_to_do:
			'Sieh dir die Ausgabe von Refersion Trigger in dieser Ausführung an, und den Affiliate in Refersion.',
	},
	not_in_audience: {
		what_happened: 'Die Zielgruppe hat keinen Kontakt mit der Adresse des Affiliates',
		what_to_do:
			'Keep creators in step fügt hinzu, wer fehlt, und zieht um, wer eine andere Adresse hat. Führe dies danach noch einmal aus.',
	},
	not_theirs: {
		what_happened:
			'Der Kontakt mit dieser Adresse hat den Code eines anderen Affiliates oder keinen: „{about}“',
		what_to_do:
			'Es wurde nichts geschrieben. Führe dies noch einmal aus, wenn Keep creators in step ihn sich angesehen hat.',
	},
	not_read: {
		what_happened: 'Nicht alles konnte gelesen werden. {about}',
		what_to_do:
			'Es wurde nichts geschrieben. Führe dies noch einmal aus: Nichts wird doppelt festgehalten.',
	},
};

export const commissionMissing: Words['commissionMissing'] = {
	affiliate: 'der Affiliate',
	amount: 'der Betrag',
	commission: 'die Provision',
	conversionId: 'die ID der Conversion',
	paymentId: 'die ID der Zahlung',
	rewardId: 'die ID der Prämie',
	status: 'ein bekannter Status',
	time: 'der Zeitpunkt',
};
