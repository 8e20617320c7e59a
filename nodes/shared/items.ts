import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { mapInOrder } from './concurrency';
import { NotAttempted } from './governor';

/** What an operation does with one input item: the data of the output item(s) it becomes. */
export type ItemHandler = (itemIndex: number) => Promise<IDataObject | IDataObject[]>;

export interface ItemRunOptions {
	/** Items worked on at the same time. */
	concurrency?: number;
	/** Items with equal keys are worked on one after another. */
	keyOf?: (itemIndex: number) => string | number;
}

type ItemOutcome = { output: INodeExecutionData[] } | { error: NodeApiError | NodeOperationError };

/**
 * Turns whatever was thrown into an n8n error that knows its item. Errors of n8n's own classes are
 * kept as they are: wrapping them again would lose their HTTP code.
 *
 * @param error what was thrown
 * @param itemIndex the item it belongs to
 */
export function toItemError(
	this: IExecuteFunctions,
	error: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex = itemIndex;
		return error;
	}
	if (error instanceof NotAttempted) return notAttempted.call(this, itemIndex);
	const cause = error instanceof Error ? error : String(error);
	return new NodeOperationError(this.getNode(), cause, { itemIndex });
}

/**
 * The output item of an input item that could not be handled. n8n moves it to the error output, and
 * adds the input's own fields, when its json has no other keys than `error`, `message` and `details`.
 *
 * @param error what went wrong
 * @param itemIndex the input item
 */
export function errorItem(
	error: NodeApiError | NodeOperationError,
	itemIndex: number,
): INodeExecutionData {
	const details: IDataObject = {};
	if (error.description) details.description = error.description;
	if (error instanceof NodeApiError && error.httpCode) details.httpCode = error.httpCode;
	if (error instanceof NodeOperationError && error.type) details.reason = error.type;
	return { json: { error: error.message, details }, pairedItem: { item: itemIndex } };
}

/**
 * Runs an operation for every input item. Each item ends as its output item(s) or, when the node is
 * set to continue on fail, as one error item; both name the input item. Without that setting the
 * first error (in input order) stops the node, and no further item is begun.
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
	const continues = this.continueOnFail();
	const signal = this.getExecutionCancelSignal();
	let stopped = false;

	const runOne = async (itemIndex: number): Promise<ItemOutcome> => {
		if (stopped || signal?.aborted) return { error: notAttempted.call(this, itemIndex) };
		try {
			const data = await handle(itemIndex);
			const rows = Array.isArray(data) ? data : [data];
			return { output: rows.map((json) => ({ json, pairedItem: { item: itemIndex } })) };
		} catch (error) {
			if (!continues) stopped = true;
			return { error: toItemError.call(this, error, itemIndex) };
		}
	};

	const outcomes = await mapInOrder(
		Array.from({ length: itemCount }, (_value, index) => index),
		options.concurrency ?? 1,
		runOne,
		options.keyOf && ((itemIndex) => keyOrOwn(itemIndex, options.keyOf)),
	);

	return outcomes.flatMap((outcome, itemIndex) => {
		if ('output' in outcome) return outcome.output;
		if (continues) return [errorItem(outcome.error, itemIndex)];
		throw outcome.error;
	});
}

/** An item whose key cannot be read is on its own; its handler meets the same error and reports it. */
function keyOrOwn(itemIndex: number, keyOf: ItemRunOptions['keyOf']): string | number {
	try {
		return keyOf?.(itemIndex) ?? itemIndex;
	} catch {
		return itemIndex;
	}
}

/** The error of an item whose turn did not come: the execution was cancelled or stopped, or time was up. */
export function notAttempted(this: IExecuteFunctions, itemIndex: number): NodeOperationError {
	return new NodeOperationError(this.getNode(), 'The item was not attempted', {
		itemIndex,
		type: 'not_attempted',
		description:
			'The execution was cancelled or stopped, or its time limit was over, before its turn. Nothing was changed for it. Run it again.',
	});
}
