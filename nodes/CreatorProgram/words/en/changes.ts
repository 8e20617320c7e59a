/** What happened, and what to do about it. */
type Pair = [string, string];

const number = (count: number): string => count.toLocaleString('en-US');
const is = (count: number): string => (count === 1 ? 'is' : 'are');

/** Words of Changes: Summarise, for whoever runs the programme. */
export const changes = {
	dryRun: 'Dry run, nothing was changed.',
	couldDoNothing: 'Nothing could be done.',
	nothingToDo: 'Nothing was to be done.',
	nothingDone: 'Nothing was done.',
	/** A sentence of the parts below. */
	done: (parts: string[]) => {
		const text = parts.join(', ');
		return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
	},
	would: (parts: string[]) => `Would ${parts.join(', ')}.`,
	added: (count: number, mails: string, would: boolean) =>
		`${would ? 'add' : 'added'} ${number(count)}${mails}`,
	corrected: (count: number, would: boolean) =>
		`${would ? 'correct' : 'corrected'} ${number(count)}`,
	moved: (count: number, would: boolean) =>
		`${would ? 'move' : 'moved'} ${number(count)} ${count === 1 ? 'to a new address' : 'to new addresses'}`,
	merged: (count: number, would: boolean) =>
		`${would ? 'merge' : 'merged'} ${number(count)} ${count === 1 ? 'double contact' : 'double contacts'}`,
	offboarded: (count: number, would: boolean) =>
		`${would ? 'offboard' : 'offboarded'} ${number(count)}`,
	/** Behind what was added. */
	withMail: ' with the welcome mail',
	withoutMail: ' without a mail',
	asked: ' (asked to confirm first)',
	mixed: (withMail: number, without: number, asked: number) => {
		const parts = [
			withMail > 0 ? `${number(withMail)} with the welcome mail` : '',
			without > 0 ? `${number(without)} without` : '',
			asked > 0 ? `${number(asked)} asked to confirm first` : '',
		];
		return ` (${parts.filter(Boolean).join(', ')})`;
	},
	welcomedLater: 'Tag and welcome mail follow by themselves when they have confirmed.',
	confirmed: (count: number) =>
		`${number(count)} of them ${count === 1 ? 'has' : 'have'} confirmed the subscription since.`,
	waiting: (count: number) =>
		`${number(count)} ${count === 1 ? 'has' : 'have'} not confirmed the subscription yet.`,
	tagWasMissing: (count: number) =>
		`${number(count)} of them had code and link already, but not the tag.`,
	takenOver: (count: number) => `${number(count)} of them had the contact of a former affiliate.`,
	right: (count: number) => `${number(count)} ${is(count)} right.`,
	left: (count: number) =>
		`${number(count)} more ${is(count)} to be done, and ${count === 1 ? 'comes' : 'come'} next.`,
	later: (count: number) =>
		`${number(count)} ${count === 1 ? 'waits' : 'wait'} for the next look at everybody.`,
	needALook: (count: number) => `${number(count)} ${count === 1 ? 'needs' : 'need'} a look:`,
	heldAsBefore: (count: number) => `${number(count)} ${is(count)} held as before.`,
	more: (count: number) => `… and ${number(count)} more.`,
	/** What is done for a person, in a list. */
	verdicts: {
		add: 'add',
		correct: 'correct',
		move: 'move',
		merge: 'merge',
		offboard: 'offboard',
		check: 'check',
		right: 'right',
		nothing: 'nothing',
		later: 'later',
	},
	somebody: 'Somebody',
	code: (code: string) => `code ${code}`,
	withTag: (tag: string) => `with the tag ${tag}`,
	withoutTag: (tag: string) => `without the tag ${tag}`,
	address: 'address',
	empty: '(empty)',
	readWhenDone: '(read when it is done)',
	linksChanged: (count: number): Pair => [
		`${number(count)} tracking ${count === 1 ? 'link is not the one' : 'links are not the ones'} that Mailchimp had`,
		'Only a few links are read again in each look. Switch on Read All Links in Settings (under Options) and execute the workflow by hand once, with Dry Run at Never, so that all of them are.',
	],
	notUnderstood: [
		'Items came in that are not from Compare, Refersion or Sync',
		'Connect only the outputs Held and Totals of Compare, the error output of Refersion, and both outputs of Sync.',
	] as Pair,
	wasHeld: 'It was held',
	/** For an error that says what happened and no more. */
	look: 'Look at the person in Refersion and in Mailchimp, then run it again.',
	noReason: 'A node failed without saying why',
};

export type ChangesWords = typeof changes;
