import type { PreparedWords } from '../en/prepared';

const problems = (count: number): string =>
	count === 1 ? '1 Problem ist' : `${count} Probleme sind`;

export const prepared: PreparedWords = {
	audience: (name) => `Die Zielgruppe ${name} ist`,
	mails: 'Die Mails sind',
	ready: (what) => `${what} bereit.`,
	notReady: (what, errors) =>
		`${what} nicht bereit${errors > 0 ? `: ${problems(errors)} zu lösen` : ''}.`,
	counts: (made, wasThere) => `${made} angelegt, ${wasThere} schon da.`,
	warnings: (count) =>
		`${count} ${count === 1 ? 'Warnung ist' : 'Warnungen sind'} anzusehen, siehe problems.`,
	nextStep:
		'Baue die Journeys in Mailchimp: Startpunkt „Tag added“, dann die Mails, wie sie unter mails stehen.',
	firstSolve:
		'Löse, was unter problems steht, so wie es fix jeweils sagt, und führe den Workflow noch einmal aus. Baue dann die Journeys.',
	mergeField: (tag, type) => `Merge-Feld ${tag} (${type})`,
	tag: (name) => `Tag ${name}`,
	template: (name) => `Vorlage ${name}`,
	templateAgain: (name) => `Vorlage ${name} (ihr HTML wurde neu eingesetzt)`,
	theMail: (name) => `Die Mail „${name}“`,
	aMail: 'Eine Mail',
	notUploaded: (mail, why) => `${mail} wurde nicht hochgeladen: ${why}`,
	again: 'Führe den Workflow noch einmal aus.',
	notUnderstood: 'Ein Eintrag ist keine Mail, die hochgeladen wurde',
	connect:
		'Verbinde Welcome Mail: Build, Template: Create or Update und diesen Node, einen nach dem anderen.',
};
