import type { INodeProperties } from 'n8n-workflow';

/** Milestones; the same in Settings and Describe. */
export const milestoneProperties: INodeProperties[] = [
	{
		displayName: 'Milestones (Sales)',
		name: 'milestones',
		type: 'string',
		default: '1, 10, 50',
		placeholder: 'e.g. 1, 10, 50',
		description: 'Numbers of sales, with commas between; the highest that is reached counts',
	},
	{
		displayName: 'Quiet After (Days)',
		name: 'quietDays',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 3650 },
		default: 60,
		description:
			'Days without a sale after which a creator who has sold before counts as quiet; 0 switches it off',
	},
];
