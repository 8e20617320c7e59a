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
	const workflowId = await api.createWorkflow({ ...workflow, pinData: {} });

	const isOver = async (executionId: string): Promise<boolean> => {
		const list = await api.executions({ workflowId });
		const found = list.find(({ id }) => id === executionId);
		return found !== undefined && found.stoppedAt !== null;
	};

	return {
		workflowId,
		async start() {
			const started = await api.rest('POST', `/workflows/${workflowId}/run`, {
				triggerToStartFrom: { name: trigger.name },
			});
			return String(Object(started).executionId);
		},
		async over(executionId) {
			const deadline = Date.now() + DEADLINE_MS;
			while (!(await isOver(executionId))) {
				if (Date.now() > deadline) throw new Error(`"${workflow.name}" does not end.`);
				await sleep(300);
			}
			const withData = await api.executions({ workflowId, includeData: true });
			const execution = withData.find(({ id }) => id === executionId);
			if (!execution) throw new Error(`There is no execution ${executionId} any more.`);
			return execution;
		},
	};
}
