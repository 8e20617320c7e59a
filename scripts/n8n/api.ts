import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { editorApi, type EditorApi, type Rest } from './editorApi';
import type { N8nVersion } from './versions.cjs';

export interface Owner {
	email: string;
	password: string;
}

export type ExecutionStatus =
	'canceled' | 'crashed' | 'error' | 'new' | 'running' | 'success' | 'unknown' | 'waiting';

/** What one node did in one run of it. */
export interface NodeRun {
	executionStatus?: string;
	/** milliseconds from its start to its end, expressions included */
	executionTime?: number;
	error?: { message?: string; description?: string | null };
	/** items by output index: 0 is the first output, the error output is the last one */
	data?: { main?: Array<Array<{ json: Record<string, unknown> }> | null> };
}

export interface Execution {
	id: string;
	status: ExecutionStatus;
	mode: string;
	workflowId: string;
	startedAt: string;
	stoppedAt: string | null;
	data?: {
		resultData?: {
			error?: { message?: string };
			lastNodeExecuted?: string;
			/** runs by node name */
			runData?: Record<string, NodeRun[]>;
		};
	};
}

export interface WorkflowJson {
	name: string;
	description?: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	pinData?: Record<string, unknown>;
	/** Nodes that n8n 2 shows as one box until somebody opens it. */
	nodeGroups?: Array<{ id: string; name: string; nodeIds: string[]; description?: string }>;
}

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	webhookId?: string;
	[other: string]: unknown;
}

/** n8n's public API, and the few internal calls that come before there is a key for it. */
export interface N8nApi extends EditorApi {
	readonly owner: Owner;
	/** cookie of the owner's session, for calls the public API does not have */
	readonly cookie: string;
	/** Changes a workflow, and what is published of it if it is active. */
	updateWorkflow(id: string, workflow: WorkflowJson): Promise<void>;
	/** Deletes every workflow, active ones too, with its executions. */
	deleteWorkflows(): Promise<void>;
	activate(id: string): Promise<void>;
	deactivate(id: string): Promise<void>;
	/** all executions, newest first */
	executions(filter?: ExecutionFilter): Promise<Execution[]>;
	/** one execution, with the data of every node */
	execution(id: string): Promise<Execution>;
	/** internal REST call as the owner; answers its `data` */
	rest: Rest;
}

export interface ExecutionFilter {
	workflowId?: string;
	status?: ExecutionStatus;
	/** with the data of every node; off by default */
	includeData?: boolean;
}

/** Meets n8n's rules: 8 to 64 characters with a number and a capital. */
export const generatePassword = (): string => `Hub1-${randomBytes(9).toString('base64url')}`;

/** n8n answers nothing while it evaluates one large expression; a template has been seen to take two minutes. */
const MOST_BUSY_MS = 300_000;

const isTimeout = (error: unknown): boolean =>
	error instanceof Error && error.name === 'TimeoutError';

/**
 * A busy n8n may close a kept connection just when it is used again, or answer late. Reads are then sent again; writes are
 * not, because n8n may have got them.
 */
async function request(url: string, init: RequestInit): Promise<Response> {
	const begun = Date.now();
	for (let tries = 1; ; tries += 1) {
		try {
			return await fetch(url, { ...init, signal: AbortSignal.timeout(60_000) });
		} catch (error) {
			const mayWait = isTimeout(error) && Date.now() - begun < MOST_BUSY_MS;
			if (init.method !== 'GET' || !(mayWait || tries === 1)) throw error;
		}
	}
}

