import { createHash } from 'node:crypto';
import type { IPollFunctions } from 'n8n-workflow';

/** Characters of a fingerprint: 60 bits of a hash, so that the key cannot be found from it. */
const FINGERPRINT_LENGTH = 10;

/**
 * Tells which account a credential is for. A new key changes the fingerprint too, although the account stays
 * the same; whoever remembers something of an account has to find that out.
 *
 * @param field the key of the API that is read
 */
export async function accountOf(
	this: IPollFunctions,
	field: 'publicKey' | 'graphqlToken',
): Promise<string> {
	const credential = await this.getCredentials('refersionApi');
	const key = String(credential[field] ?? '').trim();
	return createHash('sha256').update(key).digest('base64url').slice(0, FINGERPRINT_LENGTH);
}
