import { ExecuteContext } from 'n8n-core';
import {
	createRunExecutionData,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type INodeParameters,
} from 'n8n-workflow';
import { send, type HttpAnswer, type SendOptions } from '../../../nodes/shared/http';
import type { RequestContext } from '../../../nodes/shared/request';
import { additionalData, createWorkflow } from './engine';
import { oneNode, type Hub } from './hub';

/** What n8n gives to a node that is executed with one item. */
export function executeContext(
	hub: Hub,
	type: 'refersion' | 'mailchimpAudience' | 'bigCommerce',
	parameters: INodeParameters = { authentication: 'apiKey' },
	signal?: AbortSignal,
): IExecuteFunctions {
	const file = oneNode(type, parameters);
	const [, node] = file.nodes;
	const input = [{ json: {} }];
	return new ExecuteContext(
		createWorkflow(hub.engine, file),
		node,
		additionalData(hub.engine, hub.credentials, file),
		'manual',
		createRunExecutionData({}),
		0,
		input,
		{ main: [input] },
		{ data: { main: [input] }, node, source: null },
		[],
		signal,
	);
}

const PING: IHttpRequestOptions = { url: 'https://us21.api.mailchimp.com/3.0/ping' };

const isRefusal = ({ statusCode }: HttpAnswer) => statusCode === 429;

/** Sends a ping to Mailchimp, with a policy that needs no time. */
export async function ping(
	context: RequestContext,
	options: Partial<SendOptions> = {},
): Promise<HttpAnswer> {
	return await send.call(context, 'mailchimpAudienceApi', PING, {
		policy: { attempts: 4, baseMs: 1, capMs: 1 },
		isRefusal,
		isTransient: (answer) => isRefusal(answer) || answer.statusCode >= 500,
		...options,
	});
}

/** What was thrown; undefined when nothing was. */
export async function thrownBy(task: Promise<unknown>): Promise<unknown> {
	return await task.then(
		() => undefined,
		(error: unknown) => error,
	);
}
