import type { FunnelWords } from '../en/funnel';

const steps: FunnelWords['steps'] = {
	approved: 'Aktiv',
	contact: 'Kontakt',
	opened: 'Geöffnet',
	clicked: 'Geklickt',
	live: 'Link online',
	sold: 'Erster Verkauf',
	paid: 'Bezahlt',
};

const advice: FunnelWords['advice'] = {
	no_address: {
		what_happened: 'In Refersion steht keine E-Mail-Adresse.',
		what_to_do: 'Nach der Adresse fragen und sie in Refersion eintragen.',
	},
	same_address: {
		what_happened: 'Ein anderer aktiver Creator hat dieselbe E-Mail-Adresse.',
		what_to_do: 'Einem von beiden in Refersion eine andere Adresse geben.',
	},
	not_in_audience: {
		what_happened: 'Nicht in der Audience.',
		what_to_do:
			'„Keep creators in step“ ausführen: Der Workflow legt den Kontakt an oder sagt, warum es nicht geht.',
	},
	pending: {
		what_happened: 'Hat die Anmeldung nicht bestätigt.',
		what_to_do: 'Selbst anschreiben: Die Mail mit dem Knopf liegt vielleicht im Spam-Ordner.',
	},
	unsubscribed: {
		what_happened: 'Hat sich abgemeldet.',
		what_to_do: 'Keine Mails senden. Wieder anmelden kann man sich nur selbst.',
	},
	cleaned: {
		what_happened: 'Mails an diese Adresse kamen zurück.',
		what_to_do: 'Nach einer anderen Adresse fragen und sie in Refersion ändern.',
	},
	not_subscribed: {
		what_happened: 'In der Audience, aber nicht für Mails angemeldet.',
		what_to_do: 'Um die Anmeldung bitten.',
	},
	not_tagged: {
		what_happened: 'Dem Kontakt fehlt der Willkommens-Tag, also auch die Willkommensmails.',
		what_to_do: '„Keep creators in step“ ausführen.',
	},
	no_link: {
		what_happened: 'Der Kontakt hat keinen Tracking-Link.',
		what_to_do: '„Keep creators in step“ ausführen.',
	},
	wrong_link: {
		what_happened: 'Der Kontakt hat den Tracking-Link eines anderen Creators.',
		what_to_do: '„Keep creators in step“ ausführen.',
	},
	not_opened: {
		what_happened: 'Keine Mail geöffnet.',
		what_to_do: 'Aus dem eigenen Postfach schreiben, mit dem Link.',
	},
	not_clicked: {
		what_happened: 'Eine Mail geöffnet, nichts angeklickt.',
		what_to_do: 'Fragen, woran es hängt, und einen Schritt nennen: den Link auf die Seite setzen.',
	},
	link_not_said: {
		what_happened: 'Hat nicht gesagt, dass der Link auf der Seite steht.',
		what_to_do: 'Den Link noch einmal schicken, mit den Schritten, und Hilfe anbieten.',
	},
	link_not_found: {
		what_happened: 'Bei der Prüfung stand der Link nicht auf der Seite.',
		what_to_do: 'Fragen, ob er noch da ist, und um eine neue Prüfung bitten.',
	},
	link_wrong_code: {
		what_happened: 'Auf der Seite steht ein Link mit einem anderen Code.',
		what_to_do: 'Den eigenen Link noch einmal schicken.',
	},
	link_unverifiable: {
		what_happened: 'Der Link soll da sein; eine Prüfung konnte ihn nicht sehen.',
		what_to_do: 'Die Seite selbst ansehen.',
	},
	no_sale: {
		what_happened: 'Der Link ist online, aber noch kein Verkauf.',
		what_to_do: 'Einen Beitrag zu einem Produkt vorschlagen und ein Bild dafür anbieten.',
	},
	sale_pending: {
		what_happened: 'Der Verkauf wartet auf Freigabe.',
		what_to_do: 'In Refersion freigeben oder ablehnen.',
	},
	not_paid: {
		what_happened: 'Die Provision ist freigegeben und nicht ausgezahlt.',
		what_to_do: 'In Refersion auszahlen; dort nachsehen, ob eine PayPal-Adresse eingetragen ist.',
	},
};

export const funnel: FunnelWords = {
	steps,
	advice,
	also: (what) => `Außerdem: ${what}`,
	offerById: (id) => `Angebot ${id}`,
	noOffer: 'Kein Angebot',
	moreOffers: (count) => (count === 1 ? '1 weiteres Angebot' : `${count} weitere Angebote`),
	unknown: {
		no_graphql_token: 'braucht den GraphQL-Token',
		not_read: 'die Liste der Conversions kam nicht an',
		failed: (message) => `Refersion konnte nicht nach Verkäufen gefragt werden: ${message}`,
	},
};
