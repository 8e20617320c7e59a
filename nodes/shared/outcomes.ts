import {
	NodeApiError,
	NodeOperationError,
	type IBinaryKeyData,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';
import { errorJson } from './errorJson';
import { NotAttempted } from './governor';
import { isProblem, ProblemError, type Problem } from './problem';

/** Code of the error of an item whose turn did not come. */
const NOT_ATTEMPTED = 'not_attempted';

/** What became of an input item: the data of its output item or items, or what was thrown for it. */
export type Outcome =
	{ output: IDataObject | IDataObject[]; binary?: IBinaryKeyData } | { error: unknown };

/** Gathers what becomes of the input items of a run, and makes the node's output of it. */
export interface Outcomes {
	settle(itemIndex: number, outcome: Outcome): void;
	/** Whether an item failed and the node is not set to continue on fail. */
	isFailed(): boolean;
	/** Whether nothing further may be begun: failed, or cancelled. */
	isStopped(): boolean;
	/** How many items are settled. */
	count(): number;
	/** What became of an item, or undefined while it is not settled. */
	of(itemIndex: number): Outcome | undefined;
	/**
	 * The output items, in the order of the input, each with `pairedItem`. An item that was never settled
	 * ends as "not attempted".
	 *
	 * @throws what went wrong first (in input order), unless the node is set to continue on fail; an item that
	 *   was not attempted is not what went wrong, as long as there is another one
	 */
	items(): INodeExecutionData[];
}

/** What the outcomes of a run need of n8n. */
export type OutcomeContext = Pick<
	IExecuteFunctions,
	'continueOnFail' | 'getExecutionCancelSignal' | 'getNode'
>;

/** @param itemCount number of input items */
export function createOutcomes(this: OutcomeContext, itemCount: number): Outcomes {
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
		of: (itemIndex) => outcomes[itemIndex],
		items: () => {
			const node = this.getNode();
			const settled = outcomes.map((outcome) => outcome ?? { error: new NotAttempted() });
			if (!continues) throwFirst(node, settled);
			return settled.flatMap((outcome, itemIndex) => toItems(node, outcome, itemIndex));
		},
	};
}

/**
 * What becomes of a run that failed as a whole: each item that came in is one of the error, so that none of them goes on
 * as if nothing had been wrong. Without, n8n gives the input out again by the first output (n8n-core, workflow-execute.js).
 *
 * @param itemCount number of input items; at least one item of the error is made
 * @throws the error, unless the node is set to continue on fail
 */
export function failedRun(
	this: OutcomeContext,
	itemCount: number,
	error: unknown,
): INodeExecutionData[] {
	const node = this.getNode();
	if (!this.continueOnFail()) throw toNodeError(node, error);
	return Array.from({ length: Math.max(1, itemCount) }, (_none, itemIndex) =>
		toItems(node, { error }, itemIndex),
	).flat();
}

function throwFirst(node: INode, outcomes: Outcome[]): void {
	const failures = outcomes.flatMap((outcome, itemIndex) =>
		'error' in outcome ? [{ error: outcome.error, itemIndex }] : [],
	);
	const first = failures.find(({ error }) => !isNotAttempted(error)) ?? failures.at(0);
	if (first) throw toNodeError(node, first.error, first.itemIndex);
}

/** Whether an item, or the rest of it, only had no turn. */
function isNotAttempted(error: unknown): boolean {
	return error instanceof NotAttempted || isProblem(error, NOT_ATTEMPTED);
}

function toItems(node: INode, outcome: Outcome, itemIndex: number): INodeExecutionData[] {
	const pairedItem = { item: itemIndex };
	if ('error' in outcome) {
		const json = errorJson(toNodeError(node, outcome.error, itemIndex), node.onError);
		return [{ json, pairedItem }];
	}
	const { output, binary } = outcome;
	const rows = Array.isArray(output) ? output : [output];
	return rows.map((json) => ({ json, ...(binary && { binary }), pairedItem }));
}

/**
 * Turns whatever was thrown into an error of n8n. One of n8n's own classes is kept as it is: wrapping it
 * again would lose its HTTP code.
 *
 * @param node the node that it is shown for
 * @param error what was thrown
 * @param itemIndex the item it belongs to; none for triggers
 */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		if (itemIndex !== undefined) error.context.itemIndex = itemIndex;
		return error;
	}
	const problem = problemOf(error);
	if (problem) {
		const options = { itemIndex, type: problem.code, description: problem.fix };
		return new NodeOperationError(node, problem.message, options);
	}
	const cause = error instanceof Error ? error : String(error);
	return new NodeOperationError(node, cause, { itemIndex });
}

function problemOf(error: unknown): Problem | undefined {
	if (error instanceof NotAttempted) {
		const fix = `${error.why} Nothing was changed for it. Run it again.`;
		return { code: NOT_ATTEMPTED, message: 'The item was not attempted', fix };
	}
	return error instanceof ProblemError ? error.problem : undefined;
}
