import type { WorkflowJson, WorkflowNode } from '../../n8n/api';
import type { Rear, Receiver } from './results';

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
const REFERSION = 'Get Affiliate';

type Credential = { id: string; name: string };

const lead = (...names: string[]) => ({
	main: names.map((name) => (name === '' ? [] : [{ node: name, type: 'main', index: 0 }])),
});

/** Lets every item out at its second output, so that the node with the credential is never reached. */
const nobody = (): WorkflowNode =>
	node('Nobody', 'n8n-nodes-base.if', 2.2, {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
			combinator: 'and',
			conditions: [
				{
					id: 'nobody',
					leftValue: 'a',
					rightValue: 'b',
					operator: { type: 'string', operation: 'equals' },
				},
			],
		},
		options: {},
	});

/** A trigger, and the same behind it whatever the trigger. */
function workflow(
	name: string,
	trigger: WorkflowNode,
	rear: Rear,
	credential: Credential,
): WorkflowJson {
	const after = node(AFTER, 'n8n-nodes-base.noOp', 1, {});
	const settings = { executionOrder: 'v1' };
	if (rear === 'bare') {
		const connections = { [trigger.name]: lead(AFTER) };
		return { name, nodes: [trigger, after], connections, settings };
	}
	const get = node(
		REFERSION,
		'n8n-nodes-creator-hub.refersion',
		1,
		{
			resource: 'affiliate',
			operation: 'get',
			affiliate: { __rl: true, mode: 'id', value: '1' },
			options: {},
		},
		{ credentials: { refersionApi: credential } },
	);
	const gate = nobody();
	return {
		name,
		nodes: [trigger, gate, get, after],
		connections: { [trigger.name]: lead(gate.name), [gate.name]: lead(REFERSION, AFTER) },
		settings,
	};
}

/** Path of a receiver, after `/webhook/`. */
export const pathOf = (receiver: Receiver, rear: Rear): string =>
	receiver === 'webhook' ? `bench-webhook-${rear}` : `bench-trigger-${rear}/webhook`;

/** @param credential of type refersionApi */
export function receiverWorkflow(
	receiver: Receiver,
	rear: Rear,
	credential: Credential,
): WorkflowJson {
	const path = pathOf(receiver, rear);
	if (receiver === 'webhook') {
		const parameters = { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} };
		return workflow(
			`n8n's Webhook node, ${rear}`,
			node('Webhook', 'n8n-nodes-base.webhook', 2.1, parameters, { webhookId: path }),
			rear,
			credential,
		);
	}
	return workflow(
		`Refersion Trigger, ${rear}`,
		node(
			'Refersion Trigger',
			'n8n-nodes-creator-hub.refersionTrigger',
			1.1,
			{ events: ['affiliateApproved'] },
			{
				webhookId: path.replace('/webhook', ''),
				credentials: { refersionApi: credential },
			},
		),
		rear,
		credential,
	);
}
