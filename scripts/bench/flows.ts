/** The flows that do the same work, ours and those of n8n's own Mailchimp node. */
export const FLOWS = [
	'ours-journeys',
	'ours-bulk',
	'builtin-update-tag',
	'builtin-create-update-tag',
	'builtin-create-error-output',
] as const;
export type FlowId = (typeof FLOWS)[number];

export interface Flow {
	/** as the table and the chart call it */
	label: string;
	ours: boolean;
	/** whether the tag starts its journey */
	startsJourneys: boolean;
	/** whether it is measured unless flows are asked for */
	usual: boolean;
	/** whether with faults the variant that stops at the first error is measured as well */
	canStop: boolean;
}

export const FLOW: Record<FlowId, Flow> = {
	'ours-journeys': {
		label: 'This package, journeys start',
		ours: true,
		startsJourneys: true,
		usual: true,
		canStop: false,
	},
	'ours-bulk': {
		label: 'This package in bulk, no journeys',
		ours: true,
		startsJourneys: false,
		usual: true,
		canStop: false,
	},
	'builtin-update-tag': {
		label: 'n8n: Update, then Tag',
		ours: false,
		startsJourneys: true,
		usual: true,
		canStop: true,
	},
	'builtin-create-update-tag': {
		label: 'n8n: Create, If failed: Update, Tag',
		ours: false,
		startsJourneys: true,
		usual: true,
		canStop: true,
	},
	'builtin-create-error-output': {
		label: 'n8n: Create, error output: Update, Tag',
		ours: false,
		startsJourneys: true,
		usual: false,
		canStop: false,
	},
};
