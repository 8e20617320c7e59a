import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

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
			displayName: 'Webhook Signing Secret',
			name: 'webhookSigningSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Needed by the Refersion Trigger. In Refersion: Account > Settings > Webhooks, then show Webhook Signing Secret.',
		},
		{
			displayName: 'GraphQL Token',
			name: 'graphqlToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for reading conversions, payments and offers. In Refersion: Account > Settings > Refersion API > GraphQL.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: {
				'Refersion-Public-Key': '={{$credentials.publicKey}}',
				'Refersion-Secret-Key': '={{$credentials.secretKey}}',
			},
		},
	};

	// Refersion has no call for checking keys. Listing one affiliate is the cheapest that needs them;
	// limit and page are strings in its contract, and wrong keys are answered with 401.
	test: ICredentialTestRequest = {
		request: {
			baseURL: 'https://api.refersion.com/v2',
			url: '/affiliate/list',
			method: 'POST',
			body: { limit: '1', page: '1' },
			disableFollowRedirect: true,
		},
	};
}
