import type { IDataObject, INode, INodeParameters, IRun } from 'n8n-workflow';
import { runWorkflow } from './engine';
import { locator, oneNode, type Hub } from './hub';

/** Runs one operation of the BigCommerce node. */
export async function runBigCommerce(
	hub: Hub,
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
	extra: Partial<INode> = {},
	onStart?: (cancel: () => void) => void,
): Promise<IRun> {
	const all = { resource: 'promotionCode', ...parameters };
	return await runWorkflow(hub.engine, oneNode('bigCommerce', all, extra), {
		start: 'Start',
		items,
		credentials: hub.credentials,
		onStart,
	});
}

/** Runs Promotion Code: Create; each item has `code`. */
export async function runCreate(
	hub: Hub,
	promotionId: number | string,
	codes: string[],
	extra: Partial<INode> = {},
	parameters: INodeParameters = {},
): Promise<IRun> {
	return await runBigCommerce(
		hub,
		{
			operation: 'create',
			promotion: locator('id', String(promotionId)),
			code: '={{ $json.code }}',
			options: {},
			...parameters,
		},
		codes.map((code) => ({ code })),
		extra,
	);
}

/** The requests that BigCommerce got, in order, as method and path behind the store. */
export function sentToBigCommerce(hub: Hub): string[] {
	return hub.world.bigcommerce.requests.map(
		({ method, path }) => `${method} ${path.replace('/stores/abc123/v3', '')}`,
	);
}
