import { counted } from '../../../shared/texts';

/** Words of Welcome Mail: Summarise, for whoever prepares the audience. */
export const prepared = {
	audience: (name: string) => `The audience ${name} is`,
	mails: 'The mails are',
	/** Behind one of the two. */
	ready: (what: string) => `${what} ready.`,
	notReady: (what: string, errors: number) =>
		`${what} not ready${errors > 0 ? `: ${counted(errors, 'problem')} to solve` : ''}.`,
	counts: (made: number, wasThere: number) => `${made} made, ${wasThere} there already.`,
	warnings: (count: number) => `${counted(count, 'warning')} to look at, see problems.`,
	nextStep:
		'Build the journeys in Mailchimp: starting point "Tag added", then the mails as they stand under mails.',
	firstSolve:
		'Solve what is under problems, as each fix says, and execute the workflow again. Then build the journeys.',
	mergeField: (tag: string, type: string) => `Merge field ${tag} (${type})`,
	tag: (name: string) => `Tag ${name}`,
	template: (name: string) => `Template ${name}`,
	templateAgain: (name: string) => `Template ${name} (its HTML was put in again)`,
	theMail: (name: string) => `The mail "${name}"`,
	aMail: 'A mail',
	notUploaded: (mail: string, why: string) => `${mail} was not uploaded: ${why}`,
	again: 'Execute the workflow again.',
	notUnderstood: 'An item is no mail that was uploaded',
	connect:
		'Connect Welcome Mail: Build, Template: Create or Update and this node, one after the other.',
};

export type PreparedWords = typeof prepared;
