import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

const MINUTE_MS = 60_000;

/** An entry of the Options collection of operations that somebody may be waiting for. */
export const timeLimit: INodeProperties = {
	displayName: 'Time Limit (Minutes)',
	name: 'timeLimit',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		'After this time no request is begun. Items that are left end as errors with the reason not_attempted. 0 means no limit.',
};

/** When the run's time is over, in milliseconds since 1970; Infinity when it has no limit. */
export function readDeadline(this: IExecuteFunctions): number {
	const minutes = Number(this.getNodeParameter('options.timeLimit', 0, 0));
	return minutes > 0 ? Date.now() + minutes * MINUTE_MS : Infinity;
}
