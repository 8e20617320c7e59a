import type { Execution, WorkflowJson } from '../../../../scripts/n8n/api';
import type { Hub } from '../../../../scripts/n8n/hub';
import type { World } from '../../../emulators';
import { letHandsWrite } from '../byHand';
import { startByHand } from '../manual';
import { outputOf } from '../rig';

const SCHEDULE = 'n8n-nodes-base.scheduleTrigger';

/** Nodes of keep-creators-in-step: where it is set up, what a look begins with, and the one that says what was done. */
const SETTINGS = 'Settings';
const BY_HAND = 'By hand';
const SUMMARY = 'Summary';

/**
 * @returns the template for a run of faults: without its schedule, so that what was lost until a look can be counted, and
 *   without the stop for changes that look like a mistake, as so many approvals within minutes do. Its looks are by hand,
 *   and write
 */
export const forFaults = (template: WorkflowJson): WorkflowJson => ({
	...template,
	nodes: letHandsWrite(template).nodes.map((node) => {
		if (node.type === SCHEDULE) return { ...node, disabled: true };
		if (node.name !== SETTINGS) return node;
		return { ...node, parameters: { ...node.parameters, options: { brakePeople: 0 } } };
	}),
});

/** One look at everybody. */
export interface Pass {
	status: Execution['status'];
	/** requests to Mailchimp that are no reads, repeated ones included */
	writes: number;
	/** requests to both services */
	requests: number;
	/** what the template itself says; undefined when it did not get that far */
	summary: Record<string, unknown> | undefined;
}

/**
 * The look of the workflow that also hears of the approvals.
 *
 * @returns looks once, by hand, and waits until that is over
 */
export function looksOf(
	{ api, workflowId }: Hub,
	{ mailchimp, refersion }: World,
): () => Promise<Pass> {
	const { start, over } = startByHand(api, workflowId, BY_HAND);
	return async () => {
		const [toMailchimp, toRefersion] = [mailchimp.requests.length, refersion.requests.length];
		const execution = await over(await start());
		const ofMailchimp = mailchimp.requests.slice(toMailchimp);
		const ofRefersion = refersion.requests.slice(toRefersion);
		return {
			status: execution.status,
			writes: ofMailchimp.filter(({ method }) => method !== 'GET').length,
			requests: ofMailchimp.length + ofRefersion.length,
			summary: outputOf(execution, SUMMARY).at(-1),
		};
	};
}
