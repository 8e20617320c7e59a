import type { WorkflowJson, WorkflowNode } from '../../n8n/api';
import type { Receiver } from './results';

const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
	more: Partial<WorkflowNode> = {},
): WorkflowNode => ({
	id: name,
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters,
	...more,
});

const AFTER = 'No Operation';

/** A trigger, and a node that does nothing, so that what is compared is the trigger. */
const workflow = (name: string, trigger: WorkflowNode): WorkflowJson => ({
	name,
	nodes: [trigger, node(AFTER, 'n8n-nodes-base.noOp', 1, {})],
	connections: { [trigger.name]: { main: [[{ node: AFTER, type: 'main', index: 0 }]] } },
	settings: { executionOrder: 'v1' },
});

/** Path of each receiver, after `/webhook/`. */
export const PATH: Record<Receiver, string> = {
	trigger: 'bench-trigger/webhook',
	webhook: 'bench-webhook',
};

/** @param credential of type refersionApi */
export function receiverWorkflow(
	receiver: Receiver,
	credential: { id: string; name: string },
): WorkflowJson {
	if (receiver === 'webhook') {
		const parameters = {
			httpMethod: 'POST',
			path: PATH.webhook,
			responseMode: 'onReceived',
			options: {},
		};
		return workflow(
			"n8n's Webhook node",
			node('Webhook', 'n8n-nodes-base.webhook', 2.1, parameters, { webhookId: PATH.webhook }),
		);
	}
	return workflow(
		'Refersion Trigger',
		node(
			'Refersion Trigger',
			'n8n-nodes-creator-hub.refersionTrigger',
			1.1,
			{ events: ['affiliateApproved'] },
			{ webhookId: 'bench-trigger', credentials: { refersionApi: credential } },
		),
	);
}
