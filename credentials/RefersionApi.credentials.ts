import {
	UserError,
	type IAuthenticate,
	type Icon,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IDataObject,
	type IHttpRequestOptions,
	type INodeProperties,
} from 'n8n-workflow';
import { requestUrl } from '../nodes/shared/url';

/** The two keys, by the headers in which they are sent. */
const API_KEYS = { 'Refersion-Public-Key': 'publicKey', 'Refersion-Secret-Key': 'secretKey' };

/**
 * What each host of Refersion is to be shown: the REST API and the host that orders are reported to the two keys, GraphQL
 * its own token (Refersion's documentation, "Authentication" of either API and "Server-side Tracking"). No other host
 * is shown anything.
 */
const KEYS_BY_HOST: Record<string, Record<string, string>> = {
	'api.refersion.com': API_KEYS,
	'inbound-webhooks.refersion.com': API_KEYS,
	'graphql.refersion.com': { 'X-Refersion-Key': 'graphqlToken' },
};

export class RefersionApi implements ICredentialType {
	name = 'refersionApi';

	displayName = 'Refersion API';

	icon: Icon = { light: 'file:../icons/refersion.svg', dark: 'file:../icons/refersion.dark.svg' };

	documentationUrl =
		'https://github.com/creator-hub/n8n-nodes-creator-hub/blob/main/docs/connect-refersion.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Public Key',
			name: 'publicKey',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. pub_abc12300000000000000',
			description: 'In Refersion: Account > Settings > Refersion API',
		},
		{
			displayName: 'Secret Key',
			name: 'secretKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Next to the public key; click Show to see it',
		},
		{
			displayName:
				'A workflow with the Refersion Trigger cannot be published without the Webhook Signing Secret. In Refersion: Account &gt; Settings &gt; Webhooks, then show Webhook Signing Secret. Nothing else needs it.',
			name: 'publishingNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Webhook Signing Secret',
			name: 'webhookSigningSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Tells genuine webhooks from forged ones',
		},
		{
			displayName: 'GraphQL Token',
			name: 'graphqlToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for reading conversions, payments, offers and many tracking links at once. In Refersion: Account > Settings > Refersion API > GraphQL.',
		},
	];

	// A function instead of fixed headers: a request must get the keys of its host and no others.
	authenticate: IAuthenticate = async (credentials, requestOptions) => ({
		...requestOptions,
		headers: { ...requestOptions.headers, ...keysFor(requestOptions, credentials) },
	});

	// The nodes hold its test, `refersionKeys`: it tries two hosts.
}

/**
 * The headers that a request gets.
 *
 * @throws UserError for any other host than those of Refersion
 */
export function keysFor(
	request: IHttpRequestOptions,
	credentials: ICredentialDataDecryptedObject,
): IDataObject {
	const host = hostOf(request);
	const keys = Object.hasOwn(KEYS_BY_HOST, host) ? KEYS_BY_HOST[host] : undefined;
	if (!keys) {
		throw new UserError('The Refersion credential is only for Refersion', {
			description: `Use https://api.refersion.com or https://graphql.refersion.com. Nothing was sent to "${host}".`,
		});
	}
	return Object.fromEntries(
		Object.entries(keys).map(([header, name]) => [header, String(credentials[name] ?? '').trim()]),
	);
}

/** Host of a request with its port, '' when the request is not encrypted or has no readable address. */
function hostOf(request: IHttpRequestOptions): string {
	const url = requestUrl(request);
	return url?.protocol === 'https:' ? url.host : '';
}
