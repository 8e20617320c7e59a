import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/**
 * The items of one of a node's inputs.
 *
 * n8n tells nothing apart about an input that has no items: it is not wired, the node before it did not run, or that
 * node found nothing. So a node that reads a list has **Always Output Data** on, and hands on one item without fields
 * when the list is empty. That item is what tells "read, and there is none" from "not read".
 *
 * @param index of the input, from 0
 * @returns its items; undefined when nothing came to it, so that nothing is known
 */
export function readInput(
	context: Pick<IExecuteFunctions, 'getInputData'>,
	index: number,
): INodeExecutionData[] | undefined {
	try {
		const items = context.getInputData(index);
		return items.length > 0 ? items : undefined;
	} catch {
		// n8n throws for an input that got nothing ("Input index was not set") or has no place among those of the run.
		return undefined;
	}
}

/** Whether it is the item that n8n makes for a node with Always Output Data that had none. */
export function isEmptyItem({ json }: INodeExecutionData): boolean {
	return Object.keys(json).length === 0;
}
