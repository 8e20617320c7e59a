import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

export class MailchimpAudienceOAuth2Api implements ICredentialType {
	name = 'mailchimpAudienceOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Mailchimp Audience OAuth2 API';

	icon: Icon = { light: 'file:../icons/mailchimp.svg', dark: 'file:../icons/mailchimp.dark.svg' };

	documentationUrl =
		'https://github.com/creator-hub/n8n-nodes-creator-hub/blob/main/docs/connect-mailchimp.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: 'https://login.mailchimp.com/oauth2/authorize',
			required: true,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: 'https://login.mailchimp.com/oauth2/token',
			required: true,
		},
		// Mailchimp's OAuth2 knows no scopes (its documentation, OAuth guide).
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
	];
}
