import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { errorItem, notAttempted, toItemError } from './items';

/** What became of an input item: the data of its output item, or what was thrown for it. */
export type Outcome = { output: IDataObject } | { error: unknown };

/** What became of all input items of a run that does not take them one by one. */
export interface Outcomes {
	settle(itemIndex: number, outcome: Outcome): void;
	/** Whether an item failed and the node is not set to continue on fail. */
	isFailed(): boolean;
	/** Whether nothing further may be begun: failed, or cancelled. */
	isStopped(): boolean;
	/** How many items are settled. */
	count(): number;
	/**
	 * The output: an item for each input item, in its order, with `pairedItem`. An item that was never
	 * settled ends as "not attempted".
	 *
	 * @throws the first error (in input order), unless the node is set to continue on fail
	 */
	items(): INodeExecutionData[];
}

/** @param itemCount number of input items */
export function createOutcomes(this: IExecuteFunctions, itemCount: number): Outcomes {
	const continues = this.continueOnFail();
	const signal = this.getExecutionCancelSignal();
	const outcomes = new Array<Outcome | undefined>(itemCount).fill(undefined);
	let failed = false;
	let count = 0;
	return {
		settle(itemIndex, outcome) {
			if (outcomes[itemIndex] === undefined) count += 1;
			outcomes[itemIndex] = outcome;
			if ('error' in outcome) failed = true;
		},
		isFailed: () => failed && !continues,
		isStopped: () => (failed && !continues) || signal?.aborted === true,
		count: () => count,
		items: () => toItems.call(this, outcomes, continues),
	};
}

function toItems(
	this: IExecuteFunctions,
	outcomes: Array<Outcome | undefined>,
	continues: boolean,
): INodeExecutionData[] {
	const firstError = outcomes.findIndex((outcome) => outcome !== undefined && 'error' in outcome);
	return outcomes.map((outcome, itemIndex) => {
		if (outcome !== undefined && 'output' in outcome) {
			return { json: outcome.output, pairedItem: { item: itemIndex } };
		}
		// Without an outcome the item was not sent: it is not what went wrong, unless nothing else did.
		const culprit = continues || firstError === -1 ? itemIndex : firstError;
		const known = outcomes[culprit];
		const error =
			known !== undefined && 'error' in known
				? toItemError.call(this, known.error, culprit)
				: notAttempted.call(this, culprit);
		if (continues) return errorItem(error, itemIndex);
		throw error;
	});
}
