import { randomUUID } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { isObject, parseJson, type JsonObject } from '../common';
import { notFound, Problem, problemResponse, schemaErrors, wrongMethod } from './errors';
import { selectFields } from './fields';
import type { JourneyEngine } from './journeys';
import type { MailchimpState } from './state';
import type { Audience } from './types';

export interface Env {
	Bindings: { requestId: string };
}
export type App = Hono<Env>;
export type Call = Context<Env>;

/** What the routes of the Marketing API work on. */
export interface ApiContext {
	state: MailchimpState;
	journeys: JourneyEngine;
}

/** A JSON body; empty counts as none. Broken JSON is a "JSON Parse Exception". */
export async function readJson(c: Call): Promise<unknown> {
	const text = await c.req.text();
	if (text === '') return undefined;
	const body = parseJson(text);
	if (body === undefined) {
		throw new Problem(
			400,
			'JSON Parse Exception',
			'We encountered an unspecified JSON parsing error.',
		);
	}
	return body;
}

export async function readObject(c: Call): Promise<JsonObject> {
	const body = await readJson(c);
	if (body === undefined) return {};
	if (!isObject(body)) throw schemaErrors({ field: '', message: 'Schema describes object' });
	return body;
}

/** Answers a read: `fields` and `exclude_fields` apply. */
export function reply(c: Call, body: JsonObject): Response {
	return c.json(selectFields(body, c.req.query('fields'), c.req.query('exclude_fields')) ?? {});
}

interface PageExtras {
	/** Fields after `total_items`. */
	more?: JsonObject;
	/** What the answer says there are of the items, if not their number. */
	total?: number;
}

/**
 * Answers a read of a list.
 * @param name of the collection
 */
export function replyPage<T>(
	c: Call,
	{ switches }: MailchimpState,
	name: string,
	items: readonly T[],
	bodyOf: (item: T) => JsonObject,
	{ more, total = items.length }: PageExtras = {},
): Response {
	const shown = paged(c, items).slice(0, switches.pageCap);
	return reply(c, {
		[name]: shown.map(bodyOf),
		...(switches.showTotal && { total_items: total }),
		...more,
		_links: [],
	});
}

export const noContent = (): Response => new Response(null, { status: 204 });

/** `count` of a list is 10 unless asked for, and 1000 at most (Mailchimp docs, pagination). */
export const pageCount = (c: Call): number => pageNumber(c, 'count', 10, 1000);

function pageNumber(c: Call, name: string, fallback: number, max: number): number {
	const text = c.req.query(name);
	if (text === undefined || text === '') return fallback;
	const value = Number(text);
	if (!Number.isInteger(value) || value < 0 || value > max) {
		throw schemaErrors({ field: name, message: `Schema describes integer, 0 to ${max}` });
	}
	return value;
}

/** `offset` is 0 unless asked for (Mailchimp docs, pagination). */
function paged<T>(c: Call, items: readonly T[]): T[] {
	const count = pageCount(c);
	const offset = pageNumber(c, 'offset', 0, Number.MAX_SAFE_INTEGER);
	return items.slice(offset, offset + count);
}

export function param(c: Call, name: string): string {
	const value = c.req.param(name);
	if (value === undefined) throw notFound();
	return value;
}

export function audienceOf(c: Call, { state }: ApiContext): Audience {
	const audience = state.audiences.get(param(c, 'list'));
	if (audience === undefined) throw notFound();
	return audience;
}

export const isTrue = (text: string | undefined): boolean => text === 'true' || text === '1';

/** Methods a path has routes for. */
function allowedMethods(app: App, path: string): string[] {
	const matches = (pattern: string): boolean =>
		new RegExp(`^${pattern.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`).test(path);
	return app.routes.filter((route) => matches(route.path)).map(({ method }) => method);
}

/** An app whose problems are written as `application/problem+json`. */
export function createApp(): App {
	const app = new Hono<Env>();
	app.notFound((c) => {
		const allowed = allowedMethods(app, c.req.path);
		if (allowed.length === 0) return problemResponse(notFound(), c.env.requestId);
		return problemResponse(wrongMethod(allowed), c.env.requestId);
	});
	app.onError((error, c) => {
		if (error instanceof Problem) return problemResponse(error, c.env.requestId);
		throw error;
	});
	return app;
}

/** Headers of every answer: `Server`, `X-Request-Id` (equal to `instance` of errors), `Link`. */
export async function withStandardHeaders(
	handle: (env: Env['Bindings']) => Response | Promise<Response>,
): Promise<Response> {
	const requestId = randomUUID();
	const answer = await handle({ requestId });
	const response = new Response(answer.body, answer);
	response.headers.set('server', 'openresty');
	response.headers.set('x-request-id', requestId);
	// Recorded: answers with a body name their schema, errors that of the problem document.
	if (response.body !== null) {
		const schema = response.ok ? 'Response' : 'ProblemDetailDocument';
		response.headers.set(
			'link',
			`<https://us21.api.mailchimp.com/schema/3.0/Definitions/${schema}.json>; rel="describedBy"`,
		);
	}
	return response;
}
