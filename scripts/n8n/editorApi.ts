import type { WorkflowJson } from './api';
import type { N8nVersion } from './versions.cjs';

/** Internal REST call as the owner; answers its `data`. */
export type Rest = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** What the editor can do and the public API cannot. Its calls are n8n's own business and differ between versions. */
export interface EditorApi {
	/**
	 * Saves a credential. The public API of n8n 1 wants fields of it that are hidden in the editor.
	 * @param type name of the credential type
	 */
	createCredential(
		type: string,
		name: string,
		data: Record<string, string>,
	): Promise<{ id: string; name: string }>;
	/** Imports a workflow, with all that stands in its file. @returns its id; it is not active */
	createWorkflow(workflow: WorkflowJson): Promise<string>;
	/**
	 * Clicks "Execute workflow".
	 * @param trigger name of the trigger to start from
	 * @returns id of the execution, which goes on
	 */
	runByHand(id: string, trigger: string): Promise<string>;
}

/** @param version of the n8n behind `rest` */
export function editorApi(rest: Rest, version: N8nVersion): EditorApi {
	return {
		async createCredential(type, name, data) {
			const { id } = Object(await rest('POST', '/credentials', { type, name, data }));
			return { id: String(id), name };
		},
		async createWorkflow(workflow) {
			const state = version.createSendsActive ? { active: false } : {};
			return String(Object(await rest('POST', '/workflows', { ...workflow, ...state })).id);
		},
		async runByHand(id, trigger) {
			const workflow = version.runSendsWorkflow
				? { workflowData: await rest('GET', `/workflows/${id}`) }
				: {};
			const body = { ...workflow, triggerToStartFrom: { name: trigger } };
			return String(Object(await rest('POST', `/workflows/${id}/run`, body)).executionId);
		},
	};
}
