import type { Words } from '../en';

const LOOK_AT_PROMOTION = 'Sieh dir die Aktion in BigCommerce an.';
const OTHER_COUPON = 'Gib der Person in Refersion einen anderen Gutscheincode.';
const EMPTY_LIST =
	'Es wurde nichts angelegt und nichts zurückgenommen. Sieh nach, warum die Liste leer ist, und führe den Workflow noch einmal aus.';

const wuerde = (count: number): string => (count === 1 ? 'würde' : 'würden');

export const coupons: Words['coupons'] = {
	at: (promotion) => (promotion ? ` (${promotion})` : ''),
	missingYet: 'Im Shop gibt es diesen Code noch nicht',
	left: 'Die Person ist nicht mehr dabei, und der Code ist noch im Shop',
	replaced: 'Die Person hat einen neueren Code',
	works: 'Der Code funktioniert',
	held: {
		missing: () => [
			'In BigCommerce gibt es diesen Code nicht',
			'Lege ihn in BigCommerce an, oder schalte in Settings „Make Missing Codes“ ein.',
		],
		code_too_long: () => ['Der Code hat mehr als 50 Zeichen', OTHER_COUPON],
		code_not_valid: () => ['Der Code hat Zeichen, die der Shop nicht annimmt', OTHER_COUPON],
		shared_code: () => [
			'Mehrere aktive Personen haben diesen Code, und Refersion rechnet ihn nur einer an',
			'Gib in Refersion jeder einen eigenen Gutscheincode.',
		],
		several_contacts: (_at, codes) => [
			`Die Person hat mehrere Kontakte mit verschiedenen Codes: ${codes}`,
			'Lösche den falschen Kontakt in Mailchimp, oder berichtige seinen Code.',
		],
		disabled: (at) => [
			`Die Aktion ist ausgeschaltet${at}`,
			'Schalte sie in BigCommerce ein, wenn der Code gelten soll.',
		],
		invalid: (at) => [
			`BigCommerce nennt die Aktion ungültig${at}`,
			'Öffne sie in BigCommerce und berichtige sie.',
		],
		expired: (at) => [
			`Die Aktion ist abgelaufen${at}`,
			'Setze in BigCommerce ein späteres Ende, wenn der Code gelten soll.',
		],
		not_started: (at) => [
			`Die Aktion hat noch nicht begonnen${at}`,
			'Nichts, wenn das so gewollt ist.',
		],
		used_up: (at) => [
			`Der Code oder seine Aktion ist aufgebraucht${at}`,
			'Erhöhe in BigCommerce die Grenze, wenn der Code gelten soll.',
		],
		not_usable: (at, state) => [`Der Code gilt nicht: ${state}${at}`, LOOK_AT_PROMOTION],
		still_usable: (at) => [
			`Die Person ist nicht mehr dabei, und der Code gilt noch${at}`,
			'Lösche den Code in BigCommerce. Codes der Aktion aus Settings werden von selbst zurückgenommen, wenn „Take Codes Back“ eingeschaltet ist.',
		],
		replaced_still_usable: (at) => [
			`Die Person hat einen neueren Code, und dieser gilt noch${at}`,
			'Lösche den Code in BigCommerce, wenn er nicht mehr gelten soll.',
		],
		unknown_affiliate: (at) => [
			`Der Code gilt, und Refersion kennt niemanden zu diesem Kontakt${at}`,
			'Es wurde nichts zurückgenommen, weil die Liste unvollständig sein kann. Lösche den Code in BigCommerce, wenn die Person nicht mehr dabei ist.',
		],
		unclaimed: (at) => [
			`Der Code gilt, und kein Kontakt hat ihn${at}`,
			'Sieh in Refersion nach, wem er gehört. Lösche ihn in BigCommerce, wenn er niemandem gehört.',
		],
		no_affiliates: () => ['Es kamen keine Affiliates an, verglichen wurde nichts', EMPTY_LIST],
		no_contacts: () => ['Es kamen keine Kontakte an, verglichen wurde nichts', EMPTY_LIST],
		brake: (_at, numbers) => [
			`Es würden zu viele Codes auf einmal zurückgenommen: ${numbers}`,
			'Es wurde nichts zurückgenommen. Wenn wirklich alle gegangen sind, erhöhe für einen Lauf von Hand die Grenzen in Settings (unter Options).',
		],
	},
	manyOf: (count, live, names, more) =>
		`${count} von ${live} (${[names, more].filter(Boolean).join(' ')})`,
	madeNotUsable: (at, state) => `Der Code wurde angelegt und gilt nicht${at}: ${state}`,
	lookAtPromotion: LOOK_AT_PROMOTION,
	summary: {
		dryRun: 'Probelauf, nichts wurde geändert.',
		head: (parts) => `Gutscheincodes: ${parts}.`,
		right: (count) => `${count} richtig`,
		made: (count, would) => `${count} ${would ? `${wuerde(count)} angelegt` : 'angelegt'}`,
		takenBack: (count, would) =>
			`${count} ${would ? `${wuerde(count)} zurückgenommen` : 'zurückgenommen'}`,
		missing: (count) => `${count} ${count === 1 ? 'fehlt' : 'fehlen'}`,
		notUsable: (count) => `${count} ${count === 1 ? 'gilt' : 'gelten'} nicht`,
		stillUsable: (count) => `${count} ${count === 1 ? 'gilt' : 'gelten'} noch`,
		withoutCode: (count) => `${count} ohne Code`,
	},
	assign: {
		of: (code, affiliateId) =>
			affiliateId
				? `Gutscheincode ${code} des Affiliates mit der ID ${affiliateId}`
				: `Gutscheincode ${code}`,
		byHand: (code, number) =>
			`Trage dann von Hand ${code} in COUPON und ${number} in COUPONID des Kontakts ein.`,
		theCode: 'den Code',
		itsNumber: 'seine Nummer',
		unclear: () => [
			'Refersion schickte ihn ohne Code oder ohne Nummer, oder mit Zeichen, die nicht in eine Mail gehören',
			'Sieh dir den Trigger in Refersion an.',
		],
		otherAffiliate: () => [
			'Der Kontakt mit dieser Adresse gehört zu jemand anderem',
			'Führe „Keep creators in step“ aus, das den richtigen Kontakt findet. Wenn zwei Affiliates dieselbe Adresse haben, gib einem in Refersion eine andere.',
		],
		failed: 'Ein Node ist gescheitert, ohne zu sagen, warum',
	},
};
