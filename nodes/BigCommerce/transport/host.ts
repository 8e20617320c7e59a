/** The one host of BigCommerce's REST API (its documentation, "API accounts": the API path). */
export const API_ORIGIN = 'https://api.bigcommerce.com';

const STORE_HASH = /^[a-z0-9]+$/;

/**
 * The path of a store's API.
 *
 * @param storeHash the store hash as it stands in the credential
 * @returns e.g. "/stores/abc123/v3"
 * @throws Error when it is no store hash; nothing else may become part of the path
 */
export function storePath(storeHash: unknown): string {
	const hash = typeof storeHash === 'string' ? storeHash.trim() : '';
	if (STORE_HASH.test(hash)) return `/stores/${hash}/v3`;
	throw new Error(
		'The BigCommerce store hash is not valid: it has lower-case letters and digits only. Copy the part between "/stores/" and "/v3" of the API path that BigCommerce shows with the access token.',
	);
}
