import type { Words } from '../en';

export const page: Words['page'] = {
	errorPrefix: 'Fehler:',
	problemTitle: 'Da stimmt etwas nicht',

	formTitle: 'Ist dein Link auf deiner Seite?',
	formText: 'Sag uns, wo er ist. Wir sehen nach, und du bekommst sofort die Antwort.',
	nameLabel: 'Dein Name bei Linktree',
	nameHint: 'Zum Beispiel anna oder linktr.ee/anna',
	nameButton: 'Meine Seite prüfen',
	againButton: 'Noch einmal prüfen',
	nameError: 'Gib deinen Namen bei Linktree ein, wie er in der Adresse deiner Seite steht',
	otherTitle: 'Kein Linktree?',
	otherLabel: 'Adresse deiner Seite (du kannst sie weglassen)',
	otherHint: 'Zum Beispiel instagram.com/anna. Wir sehen dort nicht nach: Dein Wort genügt.',
	otherButton: 'Ich habe eine andere Seite',
	urlError:
		'Gib die Adresse ein, wie sie im Browser steht, oder lass sie weg. Es darf keine E-Mail-Adresse darin vorkommen',
	stateTitle: 'Suchst du deinen Link?',
	stateText: 'Hier bekommst du ihn und siehst, was wir bisher von dir wissen.',
	stateButton: 'Meinen Link zeigen',
	wordButton: 'Mein Link ist dort',

	linkTitle: 'Dein Link',
	linkHint: 'Tipp ihn an: Er ist dann ganz markiert. Dann kopiere ihn.',
	stepsTitle: 'So geht es weiter',
	stepLogIn: 'Melde dich auf linktr.ee/admin an.',
	stepAdd: 'Wähle „Add“ und füge deinen ganzen Link ein.',
	stepOn: 'Achte darauf, dass er eingeschaltet ist.',
	stepBack: 'Komm hierher zurück und drück auf den Knopf.',
	openPage: 'Deine Seite öffnen',
	questions: 'Fragen? Antworte einfach auf unsere Mail.',
	questionsMail: 'Oder schreib an {email}',
	privacy:
		'Wir sehen einmal auf deiner Linktree-Seite nach, wenn du auf den Knopf drückst, und merken uns die Antwort.',

	unknownTitle: 'Dieser Knopf gilt nicht mehr',
	unknownText:
		'Hat sich deine E-Mail-Adresse seit dieser Mail geändert? Dann drück auf den Knopf in einer neueren Mail von uns: Der funktioniert. Sonst antworte auf unsere Mail, und wir kümmern uns darum.',

	liveTitle: 'Dein Link ist online. Gut gemacht!',
	liveText: 'Er ist auf {page}. Mehr ist nicht zu tun.',
	wrongCodeTitle: 'Fast geschafft: Es ist noch nicht dein Link',
	wrongCodeText:
		'Ein Link auf {page} führt zum Shop, aber mit einem anderen Code als deinem. Verkäufe würden nicht für dich zählen. Ersetze ihn durch deinen eigenen Link.',
	notFoundTitle: 'Wir haben deinen Link noch nicht gesehen',
	notFoundText: 'Dein Link war nicht auf {page}, als wir nachgesehen haben.',
	codeMissingText:
		'Ein Link auf {page} führt zum Shop, aber ohne deinen Code. Verkäufe würden nicht für dich zählen. Ersetze ihn durch deinen ganzen Link.',
	unverifiableTitle: 'Wir konnten es nicht sicher erkennen',
	unverifiableText:
		'Wir konnten {page} lesen, aber nicht erkennen, ob dein Link dort ist. Sieh bitte selbst nach. Wenn du die Seite gerade geändert hast, prüf sie noch einmal.',
	gatedText:
		'Auf {page} kommt zuerst eine Sperre oder eine Warnung, sodass nicht alle deinen Link sehen. Nimm sie weg und prüf die Seite noch einmal.',
	shortLinkText:
		'Auf {page} ist ein Kurzlink oder einer, der auf eine andere Adresse weiterleitet. Wir öffnen solche nicht, denn das würde als Klick zählen. Setz stattdessen deinen ganzen Link dorthin.',
	otherAddressText:
		'Ein Link auf {page} hat deinen Code, aber eine andere Adresse als der Link, den du von uns hast. Vergleich die beiden.',
	wordTitle: 'Danke. Wir haben es notiert.',
	wordText: 'Mehr ist nicht zu tun. Wenn sich deine Seite ändert, sag es uns hier wieder.',
	wordPageText:
		'Wir haben {page} notiert. Mehr ist nicht zu tun. Wenn sie sich ändert, sag es uns hier wieder.',

	noPageTitle: 'Diese Seite gibt es nicht',
	noPageText:
		'Linktree hat keine offene Seite {page}, deshalb haben wir sie nicht notiert. Prüf, wie dein Name geschrieben wird, und versuch es noch einmal.',
	goneText:
		'Linktree hat keine offene Seite {page} mehr. Prüf, wie dein Name geschrieben wird, oder sag uns deine neue Seite.',
	notLookedTitle: 'Wir konnten auf deiner Seite nicht nachsehen',
	notLookedText:
		'Linktree hat uns {page} nicht lesen lassen. Das liegt nicht an dir. Noch ist nichts notiert: Versuch es später noch einmal, oder sag uns, dass dein Link dort ist.',
	newerTitle: 'Du hast uns etwas Neueres gesagt',
	newerText:
		'Zur gleichen Zeit wurde etwas anderes gesendet, und das behalten wir. Wenn es nicht stimmt, sag es uns hier noch einmal.',
	laterTitle: 'Einen Moment, bitte',
	laterText: 'Versuch es bitte in {seconds} Sekunden noch einmal.',
	tomorrowTitle: 'Genug für heute',
	tomorrowText:
		'Morgen kannst du deine Linktree-Seite wieder prüfen. Wenn dein Link auf einer anderen Seite ist, sag es uns hier, oder antworte einfach auf unsere Mail.',
	failedTitle: 'Das hat nicht geklappt, und es liegt an uns',
	failedText:
		'Drück bitte in einigen Minuten noch einmal auf den Knopf. Wenn es dann immer noch nicht geht, antworte einfach auf unsere Mail.',

	nothingYetTitle: 'Du hast uns noch nichts gesagt',
	nothingYetText: 'Setz deinen Link auf deine Seite und sag uns dann, wo er ist.',
	stateLiveText: 'Wir haben ihn auf {page} gesehen.',
	stateWordText: 'Du hast uns gesagt, dass er dort ist. Mehr ist nicht zu tun.',
	stateUnverifiableText:
		'Als wir auf {page} nachgesehen haben, konnten wir es nicht erkennen. Prüf sie hier noch einmal.',
};
