import { isObject, isoOffset, isString, type JsonObject } from '../common';
import { notFound, Problem, schemaErrors } from './errors';
import { noContent, param, readObject, reply, replyPage, type ApiContext, type App } from './http';

interface Operation {
	method: string;
	path: string;
	params: Record<string, string>;
	body: string | undefined;
	operationId: string;
}

interface OperationResult {
	status_code: number;
	operation_id: string;
	response: string;
}

interface Batch {
	id: string;
	operations: Operation[];
	results: OperationResult[];
	submitted: Date;
	completed: Date | null;
}

/** Runs one operation inside the account; connections of a batch do not count towards the limit. */
export type RunOperation = (operation: Request) => Promise<Response>;

export interface Batches {
	register(app: App, api: ApiContext): void;
	/** What the operations of a batch were answered with. */
	results(id: string): OperationResult[];
	clear(): void;
}

function readOperation(value: unknown, index: number): Operation {
	if (!isObject(value) || !isString(value.method) || !isString(value.path)) {
		throw schemaErrors({
			field: `operations.item:${index}`,
			message: 'Schema describes object with method and path',
		});
	}
	const { method, path, params, body, operation_id: id } = value;
	if (body !== undefined && !isString(body)) {
		throw schemaErrors({
			field: `operations.item:${index}.body`,
			message: 'Schema describes string',
		});
	}
	const query = isObject(params) ? Object.entries(params) : [];
	return {
		method: method.toUpperCase(),
		path,
		params: Object.fromEntries(query.map(([name, content]) => [name, String(content)])),
		body,
		operationId: isString(id) ? id : '',
	};
}

/** `params` is for GET only (Mailchimp docs, batch operations). */
function toRequest({ method, path, params, body }: Operation): Request {
	const url = new URL(`https://batch.invalid/3.0/${path.replace(/^\//, '')}`);
	if (method === 'GET')
		for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
	const hasBody = method !== 'GET' && body !== undefined;
	return new Request(url, {
		method,
		...(hasBody && { body, headers: { 'content-type': 'application/json' } }),
	});
}

/**
 * Asynchronous batches, minimal: they are run when their status is first asked for, and
 * `response_body_url` stays empty (the archive of results is not served).
 */
export function createBatches(run: RunOperation): Batches {
	const batches = new Map<string, Batch>();

	async function finish(batch: Batch, now: Date): Promise<void> {
		if (batch.completed !== null) return;
		batch.completed = now;
		for (const operation of batch.operations) {
			const response = await run(toRequest(operation));
			batch.results.push({
				status_code: response.status,
				operation_id: operation.operationId,
				response: await response.text(),
			});
		}
	}

	function body(batch: Batch): JsonObject {
		return {
			id: batch.id,
			status: batch.completed === null ? 'pending' : 'finished',
			total_operations: batch.operations.length,
			finished_operations: batch.results.length,
			errored_operations: batch.results.filter(({ status_code }) => status_code >= 400).length,
			submitted_at: isoOffset(batch.submitted),
			completed_at: batch.completed === null ? '' : isoOffset(batch.completed),
			response_body_url: '',
			_links: [],
		};
	}

	function register(app: App, { state }: ApiContext): void {
		app.post('/3.0/batches', async (c) => {
			const { operations } = await readObject(c);
			if (!Array.isArray(operations)) {
				throw schemaErrors({ field: 'operations', message: 'Schema describes array' });
			}
			const pending = [...batches.values()].filter(({ completed }) => completed === null);
			if (pending.length >= state.switches.maxPendingBatches) {
				throw new Problem(429, 'TooManyRequests', 'You have more than 500 pending batches.');
			}
			const batch: Batch = {
				id: state.hexId(10),
				operations: operations.map(readOperation),
				results: [],
				submitted: state.now(),
				completed: null,
			};
			batches.set(batch.id, batch);
			return c.json(body(batch));
		});

		app.get('/3.0/batches', (c) => {
			const all = [...batches.values()];
			return replyPage(c, state, 'batches', all, body);
		});

		app.get('/3.0/batches/:batch', async (c) => {
			const batch = batches.get(param(c, 'batch'));
			if (batch === undefined) throw notFound();
			await finish(batch, state.now());
			return reply(c, body(batch));
		});

		app.delete('/3.0/batches/:batch', (c) => {
			if (!batches.delete(param(c, 'batch'))) throw notFound();
			return noContent();
		});
	}

	return {
		register,
		results: (id) => batches.get(id)?.results ?? [],
		clear: () => batches.clear(),
	};
}
