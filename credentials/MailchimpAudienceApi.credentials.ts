import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { mailchimpHost } from '../nodes/Mailchimp/transport/urls';
import { requestUrl } from '../nodes/shared/url';

export class MailchimpAudienceApi implements ICredentialType {
	name = 'mailchimpAudienceApi';

	displayName = 'Mailchimp Audience API';

	icon: Icon = { light: 'file:../icons/mailchimp.svg', dark: 'file:../icons/mailchimp.dark.svg' };

	documentationUrl =
		'https://github.com/creator-hub/n8n-nodes-creator-hub/blob/main/docs/connect-mailchimp.md';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'In Mailchimp: Profile > Extras > API keys. It ends in the data centre of the account, for example -us21.',
		},
	];

	// The key itself names the host it may be sent to, so the key is only added to a request for that
	// very host: neither a crafted key nor a crafted URL can carry it elsewhere.
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const apiKey = String(credentials.apiKey ?? '').trim();
		const host = mailchimpHost(apiKey);
		if (requestUrl(requestOptions)?.origin !== `https://${host}`) {
			throw new Error(`This Mailchimp API key is only sent to https://${host}`);
		}
		// HTTP Basic with any user name (Mailchimp's documentation, authentication).
		return { ...requestOptions, auth: { username: 'n8n', password: apiKey } };
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '=https://{{$credentials.apiKey.trim().split("-").pop()}}.api.mailchimp.com',
			url: '/3.0/ping',
			disableFollowRedirect: true,
		},
	};
}
