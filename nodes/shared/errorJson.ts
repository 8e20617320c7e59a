import {
	N8N_NODES_API_VERSION,
	NodeApiError,
	type IDataObject,
	type INode,
	type NodeOperationError,
} from 'n8n-workflow';

/**
 * The json of an input item that could not be handled: `error` and `details`.
 *
 * For the error output n8n knows it by its keys, and adds the input's own fields. n8n 2.41 takes `error`, `message` and
 * `details`; n8n 1.123 takes `error` and `message` only, and anything else goes on as if nothing had failed (both:
 * `handleNodeErrorOutput` in n8n-core, workflow-execute.js). An error beside the json is no way out: n8n then throws away
 * all other fields.
 *
 * @param error what went wrong
 * @param onError what the node is set to do then
 * @param knowsDetails whether this n8n takes `details`; those that name the level of their interface do
 */
export function errorJson(
	error: NodeApiError | NodeOperationError,
	onError: INode['onError'],
	knowsDetails = N8N_NODES_API_VERSION !== undefined,
): IDataObject {
	if (onError === 'continueErrorOutput' && !knowsDetails) {
		return { error: error.message, message: error.description || error.message };
	}
	const details: IDataObject = {};
	if (error.description) details.description = error.description;
	if (error instanceof NodeApiError) {
		if (error.httpCode) details.httpCode = error.httpCode;
	} else if (error.type) {
		details.reason = error.type;
	}
	return { error: error.message, details };
}
