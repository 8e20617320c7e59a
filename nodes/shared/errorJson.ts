import {
	N8N_NODES_API_VERSION,
	NodeApiError,
	type IDataObject,
	type INode,
	type NodeOperationError,
} from 'n8n-workflow';
import { isRecord } from './record';

/**
 * The json of an input item that could not be handled: `error` and `details`.
 *
 * For the error output n8n knows it by its keys, and adds the input's own fields. n8n 2.41 takes `error`, `message` and
 * `details`; n8n 1.123 takes `error` and `message` only, and anything else goes on as if nothing had failed (both:
 * `handleNodeErrorOutput` in n8n-core, workflow-execute.js). An error beside the json is no way out: n8n then throws away
 * all other fields. What nodes decide by, the reason, stands at the end of `message` there: "What to do. [reason]".
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
	const { message, description } = error;
	const httpCode = error instanceof NodeApiError ? error.httpCode : null;
	const reason = error instanceof NodeApiError ? undefined : error.type;
	if (onError === 'continueErrorOutput' && !knowsDetails) {
		const code = httpCode ? `http_${httpCode}` : (reason ?? 'error');
		return { error: message, message: `${description ? `${description} ` : ''}[${code}]` };
	}
	const details: IDataObject = {};
	if (description) details.description = description;
	if (httpCode) details.httpCode = httpCode;
	if (reason) details.reason = reason;
	return { error: message, details };
}

/** What an item of an error says, on whichever n8n; '' for what it does not say. */
export interface ErrorTold {
	message: string;
	/** What to do. */
	description: string;
	/** A code such as `unsubscribed`, or `http_404`. */
	reason: string;
}

/**
 * Reads an item of an error of any node, as `errorJson` or n8n itself makes it. n8n may have put the fields of the node's
 * input beside its own: a `message` without a reason behind it is none of an error.
 */
export function readErrorJson({ error, details, message }: IDataObject): ErrorTold {
	const told = textOf(isRecord(error) ? error.message : error);
	if (isRecord(details)) {
		const { httpCode } = details;
		const status =
			typeof httpCode === 'number' || textOf(httpCode) ? `http_${String(httpCode)}` : '';
		const reason = textOf(details.reason) || status;
		return { message: told, description: textOf(details.description), reason };
	}
	const [, description = '', reason = ''] = /^(?:(.*) )?\[(\w+)\]$/s.exec(textOf(message)) ?? [];
	return { message: told, description, reason: reason === 'error' ? '' : reason };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
