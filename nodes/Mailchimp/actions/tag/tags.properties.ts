import type { INodeProperties } from 'n8n-workflow';

export const startAutomations: INodeProperties = {
	displayName: 'Start Automations',
	name: 'startAutomations',
	type: 'boolean',
	default: true,
	description: 'Whether automations that are based on these tags start',
};

export const restartAutomations: INodeProperties = {
	displayName: 'Restart Automations',
	name: 'restartAutomations',
	type: 'boolean',
	default: false,
	description:
		'Whether a tag that a subscribed contact already has is removed and added again, so that what it starts can start again. The contact may get the same mails a second time. In Mailchimp, "Contacts can re-enter" must be on in the journey.',
};

/** The Options collection of an operation that changes tags. */
export function tagOptions(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options,
	};
}
