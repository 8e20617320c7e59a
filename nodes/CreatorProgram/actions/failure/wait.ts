import type { INodeProperties } from 'n8n-workflow';

/** The parameter that keeps one failure from becoming a hundred mails. */
export const waitProperty: INodeProperties = {
	displayName: 'Tell Again After (Minutes)',
	name: 'tellAgainAfter',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 10_080 },
	default: 60,
	description:
		'How long the same failure of the same workflow is not told again. The next message says how often it came. 0 tells each one.',
};
