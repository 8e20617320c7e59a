import type { Words } from '../en';

export const failure: Words['failure'] = {
	subject: (workflow) => `Fehlgeschlagen: ${workflow}`,
	failed: (workflow) => `Der Workflow „${workflow}“ ist fehlgeschlagen.`,
	notStarted: (workflow) =>
		`Der Trigger des Workflows „${workflow}“ ist fehlgeschlagen. Vielleicht startet der Workflow nicht mehr.`,
	again: (count) =>
		`Seit der letzten Nachricht ist er noch ${count === 1 ? 'einmal' : `${count}-mal`} auf dieselbe Weise fehlgeschlagen.`,
	where: 'Wo',
	whatHappened: 'Was passiert ist',
	whatToDo: 'Was zu tun ist',
	open: 'Ausführung öffnen',
	notSaved: 'n8n hat keine Daten dieser Ausführung gespeichert.',
	unnamed: 'ohne Namen',
	nothingSaid: 'n8n nennt keinen Grund.',
	advice: {
		credential:
			'Der Dienst hat die Zugangsdaten abgelehnt, oder sie dürfen das nicht. Öffne die Zugangsdaten in n8n und teste sie. Vielleicht wurde der Schlüssel geändert oder ist abgelaufen.',
		busy: 'Der Dienst bekam zu viele Anfragen auf einmal. Der nächste Lauf macht dort weiter. Wenn es immer wieder vorkommt, lass den Workflow seltener laufen.',
		down: 'Der Dienst hat nicht oder nicht rechtzeitig geantwortet. Der nächste Lauf macht dort weiter. Wenn es so bleibt, sieh auf der Statusseite des Dienstes nach.',
		trigger:
			'Öffne den Workflow, prüfe seinen Trigger und die Zugangsdaten, und veröffentliche den Workflow noch einmal.',
		other:
			'Öffne die Ausführung und sieh dir den rot markierten Node an. Behebe, was dort steht, und führe den Workflow noch einmal aus.',
	},
};
