import type { INodeExecutionData } from 'n8n-workflow';
import { mapInOrder } from './concurrency';
import { createOutcomes, type Outcome, type OutcomeContext } from './outcomes';

/** What an operation does with one input item: the data of the output item(s) it becomes, or its error. */
export type ItemHandler = (itemIndex: number) => Promise<Outcome>;

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
 * @param handle does the work of one item; what it throws is the item's error
 * @returns the output items, in the order of the input
 */
export async function settleEachItem(
	this: OutcomeContext,
	itemCount: number,
	handle: ItemHandler,
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
