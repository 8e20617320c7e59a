import { ProblemError } from '../../../nodes/shared/problem';
import type { Member } from '../../../nodes/Mailchimp/contact';
import type { ContactWrite } from '../../../nodes/Mailchimp/write/contactWrite';
import { NOT_MAILED } from '../../../nodes/Mailchimp/write/hold';

export const STATUSES = [
	'subscribed',
	'pending',
	'unsubscribed',
	'cleaned',
	'archived',
	'transactional',
];

/** What an item without options asks for Jo. */
export const write = (more: Partial<ContactWrite> = {}): ContactWrite => ({
	audienceId: 'a1',
	email: 'jo@creator-mail.com',
	mergeFields: { FNAME: 'Jo' },
	definitions: new Map(),
	areAssumed: true,
	createMissing: false,
	extras: {},
	linkTag: '',
	requiredTags: [],
	tagsToAdd: [],
	tagsToRemove: [],
	tagsToRestart: [],
	startAutomations: 'yes',
	statusIfNew: 'subscribed',
	chosenStatuses: ['keep', 'audience'],
	holdOn: NOT_MAILED,
	reviveArchived: false,
	askAgain: false,
	warnings: [],
	...more,
});

export const member = (status: string): Member => ({
	id: 'h',
	contactId: 'c',
	email: 'jo@creator-mail.com',
	status,
	mergeFields: {},
	tags: [],
	tagsCount: 0,
});

/** The code of the problem that something throws; undefined when it throws none. */
export function codeOf(task: () => unknown): string | undefined {
	try {
		task();
		return undefined;
	} catch (error) {
		if (error instanceof ProblemError) return error.problem.code;
		throw error;
	}
}
