import type { INodeProperties } from 'n8n-workflow';

/** Stands at the top of the node, where it is set up. */
export const terms: INodeProperties = {
	displayName:
		'Linktree\'s <a href="https://linktr.ee/s/terms/" target="_blank">terms</a> restrict automated reading of its pages. Read the current text and decide whether you may use this node. It is for checks that the creator of the page has asked for, one page at a time. It says who it is, asks for each page once in a run, and takes a refusal for an answer.',
	name: 'termsNotice',
	type: 'notice',
	default: '',
};

/** The profile that an operation reads. */
export const profile: INodeProperties = {
	displayName: 'Profile',
	name: 'profile',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. linktr.ee/anna',
	description: 'User name or any address of the Linktree page, of a creator who asked for this',
};

/** How long to wait for a page, in seconds. */
export const TIMEOUT_S = { min: 1, max: 60 };

/** How an operation reads. */
export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Timeout (Seconds)',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: TIMEOUT_S.min, maxValue: TIMEOUT_S.max },
			default: 15,
			description:
				'How long to wait for the page to begin, and then for it to end. It is not asked for again.',
		},
	],
};
