import type { WorkflowJson, WorkflowNode } from '../../n8n/api';
import type { Receiver } from './results';

/** A node of n8n's own or of this package; its name is its id too. */
export const node = (
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
	webhookWithAuth: 'bench-webhook-auth',
};

/** Name and value of the header that the Webhook node with Header Auth asks for. */
export const AUTH_HEADER = { name: 'x-bench', value: 'a value nobody else knows' };

/** @param credentials by type: refersionApi and httpHeaderAuth */
export function receiverWorkflow(
	receiver: Receiver,
	credentials: Record<string, { id: string; name: string }>,
): WorkflowJson {
	const pick = (type: string): WorkflowNode['credentials'] => {
		const credential = credentials[type];
		if (!credential) throw new Error(`There is no credential of type ${type}.`);
		return { [type]: credential };
	};
	const path = PATH[receiver];
	if (receiver === 'trigger') {
		const trigger = node(
			'Refersion Trigger',
			'n8n-nodes-creator-hub.refersionTrigger',
			1.1,
			{ events: ['affiliateApproved'] },
			{ webhookId: path.replace('/webhook', ''), credentials: pick('refersionApi') },
		);
		return workflow('Refersion Trigger', trigger);
	}
	const isGuarded = receiver === 'webhookWithAuth';
	const parameters = {
		httpMethod: 'POST',
		path,
		responseMode: 'onReceived',
		options: {},
		...(isGuarded && { authentication: 'headerAuth' }),
	};
	const more = { webhookId: path, ...(isGuarded && { credentials: pick('httpHeaderAuth') }) };
	return workflow(path, node('Webhook', 'n8n-nodes-base.webhook', 2.1, parameters, more));
}
