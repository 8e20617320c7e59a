import type { IDataObject, INode, INodeParameters, IRun } from 'n8n-workflow';
import { runWorkflow } from './engine';
import { oneNode, type Hub } from './hub';

/** Runs one operation of the Mailchimp node, with the API key unless the parameters say otherwise. */
export async function runMailchimp(
	hub: Hub,
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
	extra: Partial<INode> = {},
	onStart?: (cancel: () => void) => void,
): Promise<IRun> {
	const all = { authentication: 'apiKey', ...parameters };
	return await runWorkflow(hub.engine, oneNode('mailchimpAudience', all, extra), {
		start: 'Start',
		items,
		credentials: hub.credentials,
		onStart,
	});
}

/** The requests that Mailchimp got, in order, as method and path behind /3.0. */
export function sentToMailchimp(hub: Hub): string[] {
	return hub.world.mailchimp.requests.map(
		({ method, path }) => `${method} ${path.replace(/^\/3\.0/, '')}`,
	);
}

/** The bodies of the requests with a method, in order. */
export function bodiesOf(hub: Hub, method: string): unknown[] {
	return hub.world.mailchimp.requests
		.filter((request) => request.method === method)
		.map(({ body }) => body);
}
