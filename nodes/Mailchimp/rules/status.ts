import type { ContactWrite } from './contactWrite';

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
