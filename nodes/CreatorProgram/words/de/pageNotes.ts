import type { Words } from '../en';

export const pageNotes: Words['pageNotes'] = {
	noFields: (fields) =>
		`Der Zielgruppe fehlt das Merge-Feld ${fields}. Führe Prepare Mailchimp audience aus: Es legt an, was fehlt`,
	notStored:
		'Mailchimp zeigt nicht, was gespeichert wurde, oder andere ändern den Kontakt die ganze Zeit',
	noLink: 'Der Kontakt hat keinen Tracking-Link, also gibt es nichts, wonach zu sehen wäre',
	notLooked: (page, reason) =>
		`Die Seite eines Creators konnte nicht gelesen werden (${reason}): ${page}`,
	nothingDecided: 'Es wurde keine Antwort entschieden',
};
