import type { IncomingHttpHeaders } from 'node:http';
import { HookContext, WebhookContext } from 'n8n-core';
import type {
	INode,
	IWebhookData,
	IWebhookResponseData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { additionalData, createWorkflow, type Engine, type WorkflowFile } from './engine';
import type { CredentialData } from './credentials';

type Request = NonNullable<IWorkflowExecuteAdditionalData['httpRequest']>;
type Response = NonNullable<IWorkflowExecuteAdditionalData['httpResponse']>;

export interface WebhookCall {
	body: Buffer | string;
	headers: IncomingHttpHeaders;
	/** What else n8n's request is, where it is not the usual one. */
	request?: Partial<Request>;
}

/** What the node returned to n8n, and what it sent to the caller itself. */
export interface WebhookResult {
	returned: IWebhookResponseData;
	status?: number;
	sent?: unknown;
}

const description = {
	name: 'default',
	httpMethod: 'POST',
	path: 'webhook',
	responseMode: 'onReceived',
} as const;

function prepare(engine: Engine, parameters: INode['parameters'], credentials: CredentialData) {
	const node: INode = {
		id: 'trigger',
		name: 'Refersion Trigger',
		type: 'n8n-nodes-creator-hub.refersionTrigger',
		typeVersion: 1,
		position: [0, 0],
		webhookId: 'hook',
		parameters,
		credentials: { refersionApi: { id: '1', name: 'Refersion' } },
	};
	const file: WorkflowFile = { name: 'trigger', nodes: [node], connections: {} };
	const workflow = createWorkflow(engine, file);
	return { node, workflow, additional: additionalData(engine, credentials, file) };
}

/** Calls the webhook method of the Refersion Trigger as n8n does with a request. */
export async function callWebhook(
	engine: Engine,
	parameters: INode['parameters'],
	credentials: CredentialData,
	call: WebhookCall,
): Promise<WebhookResult> {
	const { node, workflow, additional } = prepare(engine, parameters, credentials);
	const result: WebhookResult = { returned: {} };
	const rawBody = Buffer.from(call.body);
	// Express' objects are far larger than what a webhook node uses of them.
	const request: Partial<Request> = {
		rawBody,
		headers: call.headers,
		header: ((name: string) => call.headers[name.toLowerCase()]) as Request['header'],
		params: {},
		query: {},
		...call.request,
	};
	const response: Partial<Response> = {
		status: (code: number) => {
			result.status = code;
			return response as Response;
		},
		send: (body: unknown) => {
			result.sent = body;
			return response as Response;
		},
		end: () => response as Response,
	};
	additional.httpRequest = request as Request;
	additional.httpResponse = response as Response;
	const context = new WebhookContext(
		workflow,
		node,
		additional,
		'webhook',
		webhookData(node),
		[],
		null,
	);
	const webhook = engine.nodeType('refersionTrigger').webhook;
	if (!webhook) throw new Error('The trigger has no webhook method');
	result.returned = await webhook.call(context);
	return result;
}

/** Calls a life-cycle method as n8n does when a workflow is activated or deactivated. */
export async function callHook(
	engine: Engine,
	method: 'checkExists' | 'create' | 'delete',
	credentials: CredentialData,
	events = ['*'],
): Promise<boolean> {
	const { node, workflow, additional } = prepare(engine, { events }, credentials);
	const context = new HookContext(
		workflow,
		node,
		additional,
		'trigger',
		'activate',
		webhookData(node),
	);
	const methods = engine.nodeType('refersionTrigger').webhookMethods?.default;
	if (!methods?.[method]) throw new Error(`The trigger has no ${method}`);
	return await methods[method].call(context);
}

function webhookData(node: INode): IWebhookData {
	return {
		httpMethod: 'POST',
		node: node.name,
		path: 'webhook',
		webhookDescription: description,
		workflowId: 'test',
		workflowExecuteAdditionalData: {} as IWorkflowExecuteAdditionalData,
		isTest: false,
	};
}
