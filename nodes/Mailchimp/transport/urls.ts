import { subscriberHash } from '../contact';

/** Data centres look like "us21"; nothing else may become part of a host name. */
const DATA_CENTRE = /^[a-z]{2,4}[0-9]{1,4}$/;

const API_KEY = /^[0-9A-Za-z]+-([0-9A-Za-z]+)$/;

const API_ENDPOINT = /^https:\/\/([a-z]{2,4}[0-9]{1,4})\.api\.mailchimp\.com\/?$/;

/**
 * The host that an API key belongs to. The part behind the dash is the account's data centre
 * (Mailchimp's documentation, "API structure").
 *
 * @param apiKey a Mailchimp API key, e.g. "0123…-us21"
 * @returns host name without protocol, e.g. "us21.api.mailchimp.com"
 * @throws Error when the key has not this form; the text does not contain the key
 */
export function mailchimpHost(apiKey: string): string {
	const dataCentre = API_KEY.exec(apiKey)?.[1] ?? '';
	if (!DATA_CENTRE.test(dataCentre)) {
		throw new Error(
			'The Mailchimp API key is not valid: it must end in a dash and the data centre of the account, for example "-us21". Copy the whole key from Mailchimp: Profile > Extras > API keys.',
		);
	}
	return `${dataCentre}.api.mailchimp.com`;
}

/**
 * The host out of the `api_endpoint` that Mailchimp's OAuth2 metadata names.
 *
 * @param apiEndpoint e.g. "https://us21.api.mailchimp.com"
 * @returns host name without protocol, or undefined when it is not one of Mailchimp's API hosts
 */
export function hostOfEndpoint(apiEndpoint: unknown): string | undefined {
	const dataCentre = typeof apiEndpoint === 'string' && API_ENDPOINT.exec(apiEndpoint)?.[1];
	return dataCentre ? `${dataCentre}.api.mailchimp.com` : undefined;
}

/**
 * An id as one piece of a path. "." and ".." are escaped twice, because they count as steps in the path
 * even when they are escaped once (URL Standard, "double-dot URL path segment").
 */
function pathPiece(id: string): string {
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
