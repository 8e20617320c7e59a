import {
	UserError,
	type IAuthenticate,
	type Icon,
	type ICredentialTestRequest,
	type ICredentialType,
	type INodeProperties,
} from 'n8n-workflow';
import { API_ORIGIN } from '../nodes/BigCommerce/transport/host';
import { requestUrl } from '../nodes/shared/url';

export class BigCommerceApi implements ICredentialType {
	name = 'bigCommerceApi';

	displayName = 'BigCommerce API';

	icon: Icon = {
		light: 'file:../icons/bigcommerce.svg',
		dark: 'file:../icons/bigcommerce.dark.svg',
	};

	documentationUrl =
		'https://github.com/creator-hub/n8n-nodes-creator-hub/blob/main/docs/coupons.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Store Hash',
			name: 'storeHash',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. abc123',
			description:
				'The part between "/stores/" and "/v3" of the API path that BigCommerce shows with the access token',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'In BigCommerce: Settings > Store-level API accounts, with the OAuth scope Marketing: modify (read-only is enough for reports)',
		},
	];

	// A function instead of a fixed header: the token is only for BigCommerce's own host.
	authenticate: IAuthenticate = async (credentials, requestOptions) => {
		const origin = requestUrl(requestOptions)?.origin ?? '';
		if (origin !== API_ORIGIN) {
			throw new UserError('The BigCommerce credential is only for BigCommerce', {
				description: `Use ${API_ORIGIN}. Nothing was sent to "${origin}".`,
			});
		}
		const accessToken = String(credentials.accessToken ?? '').trim();
		return {
			...requestOptions,
			headers: { ...requestOptions.headers, 'X-Auth-Token': accessToken },
		};
	};

	// BigCommerce has no call for checking a token. Listing one promotion needs the scope Marketing.
	test: ICredentialTestRequest = {
		request: {
			baseURL: '=https://api.bigcommerce.com/stores/{{$credentials.storeHash.trim()}}/v3',
			url: '/promotions',
			qs: { limit: 1 },
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
		},
	};
}
