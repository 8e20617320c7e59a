import type { Words } from '../en';

export const mails: Words['mails'] = {
	unset: {
		promoCaption:
			'Anzeige: Ich mag diesen Shop, deshalb steht er jetzt auf meiner Seite. Der Link ist in meiner Bio. Wenn ihr darüber kauft, bekomme ich eine Provision. Für euch kostet es nicht mehr.',
		payoutText:
			'Freigegebene Provisionen zahlen wir auf dem Weg aus, den du in deinem Affiliate-Konto angegeben hast. Fehlt die Angabe, muss die Zahlung warten.',
		titleDisclosure: 'Anzeige',
		disclosureText:
			'Anzeige: Einige Links sind Affiliate-Links. Wenn ihr darüber kauft, bekomme ich eine Provision. Für euch kostet es nicht mehr.',
		linkButton: 'Meinen Link öffnen',
		confirmButton: 'Link ist eingetragen',
		promoButton: 'Material ansehen',
		dashboardButton: 'Zahlungsdaten prüfen',
		payPalButton: 'PayPal-Adresse eintragen',
		signature: 'Dein Team von [[brandName]]',
	},
	greeting: 'Hallo [[firstName]],',
	greetingWithoutName: 'Hallo,',
	linkHeading: 'Dein persönlicher Link',
	copyFromBox:
		'Zum Teilen kopiere den Link bitte aus dem Kasten und nicht vom Button. Hinter den Button setzt unser Maildienst manchmal eine eigene Adresse.',
	stuck:
		'Du kommst nicht weiter, oder etwas stimmt nicht? Antworte einfach auf diese Mail. Ein Mensch liest sie.',
	stuckWithAddress:
		'Du kommst nicht weiter, oder etwas stimmt nicht? Antworte einfach auf diese Mail, oder schreib an [[supportEmail]]. Ein Mensch liest sie.',
	whyYouGetIt:
		'Du bekommst diese Mail an *|EMAIL|*, weil du beim Creator-Programm von [[brandName]] mitmachst.',
	unsubscribe: 'Abmelden',
	unsubscribeAfter: ' von diesen Mails. Dein Link funktioniert trotzdem weiter.',
	unsubscribeInText: 'Abmelden (dein Link funktioniert trotzdem weiter)',
	previewWithoutLink: 'Dein persönlicher Link ist noch unterwegs.',
	headingWithoutLink: 'Dein Link ist noch unterwegs',
	linkNotReady:
		'**Dein persönlicher Link ist noch nicht fertig, und das liegt an uns.** Antworte bitte auf diese Mail, dann schicken wir ihn dir.',
	linkMissing:
		'**Dein persönlicher Link fehlt in unseren Unterlagen, und das liegt an uns.** Antworte bitte auf diese Mail, dann schicken wir ihn dir.',
	coupon: 'Deine Follower können an der Kasse deinen Code eingeben: **[[coupon]]**',
	yourLink: {
		subject: 'Dein Link für [[brandName]]',
		preview: 'Du bist dabei. Heb diese Mail auf: Dein persönlicher Link steht darin.',
		previewWithoutLink: 'Du bist dabei. Dein persönlicher Link ist noch unterwegs.',
		heading: 'Du bist dabei. Hier ist dein Link.',
		headingWithoutLink: 'Du bist dabei. Dein Link ist unterwegs.',
		welcome:
			'Willkommen beim Creator-Programm von [[brandName]]. Wir haben deine Bewerbung angenommen und freuen uns, dass du da bist.',
		ask: '**Öffne deinen Link jetzt einmal.** Er sollte unseren Shop öffnen. Wenn ja, kann es losgehen.',
		commission: 'Verkäufe, die über diesen Link kommen, werden dir gutgeschrieben.',
		cookieWindow:
			'Ein Verkauf zählt, wenn der Kauf innerhalb von [[cookieWindow]] nach dem Klick erfolgt.',
		coupon:
			'Für deine Follower gibt es auch einen Code. Sie geben ihn an der Kasse ein: **[[coupon]]**',
		disclosureHeading: 'Sag, dass du daran verdienst',
		disclosure:
			'Deine Follower haben ein Recht darauf, es zu wissen, und in vielen Ländern ist es Pflicht, direkt beim Link. Du kannst diesen Satz verwenden:',
		next: 'In der nächsten Mail zeigen wir dir in fünf kurzen Schritten, wie dein Link auf deinen Linktree kommt.',
	},
	linktreeSteps: {
		subject: 'Fünf Schritte: dein Link auf deinem Linktree',
		preview: 'Es dauert zwei Minuten. Dein Link steht noch einmal in dieser Mail.',
		heading: 'Dein Link kommt auf deinen Linktree',
		ask: 'Heute geht es nur um eine Sache, und die dauert zwei Minuten. Hier ist noch einmal dein Link:',
		stepsHeading: 'Fünf Schritte',
		steps: [
			'Melde dich auf [linktr.ee/admin](https://linktr.ee/admin) an.',
			'Wähle **Add** und lege einen neuen Link an.',
			'Füge deinen ganzen Link als URL ein. Bitte kürze ihn nicht und schneide hinten nichts ab. Sonst sehen wir nicht, dass ein Verkauf von dir kommt.',
			'Gib ihm einen Titel, zum Beispiel: **Shop [[brandName]] - [[titleDisclosure]]**',
			'Prüfe, ob der Link eingeschaltet ist, zieh ihn weit nach oben, öffne dann deine öffentliche Seite und probiere ihn einmal aus.',
		],
		disclosure:
			'Der Titel sagt, dass du an dem Link verdienst. Deine Follower haben ein Recht darauf, es zu wissen. Für deine Bio kannst du diesen Satz verwenden:',
		elsewhere:
			'Kein Linktree? Dein Link funktioniert genauso in deiner Instagram-Bio oder auf jeder anderen Link-Seite.',
		confirm: 'Steht er auf deiner Seite? Dann sag es uns mit einem Klick:',
		reply:
			'**Steht er auf deiner Seite?** Dann antworte einfach auf diese Mail und schick uns die Adresse deiner Seite.',
		withoutLink:
			'**Dein persönlicher Link ist noch nicht fertig, und das liegt an uns.** Antworte bitte auf diese Mail, dann schicken wir ihn dir, zusammen mit den Schritten für deinen Linktree.',
	},
	firstPromotion: {
		subject: 'Dein erster Post mit dem Link',
		preview: 'Ein Post oder eine Story. Der Text dafür steht in dieser Mail.',
		heading: 'Teile deinen Link diese Woche einmal',
		ask: 'Ein Link auf einer Seite muss erst gefunden werden. Ein Post oder eine Story zeigt deinen Followern, dass es ihn gibt.',
		ideaHeading: 'Eine Idee',
		idea: 'Such dir aus unserem Shop etwas aus, das du selbst kaufen würdest. Zeig es, und sag in einem Satz, warum du es magst.',
		caption: 'Du kannst diesen Text verwenden oder einen eigenen:',
		link: 'Und das ist dein Link, für den Link-Sticker oder deine Bio:',
		disclosure:
			'Bitte sag im Post selbst, dass du daran verdienst, gut sichtbar und gleich am Anfang. Zum Beispiel: „[[titleDisclosure]]“.',
	},
	linkIsLive: {
		subject: 'Dein Link ist online',
		preview: 'Gut gemacht. Eine Idee für diese Woche.',
		previewWithoutLink: 'Eine Frage zu deinem persönlichen Link.',
		heading: 'Dein Link ist online. Gut gemacht.',
		headingWithoutLink: 'Eine Frage zu deinem Link',
		thanks: 'Danke, dass du deinen Link auf deine Seite gesetzt hast.',
		ask: '**Eine Idee für diese Woche:** Öffne deinen Link, such dir ein Produkt aus und zeig es in einer Story. Setz deinen Link mit einem Link-Sticker darauf.',
		disclosure:
			'Bitte sag in der Story, dass du daran verdienst, gut sichtbar und gleich am Anfang. Zum Beispiel: „[[titleDisclosure]]“.',
		withoutLink:
			'**Dein persönlicher Link fehlt in unseren Unterlagen, und das liegt an uns.** Antworte bitte auf diese Mail, dann bringen wir es in Ordnung.',
	},
	linkNotYet: {
		subject: 'Können wir dir mit deinem Link helfen?',
		preview: 'Auf deiner Seite haben wir ihn noch nicht gesehen. Hier ist er noch einmal.',
		heading: 'Können wir dir mit deinem Link helfen?',
		unknown:
			'Wir wissen noch nicht, ob dein Link auf deiner Seite steht. Vielleicht ist er da, und wir konnten ihn nicht sehen. Vielleicht kam etwas dazwischen.',
		confirm: '**Trag ihn jetzt ein, und sag es uns dann mit einem Klick:**',
		reply:
			'**Trag ihn jetzt ein, und antworte dann einfach auf diese Mail** mit der Adresse deiner Seite. Wenn etwas im Weg ist, schreib uns, was.',
		steps:
			'Auf Linktree: Melde dich auf [linktr.ee/admin](https://linktr.ee/admin) an, wähle **Add**, füge den ganzen Link ein und schalte ihn ein. Als Titel passt **Shop [[brandName]] - [[titleDisclosure]]**. So wissen deine Follower, dass du daran verdienst.',
		elsewhere:
			'Kein Linktree? Setz den Link in deine Instagram-Bio oder auf die Seite, die du verwendest.',
		coupon:
			'Es geht auch ohne Link. Deine Follower geben an der Kasse deinen Code **[[coupon]]** ein. Bitte sag auch dann, dass du daran verdienst.',
	},
	payouts: {
		subject: 'Wie du bezahlt wirst, und wie es weitergeht',
		preview: 'Ein Blick auf deine Zahlungsdaten, damit deine Provision ankommt.',
		heading: 'Wie du bezahlt wirst, und wie es weitergeht',
		lastCommission: 'Deine letzte Provision: [[lastCommission]].',
		noCommission:
			'Du bist jetzt seit zwei Wochen dabei. Wenn noch kein Verkauf da ist, hilft vielleicht ein weiterer Post.',
		payoutHeading: 'So wirst du bezahlt',
		check: '**Sieh bitte einmal nach, ob deine Zahlungsdaten vollständig sind:**',
		checkByReply:
			'**Sieh bitte einmal nach, ob deine Zahlungsdaten vollständig sind.** Wenn du nicht weißt, wo, antworte einfach auf diese Mail.',
		nextHeading: 'So geht es weiter',
		tier: 'Du bist jetzt auf der Stufe [[tier]].',
		nextTier: 'Deine nächste Stufe ist **[[nextTier]]**.',
		tiers: 'Das sind unsere Stufen.',
		askForTiers:
			'Möchtest du wissen, was du erreichen kannst? Antworte einfach auf diese Mail und frag uns.',
		link: 'Das ist weiterhin dein Link. Er bleibt gleich:',
		disclosure:
			'Bitte sag auch weiterhin bei jedem Post, dass du daran verdienst. Zum Beispiel: „[[titleDisclosure]]“.',
	},
	payPalMissing: {
		subject: 'Deine Auszahlung wartet auf deine PayPal-Adresse',
		preview: 'In deinem Affiliate-Konto fehlt noch eine Angabe.',
		heading: 'Deine Auszahlung wartet',
		waiting: 'Du hast **[[unpaid]]** verdient, und wir möchten dir das Geld gerne auszahlen.',
		waitingUnknown: 'Du hast eine Provision verdient, und wir möchten sie dir gerne auszahlen.',
		missing:
			'In deinem Affiliate-Konto steht noch keine PayPal-Adresse. Deshalb muss die Zahlung warten.',
		ask: '**Trag bitte deine PayPal-Adresse ein:**',
		askByReply:
			'**Trag bitte deine PayPal-Adresse in deinem Affiliate-Konto ein.** Wenn du nicht weißt, wo, antworte einfach auf diese Mail. Schick uns bitte weder dein Passwort noch Bankdaten.',
		after:
			'Mit der nächsten Auszahlung danach ist das Geld unterwegs. Bis dahin geht nichts verloren.',
	},
};
