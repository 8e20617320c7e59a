import { subscriberHash } from '../rules/contact';

/** Path of an audience in Mailchimp's API, behind /3.0. */
export function audiencePath(audienceId: string): string {
	return `/lists/${encodeURIComponent(audienceId)}`;
}

/**
 * Path of a contact of an audience. It is named by its hash, the one way that Mailchimp documents for
 * every resource of a contact.
 *
 * @param email the address, in any case, without blanks around it
 */
export function memberPath(audienceId: string, email: string): string {
	return `${audiencePath(audienceId)}/members/${subscriberHash(email)}`;
}
