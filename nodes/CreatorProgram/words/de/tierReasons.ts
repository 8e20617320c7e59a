import type { Words } from '../en';

export const tierReasons: Words['tierReasons'] = {
	reached: {
		what_happened: 'Alle Schwellen bis zu dieser Stufe sind erreicht',
		what_to_do: 'Es ist nichts zu tun, außer zuzustimmen, wo danach gefragt wird.',
	},
	fell: {
		what_happened: 'Die Schwelle der jetzigen Stufe ist nicht mehr erreicht',
		what_to_do: 'Der Affiliate bekommt das niedrigere Angebot, weil Move Down eingeschaltet ist.',
	},
	in_place: {
		what_happened: 'Der Affiliate hat das Angebot der Stufe, die erreicht ist',
		what_to_do: '',
	},
	highest: {
		what_happened: 'Der Affiliate hat die höchste Stufe',
		what_to_do: '',
	},
	not_lower: {
		what_happened: 'Der Affiliate hat ein höheres Angebot als das der Stufe, die erreicht ist',
		what_to_do: 'Niemand wird herabgestuft, solange Move Down ausgeschaltet ist.',
	},
	other_offer: {
		what_happened: 'Der Affiliate hat das Angebot {about}, das zu keiner Stufe gehört',
		what_to_do:
			'Er blieb, wie er ist. Sollen Affiliates mit diesem Angebot aufsteigen, füge es als Stufe mit der Schwelle 0 hinzu.',
	},
	not_active: {
		what_happened: 'Der Affiliate ist nicht aktiv',
		what_to_do: 'Nur aktive Affiliates werden befördert.',
	},
	listed_twice: {
		what_happened: 'Der Affiliate steht mehr als einmal in der Liste',
		what_to_do: 'Der erste Eintrag zählt.',
	},
	done_already: {
		what_happened: 'Der Affiliate hat das Angebot schon',
		what_to_do: 'Es ist nichts zu tun: Eine frühere Ausführung hat es getan, oder jemand von Hand.',
	},
	not_approved: {
		what_happened: 'Es wurde nicht zugestimmt',
		what_to_do: 'Es wurde nichts geändert. Die nächste Ausführung fragt wieder.',
	},
	no_proposal: {
		what_happened: 'Es ist nicht zu sehen, was für den Affiliate vorgeschlagen war',
		what_to_do:
			'Es wurde nichts geändert. Die Einträge von Decide müssen bis zu diesem Node verbunden bleiben: Ein Node dazwischen, der neue Einträge macht, trennt die Verbindung.',
	},
	moved_on: {
		what_happened: 'Angebot oder Zahlen haben sich seit dem Vorschlag geändert',
		what_to_do: 'Es wurde nichts geändert. Die nächste Ausführung entscheidet neu.',
	},
	several_currencies: {
		what_happened: 'Beträge in mehreren Währungen lassen sich nicht zusammenzählen: {about}',
		what_to_do:
			'Lege in Settings unter Currency eine Währung fest: Dann zählen nur Beträge in ihr.',
	},
	other_currency: {
		what_happened: 'Die Beträge sind nicht in der festgelegten Währung bekannt, sondern in {about}',
		what_to_do:
			'Trage das GraphQL-Token in die Refersion-Zugangsdaten ein: Dann sind die Beträge jeder Währung bekannt.',
	},
	not_known: {
		what_happened: 'Eine Zahl, die entscheidet, ist nicht bekannt. {about}',
		what_to_do: 'Es wurde nichts geändert. Die nächste Ausführung liest sie noch einmal.',
	},
	offer_unknown: {
		what_happened: 'Es ist nicht bekannt, welches Angebot der Affiliate hat',
		what_to_do: 'Es wurde nichts geändert. Sieh dir den Affiliate in Refersion an.',
	},
	bonus_due: {
		what_happened: 'Ein Bonus wurde verdient, und kein Tag sagt, dass er gegeben wurde: {about}',
		what_to_do:
			'Sieh in Refersion nach, ob er gutgeschrieben ist. Wenn nicht, schreibe ihn dort von Hand gut. Gib dann dem Kontakt das Tag, das in Klammern steht.',
	},
	bonuses_not_read: {
		what_happened: 'Es ist nicht bekannt, wer einen Bonus bekommen hat. {about}',
		what_to_do:
			'Gib keinen, bevor du nachgesehen hast. Verbinde Tag: Get Members von Mailchimp, mit Return All und der Option Match Beginning of Name, mit dem Eingang Bonuses Given.',
	},
	no_standing: {
		what_happened: 'Der Eintrag sagt nicht, wie ein Affiliate steht. {about}',
		what_to_do:
			'Verbinde Affiliate: Get Standing vor diesem Node. Ist es verbunden, sieh dir seinen Fehler an.',
	},
};
