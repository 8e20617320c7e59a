import type { IDataObject } from 'n8n-workflow';
import { ProblemError, type Problem } from '../../shared/problem';
import { parseUrl } from '../../shared/url';
import type { Member } from '../contact';
import { explainDifference, type Difference } from '../mergeFields';
import type { ContactWrite } from './contactWrite';

/** The error of an item whose contact is held: it gets no tag, so that no mail goes out. */
export function heldError({ code, message, fix }: Problem, { email }: ContactWrite): ProblemError {
	return new ProblemError({ code, message: `${message} (${email})`, fix });
}

/**
 * Whether a value is a link that may go into a mail: http or https, with a host, and without what makes a
 * link look like another one: a user name before the host, or characters that cannot be seen.
 */
export function isWebLink(value: unknown): boolean {
	if (typeof value !== 'string' || /[\s<>"\p{Cc}\p{Cf}]/u.test(value)) return false;
	const url = parseUrl(value);
	if (url === undefined) return false;
	const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
	return isWeb && url.hostname !== '' && url.username === '' && url.password === '';
}

/**
 * Looks at what is to be sent. A contact without a usable link must not get a mail about it.
 *
 * @throws ProblemError when the contact is held
 */
export function checkBeforeSending(write: ContactWrite): void {
	const { linkTag, requiredTags, mergeFields } = write;
	const hold = linkProblem(linkTag, mergeFields) ?? requiredProblem(requiredTags, mergeFields);
	if (hold) throw heldError(hold, write);
}

function linkProblem(linkTag: string, sent: IDataObject): Problem | undefined {
	if (linkTag === '' || isWebLink(sent[linkTag])) return undefined;
	if (isMissing(sent[linkTag])) {
		return {
			code: 'empty_link',
			message: 'The Tracking Link is empty',
			fix: 'Nothing was sent, so that no mail goes out without a link. Check what is mapped to Tracking Link, and that the item has a value there.',
		};
	}
	return {
		code: 'bad_link',
		message: 'The Tracking Link is not a web link',
		fix: 'Nothing was sent. It must begin with https:// or http:// and have neither blanks nor a user name before the host. Check what is mapped to Tracking Link.',
	};
}

function requiredProblem(requiredTags: string[], sent: IDataObject): Problem | undefined {
	const missing = requiredTags.find((tag) => isMissing(sent[tag]));
	if (missing === undefined) return undefined;
	return {
		code: 'empty_field',
		message: `The merge field ${missing} is empty`,
		fix: `Nothing was sent, because ${missing} is one of the Required Merge Fields. Map a value to it under Merge Fields.`,
	};
}

function isMissing(value: unknown): boolean {
	return value === undefined || value === '';
}

/** What a status means, and what to do about a contact that is held for it. */
const BY_STATUS: Record<string, { what: string; remedy: string }> = {
	unsubscribed: {
		what: 'has unsubscribed',
		remedy:
			'Nobody is subscribed again against their will. If the person wants the mails, they can sign up again themselves. Mailchimp can ask them: option Unsubscribed Contacts.',
	},
	cleaned: {
		what: 'was cleaned: mails to it bounced',
		remedy: 'Ask the person for another address, and correct it where it comes from.',
	},
	archived: {
		what: 'is archived',
		remedy: 'Unarchive the contact in Mailchimp, or turn on the option Revive Archived Contacts.',
	},
	transactional: {
		what: 'is a non-subscribed contact, which gets no marketing mail',
		remedy:
			'If the person has agreed to your mails, set the option Status of Existing Contacts to Subscribed or Pending.',
	},
	pending: {
		what: 'has not confirmed the subscription yet',
		remedy: 'Run the item again when it has.',
	},
	subscribed: { what: 'is subscribed', remedy: 'The option Hold on Status names that status.' },
};

/** Statuses in which Mailchimp sends no marketing mail, so that a tag would start nothing. */
export const NOT_MAILED = ['unsubscribed', 'cleaned', 'archived', 'transactional'];

/**
 * Looks at what Mailchimp stored: the contact's status and the fields that must be right.
 *
 * @param member the contact after the write
 * @param changed merge fields that did not arrive as sent
 * @param holdOn statuses in which the contact is held
 * @throws ProblemError when the contact is held, with the status or the trouble as its code
 */
export function checkAfterWrite(
	write: ContactWrite,
	member: Member,
	changed: Difference[],
	holdOn = write.holdOn,
): void {
	if (member.id === '' || member.status === '') throw heldError(UNCLEAR, write);
	if (holdOn.includes(member.status)) throw heldError(statusProblem(member.status), write);
	const required = [write.linkTag, ...write.requiredTags].filter((tag) => tag !== '');
	const wrong = changed.find(({ tag }) => required.includes(tag));
	if (wrong === undefined) return;
	const parameter = wrong.tag === write.linkTag ? 'Tracking Link' : undefined;
	throw heldError(explainDifference(wrong, parameter), write);
}

const UNCLEAR: Problem = {
	code: 'unclear_answer',
	message: 'Mailchimp did not say what became of the contact',
	fix: 'Its answer has no id or no status. No tag was added. Look at the contact in Mailchimp and run the item again. A proxy or firewall between n8n and Mailchimp may have answered.',
};

/** Why a contact is held for its status. */
export function statusProblem(status: string): Problem {
	const known = Object.hasOwn(BY_STATUS, status) ? BY_STATUS[status] : undefined;
	return {
		code: status,
		message: `The contact ${known?.what ?? `is ${status}`}`,
		fix: `No tag was added and the status was left alone. ${known?.remedy ?? ''}`.trim(),
	};
}

/** A status that a contact gets in a second write, because of what the first one found. */
export interface StatusChange {
	status: string;
	/** What is told about it in the contact's output. */
	warning: string;
}

/** Asks the person: Mailchimp sends a mail with a link to confirm when a contact becomes pending. */
export const ASK_AGAIN: StatusChange = {
	status: 'pending',
	warning: 'The contact had unsubscribed and has been asked by Mailchimp to confirm again',
};

/**
 * The status that goes with the first write. Where people who left are to be asked, "subscribed" has to
 * wait until it is known what the contact is: set at once, it would subscribe somebody who has been asked
 * before and has not confirmed.
 */
export function statusAtOnce({ status, askAgain }: ContactWrite): string | undefined {
	return askAgain && status === 'subscribed' ? undefined : status;
}

/**
 * What is to be done about a contact's status after the first write.
 *
 * @param write what the item asks for
 * @param current the status that the contact has
 * @returns undefined when it stays as it is; a contact that has been asked is not asked twice
 */
export function statusChange(write: ContactWrite, current: string): StatusChange | undefined {
	const late = statusAtOnce(write) === undefined ? write.status : undefined;
	const revived = late ?? (write.reviveArchived ? write.statusIfNew : undefined);
	if (current === 'archived' && revived !== undefined) {
		return { status: revived, warning: 'The contact was archived and has been revived' };
	}
	if (write.chosenStatuses.includes(current)) return undefined;
	if (current === 'unsubscribed' && write.askAgain) return ASK_AGAIN;
	if (current === 'transactional' && late !== undefined) {
		return { status: late, warning: 'The contact was not subscribed before' };
	}
	return undefined;
}
