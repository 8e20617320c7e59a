import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { ItemInput } from './input';
import { readInput } from './inputs';
import { settleEachItem } from './items';
import { createOutcomes, type Outcome, type Outcomes } from './outcomes';
import { collect } from './paging';

/** How the items of a run are worked on. */
export interface RunOptions {
	/** Items worked on at the same time; one by default. */
	concurrency?: number;
	/** Items with equal keys are worked on one after another. */
	keyOf?: (input: ItemInput) => string;
}

/** One execution of a node: what its operations need of n8n, in one thing to pass on. */
export class Run {
	readonly itemCount: number;
	/** Ends with the execution, when it is cancelled. */
	readonly signal: AbortSignal | undefined;
	private readonly inputs: ItemInput[] = [];

	constructor(readonly context: IExecuteFunctions) {
		this.itemCount = readInput(context, 0)?.length ?? 0;
		this.signal = context.getExecutionCancelSignal();
	}

	/** Reads the parameters of an item. */
	input(itemIndex: number): ItemInput {
		return (this.inputs[itemIndex] ??= this.makeInput(itemIndex));
	}

	/** Makes what reads the parameters of an item; for operations that can take them from elsewhere. */
	protected makeInput(itemIndex: number): ItemInput {
		return new ItemInput(this.context, itemIndex);
	}

	/** Gathers what becomes of the items, for operations that do not take them one by one. */
	outcomes(): Outcomes {
		return createOutcomes.call(this.context, this.itemCount);
	}

	/** Makes output items of every item; see `settleEachItem` of items.ts. */
	async forEachItem(
		handle: (input: ItemInput) => Promise<IDataObject | IDataObject[]>,
		options: RunOptions = {},
	): Promise<INodeExecutionData[]> {
		return await this.settleEachItem(async (input) => ({ output: await handle(input) }), options);
	}

	/** The same for operations that give the outcome themselves, with a file for example. */
	async settleEachItem(
		handle: (input: ItemInput) => Promise<Outcome>,
		{ concurrency, keyOf }: RunOptions = {},
	): Promise<INodeExecutionData[]> {
		return await settleEachItem.call(
			this.context,
			this.itemCount,
			async (itemIndex) => await handle(this.input(itemIndex)),
			{ concurrency, keyOf: keyOf && ((itemIndex) => keyOf(this.input(itemIndex))) },
		);
	}

	/** Makes items of the rows of pages, until there are enough; see `collect`. */
	async collect(
		pages: AsyncIterable<IDataObject[]>,
		limit: number,
		toItem: (row: IDataObject) => IDataObject,
	): Promise<IDataObject[]> {
		return await collect(pages, limit, (rows) => rows.map(toItem), this.signal);
	}

	/**
	 * Tells how far a long run is: in n8n's log, and in the browser's console when somebody runs the
	 * workflow by hand. n8n has no place in the editor for it.
	 *
	 * @param what what is counted, e.g. "contacts"
	 */
	tellProgress(what: string, done: number): void {
		const text = `${this.context.getNode().name}: ${done} of ${this.itemCount} ${what}`;
		this.context.logger.info(text);
		this.context.sendMessageToUI(text);
	}
}
