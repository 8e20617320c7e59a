import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { mapInOrder } from './concurrency';
import { createOutcomes, type Outcome } from './outcomes';

/** What an operation does with one input item: the data of the output item(s) it becomes. */
export type ItemHandler = (itemIndex: number) => Promise<IDataObject | IDataObject[]>;

/** The same where more than data comes out, such as a file. */
export type OutcomeHandler = (itemIndex: number) => Promise<Outcome>;

export interface ItemRunOptions {
	/** Items worked on at the same time. */
	concurrency?: number;
	/** Items with equal keys are worked on one after another. */
	keyOf?: (itemIndex: number) => string | number;
}

/**
 * Runs an operation for every input item. Each item ends as its output item(s) or, when the node is
 * set to continue on fail, as one error item; both name the input item. Without that setting an error
 * stops the node: no further item is begun, and the first one (in input order) is thrown.
 *
 * @param itemCount number of input items
 * @param handle does the work of one item
 * @returns the output items, in the order of the input
 */
export async function forEachItem(
	this: IExecuteFunctions,
	itemCount: number,
	handle: ItemHandler,
	options: ItemRunOptions = {},
): Promise<INodeExecutionData[]> {
	const settle: OutcomeHandler = async (itemIndex) => ({ output: await handle(itemIndex) });
	return await settleEachItem.call(this, itemCount, settle, options);
}

/** The same for operations that give the outcome themselves; what `handle` throws is one too. */
export async function settleEachItem(
	this: IExecuteFunctions,
	itemCount: number,
	handle: OutcomeHandler,
	options: ItemRunOptions = {},
): Promise<INodeExecutionData[]> {
	const outcomes = createOutcomes.call(this, itemCount);
	await mapInOrder(
		Array.from({ length: itemCount }, (_value, index) => index),
		options.concurrency ?? 1,
		async (itemIndex) => {
			if (outcomes.isStopped()) return;
			try {
				outcomes.settle(itemIndex, await handle(itemIndex));
			} catch (error) {
				outcomes.settle(itemIndex, { error });
			}
		},
		options.keyOf && ((itemIndex) => keyOrOwn(itemIndex, options.keyOf)),
	);
	return outcomes.items();
}

/** An item whose key cannot be read is on its own; its handler meets the same error and reports it. */
function keyOrOwn(itemIndex: number, keyOf: ItemRunOptions['keyOf']): string | number {
	try {
		return keyOf?.(itemIndex) ?? itemIndex;
	} catch {
		return itemIndex;
	}
}
