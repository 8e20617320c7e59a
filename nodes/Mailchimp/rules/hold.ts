import type { IDataObject } from 'n8n-workflow';
import type { Member } from './contact';
import type { Difference } from './mergeFields';

/** Why a contact is not tagged: a name for machines, and what happened and what to do for people. */
export interface Hold {
	reason: string;
	message: string;
	description: string;
}

/**
 * Whether a value is a link that may go into a mail: http or https, with a host, and without what makes a
 * link look like another one: a user name before the host, or characters that cannot be seen.
 */
export function isWebLink(value: unknown): boolean {
	if (typeof value !== 'string' || /[\s<>"\p{Cc}\p{Cf}]/u.test(value)) return false;
	try {
		const { protocol, hostname, username, password } = new URL(value);
		const isWeb = protocol === 'https:' || protocol === 'http:';
		return isWeb && hostname !== '' && username === '' && password === '';
	} catch {
		return false;
	}
}

/**
 * Looks at what is to be sent. A contact without a usable link must not get a mail about it.
 *
 * @param sent merge tag → value
 * @param linkTag merge tag of the link, or '' when none is required
 * @param requiredTags merge tags of further fields that must not be empty
 */
export function holdBeforeSending(
	sent: IDataObject,
	linkTag: string,
	requiredTags: string[],
): Hold | undefined {
	if (linkTag && sent[linkTag] === undefined) {
		return {
			reason: 'empty_link',
			message: `The merge field ${linkTag} is empty`,
			description: `Nothing was sent, so that no mail goes out without a link. Map a value to ${linkTag} under Merge Fields and check that the affiliate has a tracking link in Refersion.`,
		};
	}
	if (linkTag && !isWebLink(sent[linkTag])) {
		return {
			reason: 'bad_link',
			message: `The merge field ${linkTag} is not a web link`,
			description: `Nothing was sent. The value must begin with https:// or http:// and have neither blanks nor a user name before the host. Check what is mapped to ${linkTag} under Merge Fields.`,
		};
	}
	const missing = requiredTags.find((tag) => sent[tag] === undefined);
	return missing
		? {
				reason: 'empty_field',
				message: `The merge field ${missing} is empty`,
				description: `Nothing was sent, because ${missing} is one of the Required Merge Fields. Map a value to it under Merge Fields.`,
			}
		: undefined;
}

/** Statuses in which Mailchimp sends no marketing mail, so that a tag would start nothing. */
const NOT_MAILED: Record<string, { what: string; remedy: string }> = {
	unsubscribed: {
		what: 'has unsubscribed',
		remedy:
			'Nobody is subscribed again against their will. If the person wants the mails, they can sign up again themselves. Mailchimp can ask them: option Unsubscribed Contacts.',
	},
	cleaned: {
		what: 'was cleaned: mails to it bounced',
		remedy: 'Ask the affiliate for another address and correct it in Refersion.',
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
};

/**
 * Looks at what Mailchimp stored: the contact's status and the fields that must be right.
 *
 * @param member the contact after the write
 * @param changed merge fields that did not arrive as sent
 * @param requiredTags merge tags that must be right, the link's included
 * @param askedFor statuses that the user set on purpose, which are no reason to hold
 */
export function holdAfterWrite(
	member: Member,
	changed: Difference[],
	requiredTags: string[],
	askedFor: string[],
): Hold | undefined {
	if (member.id === '' || member.status === '') {
		return {
			reason: 'unclear_answer',
			message: 'Mailchimp did not say what became of the contact',
			description:
				'Its answer has no id or no status. No tag was added. Look at the contact in Mailchimp and run the item again. A proxy or firewall between n8n and Mailchimp may have answered.',
		};
	}
	const isMailed = askedFor.includes(member.status) || !Object.hasOwn(NOT_MAILED, member.status);
	const state = isMailed ? undefined : NOT_MAILED[member.status];
	if (state) {
		return {
			reason: member.status,
			message: `The contact ${state.what}`,
			description: `No tag was added and the status was left alone. ${state.remedy}`,
		};
	}
	const wrong = changed.find(({ tag }) => requiredTags.includes(tag));
	return wrong && { reason: 'field_not_stored', ...explain(wrong) };
}

function explain({ tag, isUnknown, isCut }: Difference): Pick<Hold, 'message' | 'description'> {
	const held = 'No tag was added, so that no mail goes out with it.';
	if (isUnknown) {
		return {
			message: `The audience has no merge field ${tag}`,
			description: `${held} Add it in Mailchimp: Audience > Settings > Audience fields and merge tags, type Website, merge tag ${tag}.`,
		};
	}
	return {
		message: `Mailchimp ${isCut ? 'cut' : 'changed'} the value of the merge field ${tag}`,
		description: isCut
			? `${held} Text fields hold 255 bytes. Use a merge field of type Website for ${tag}, or a shorter link.`
			: `${held} Compare the contact in Mailchimp with the value mapped to ${tag}.`,
	};
}

/** A warning for a field that did not arrive as sent but is not required. */
export function warningOf(difference: Difference): string {
	const { tag, isUnknown, isCut } = difference;
	if (isUnknown) return `The audience has no merge field ${tag}; Mailchimp ignored it`;
	return isCut
		? `Mailchimp cut the value of ${tag} at 255 bytes`
		: `Mailchimp stored ${tag} differently from what was sent`;
}
