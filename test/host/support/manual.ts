import { setTimeout as sleep } from 'node:timers/promises';
import type { Execution, N8nApi, WorkflowJson } from '../../../scripts/n8n/api';

const MANUAL_TRIGGER = 'n8n-nodes-base.manualTrigger';

const DEADLINE_MS = 600_000;

/** A workflow in n8n that is started as somebody does who clicks the button in the editor. */
export interface Manual {
	workflowId: string;
	/** @returns id of the execution, which goes on */
	start(): Promise<string>;
	/** Waits until an execution is over, however it ends. @returns it with its data */
	over(executionId: string): Promise<Execution>;
}

/**
 * Imports a workflow. Its pinned data is left out: in executions by hand it would take the place of the services.
 *
 * @throws when the workflow cannot be started by hand
 */
export async function importManual(api: N8nApi, workflow: WorkflowJson): Promise<Manual> {
	const trigger = workflow.nodes.find(({ type }) => type === MANUAL_TRIGGER);
	if (!trigger) throw new Error(`"${workflow.name}" has no Manual Trigger.`);
	return startByHand(api, await api.createWorkflow({ ...workflow, pinData: {} }), trigger.name);
}

/**
 * A workflow that is in n8n already, and may be active.
 *
 * @param trigger name of its Manual Trigger
 */
export function startByHand(api: N8nApi, workflowId: string, trigger: string): Manual {
	return {
		workflowId,
		start: async () => await api.runByHand(workflowId, trigger),
		async over(executionId) {
			const deadline = Date.now() + DEADLINE_MS;
			for (;;) {
				const execution = await api.execution(executionId);
				if (execution.stoppedAt !== null) return execution;
				if (Date.now() > deadline) throw new Error(`Execution ${executionId} does not end.`);
				await sleep(300);
			}
		},
	};
}
