import { Problem } from './errors';
import type { MailchimpSwitches } from './switches';

/** Keys and tokens of an account. */
export interface Account {
	apiKey: string;
	/** More keys of the same user: the connection limit is shared by all of them. */
	furtherKeys: string[];
	dataCentre: string;
	name: string;
	oauth: { clientId: string; clientSecret: string };
	tokens: Set<string>;
	/** What the OAuth2 metadata names instead of the account's own host, for tests of a wrong answer. */
	apiEndpoint?: string;
}

/** Basic `anystring:KEY`, `Bearer KEY|TOKEN` (documented) and `apikey KEY` (what n8n sends). */
export function credentialIn(authorization: string | null): string | undefined {
	const [, scheme = '', value = ''] = /^(\S+)\s+(\S+)$/.exec(authorization ?? '') ?? [];
	switch (scheme.toLowerCase()) {
		case 'basic': {
			const decoded = Buffer.from(value, 'base64').toString('utf8');
			return decoded.slice(decoded.indexOf(':') + 1);
		}
		case 'bearer':
		case 'apikey':
			return value;
		default:
			return undefined;
	}
}

const invalidKey = (status: number): Problem =>
	new Problem(
		status,
		status === 401 ? 'API Key Invalid' : 'Forbidden',
		"Your API key may be invalid, or you've attempted to access the wrong datacenter.",
	);

/**
 * @param host `<dc>.api.mailchimp.com`: the data centre must be the account's
 * @throws Problem 401 API Key Missing / API Key Invalid
 */
export function authorise(
	account: Account,
	switches: MailchimpSwitches,
	host: string,
	authorization: string | null,
): void {
	const credential = credentialIn(authorization);
	if (credential === undefined || credential === '') {
		throw new Problem(401, 'API Key Missing', 'Your request did not include an API key.');
	}
	const dataCentre = host === 'api.mailchimp.com' ? account.dataCentre : host.split('.')[0];
	if (dataCentre !== account.dataCentre) throw invalidKey(switches.wrongDataCentre);
	const known =
		credential === account.apiKey ||
		account.furtherKeys.includes(credential) ||
		account.tokens.has(credential);
	if (!known) throw invalidKey(401);
}