async function call(
	url: string,
	method: string,
	headers: Record<string, string>,
	body?: unknown,
): Promise<{ json: unknown; response: Response }> {
	const response = await request(url, {
		method,
		headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	const text = await response.text();
	if (!response.ok) {
		throw new Error(`n8n answered ${response.status} to ${method} ${url}: ${text.slice(0, 1_000)}`);
	}
	return { json: text === '' ? undefined : JSON.parse(text), response };
}

const UNPUBLISHING = 'Workflow is still being unpublished';
const UNPUBLISHED_DEADLINE_MS = 60_000;

/** n8n takes a workflow out of use in the background, and refuses to delete it meanwhile (2.41.1). */
async function untilUnpublished(request: () => Promise<unknown>): Promise<void> {
	const deadline = Date.now() + UNPUBLISHED_DEADLINE_MS;
	for (;;) {
		try {
			await request();
			return;
		} catch (error) {
			if (!String(error).includes(UNPUBLISHING) || Date.now() > deadline) throw error;
			await sleep(100);
		}
	}
}

/**
 * Sets up the owner of a new n8n and makes an API key.
 * @param url of a started instance nobody has set up yet
 * @param version of that instance
 */
export async function setUpOwner(url: string, owner: Owner, version: N8nVersion): Promise<N8nApi> {
	const { response } = await call(
		`${url}/rest/owner/setup`,
		'POST',
		{},
		{
			...owner,
			firstName: 'Creator',
			lastName: 'Hub',
		},
	);
	const cookie = response.headers
		.getSetCookie()
		.map((line) => line.split(';')[0])
		.join('; ');
	const rest: Rest = async (method, path, body) => {
		const { json } = await call(`${url}/rest${path}`, method, { cookie }, body);
		return (json as { data: unknown }).data;
	};
	const scopes = await rest('GET', '/api-keys/scopes');
	const key = (await rest('POST', '/api-keys', {
		label: 'creator-hub',
		expiresAt: null,
		scopes,
	})) as {
		rawApiKey: string;
	};
	return {
		owner,
		cookie,
		rest,
		...editorApi(rest, version),
		...publicApi(url, key.rawApiKey, version),
	};
}

function publicApi(
	url: string,
	apiKey: string,
	version: N8nVersion,
): Omit<N8nApi, 'owner' | 'cookie' | 'rest' | keyof EditorApi> {
	const api = async (method: string, path: string, body?: unknown): Promise<unknown> =>
		(await call(`${url}/api/v1${path}`, method, { 'x-n8n-api-key': apiKey }, body)).json;
	// The public API refuses what only n8n may write, such as meta.
	const writable = ({
		name,
		nodes,
		connections,
		settings = {},
		pinData,
	}: WorkflowJson): unknown => ({
		name,
		nodes,
		connections,
		settings,
		...(pinData && version.updateTakesPinData ? { pinData } : {}),
	});
	return {
		async updateWorkflow(id, workflow) {
			await api('PUT', `/workflows/${id}`, writable(workflow));
		},
		async deleteWorkflows() {
			const list = await api('GET', '/workflows?limit=250');
			const workflows: Array<{ id: string; active: boolean }> = Object(list).data;
			// n8n deletes none that is active.
			for (const { id, active } of workflows) {
				if (active) await api('POST', `/workflows/${id}/deactivate`);
			}
			for (const { id } of workflows) {
				await untilUnpublished(async () => await api('DELETE', `/workflows/${id}`));
			}
		},
		async activate(id) {
			await api('POST', `/workflows/${id}/activate`);
		},
		async deactivate(id) {
			await api('POST', `/workflows/${id}/deactivate`);
		},
		async executions(filter = {}) {
			const found: Execution[] = [];
			let cursor: string | null = null;
			do {
				const query = new URLSearchParams({
					limit: filter.includeData ? '50' : '250',
					includeData: String(filter.includeData ?? false),
					...(filter.workflowId ? { workflowId: filter.workflowId } : {}),
					...(filter.status ? { status: filter.status } : {}),
					...(cursor === null ? {} : { cursor }),
				});
				const page = (await api('GET', `/executions?${query.toString()}`)) as {
					data: Execution[];
					nextCursor: string | null;
				};
				found.push(...page.data);
				cursor = page.nextCursor;
			} while (cursor !== null);
			return found;
		},
		async execution(id) {
			return (await api('GET', `/executions/${id}?includeData=true`)) as Execution;
		},
	};
}
