import type { IDataObject, INode, INodeExecutionData, INodeParameters, IRun } from 'n8n-workflow';
import { errorOf, outputOf, runWorkflow } from './engine';
import { oneNode, type Hub } from './hub';

/** Runs one operation of the Refersion node. */
export async function runRefersion(
	hub: Hub,
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
	extra: Partial<INode> = {},
	onStart?: (cancel: () => void) => void,
): Promise<IRun> {
	return await runWorkflow(hub.engine, oneNode('refersion', parameters, extra), {
		start: 'Start',
		items,
		credentials: hub.credentials,
		onStart,
	});
}

export const CONTINUE: Partial<INode> = { onError: 'continueRegularOutput' };
export const ERROR_OUTPUT: Partial<INode> = { onError: 'continueErrorOutput' };

/** The node's output; fails the test when the run had an error. */
export function itemsOf(run: IRun, output = 0): INodeExecutionData[] {
	expect(errorOf(run)?.message).toBeUndefined();
	return outputOf(run, 'Node', output);
}

/** The items' data; fails the test when an item is not paired with the input item of its place. */
export function pairedJson(run: IRun): IDataObject[] {
	const items = itemsOf(run);
	expect(items.map((item) => item.pairedItem)).toEqual(items.map((_item, item) => ({ item })));
	return items.map(({ json }) => json);
}

/** What was sent to a path of the REST API, in order. */
export function sentTo(hub: Hub, path: string): unknown[] {
	return hub.world.refersion.requests
		.filter((request) => request.path === `/v2${path}`)
		.map(({ body }) => body);
}

/** The hints that the node showed. */
export function hintsOf(run: IRun): string[] {
	return (run.data.resultData.runData.Node?.[0]?.hints ?? []).map(({ message }) => message);
}
