import { subscriberHash } from '../contact';

/**
 * An id as one piece of a path. "." and ".." are escaped twice, because they count as steps in the path
 * even when they are escaped once (URL Standard, "double-dot URL path segment").
 */
export function pathPiece(id: string): string {
	const piece = encodeURIComponent(id);
	return /^\.{1,2}$/.test(piece) ? piece.replaceAll('.', '%252E') : piece;
}

/** Path of an audience in Mailchimp's API, behind /3.0. */
export function audiencePath(audienceId: string): string {
	return `/lists/${pathPiece(audienceId)}`;
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
