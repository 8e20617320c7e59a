import { Hono } from 'hono';
import { isObject, parseJson, type JsonObject } from '../common';
import type { Operation, OperationContext, Operations } from './context';
import { affiliateReads } from './routes/affiliates';
import { affiliateWrites } from './routes/affiliateWrites';
import { conversionOperations } from './routes/conversions';
import { offerOperations } from './routes/offers';
import { triggerOperations } from './routes/triggers';
import { noBody, Refusal } from './validate';

export interface RefersionCredentials {
	publicKey: string;
	secretKey: string;
	webhookSigningSecret: string;
	graphqlToken: string;
}

/** The fifteen operations of REST v2: all are POST, reads included. */
export const OPERATIONS: Operations = {
	...affiliateReads,
	...affiliateWrites,
	...triggerOperations,
	...conversionOperations,
	...offerOperations,
};

export function authorise(headers: Headers, credentials: RefersionCredentials): void {
	const known =
		headers.get('refersion-public-key') === credentials.publicKey &&
		headers.get('refersion-secret-key') === credentials.secretKey;
	if (!known) throw new Refusal(401, { error: 'Invalid API credentials (error 2).' });
}

/**
 * The body, never empty: the documentation wants at least `{}`. Whether `{}` itself counts as empty is
 * not documented (switch). A body that is not announced as JSON, or is none, is not read.
 */
export async function bodyOf(request: Request, emptyObjectIsNoBody: boolean): Promise<JsonObject> {
	const isJson = (request.headers.get('content-type') ?? '').startsWith('application/json');
	const body = isJson ? parseJson(await request.text()) : undefined;
	if (!isObject(body)) throw noBody();
	if (emptyObjectIsNoBody && Object.keys(body).length === 0) throw noBody();
	return body;
}

/** `https://api.refersion.com/v2` as a web-standard handler. */
export function createRestApp(context: OperationContext, credentials: RefersionCredentials): Hono {
	const app = new Hono();
	const handle = async (request: Request, operation: Operation): Promise<Response> => {
		authorise(request.headers, credentials);
		const body = await bodyOf(request, context.state.switches.emptyObjectIsNoBody);
		return Response.json(operation(body, context));
	};
	for (const [path, operation] of Object.entries(OPERATIONS)) {
		app.post(`/v2${path}`, (c) => handle(c.req.raw, operation));
	}
	// Seen on unknown routes of api.refersion.com, without keys too.
	app.notFound(() => Response.json({ message: 'Forbidden' }, { status: 403 }));
	app.onError((error) => {
		if (!(error instanceof Refusal)) throw error;
		if (error.status === 204) return new Response(null, { status: 204 });
		return Response.json(error.body, { status: error.status });
	});
	return app;
}
