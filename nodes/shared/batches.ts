import type { INodeExecutionData } from 'n8n-workflow';
import { mapInOrder } from './concurrency';
import type { ItemInput } from './input';
import type { Outcome } from './outcomes';
import type { Run } from './run';

export interface BatchRules<T> {
	/** The most entries in one request. */
	size: number;
	/** Entries of different groups never share a request; by default there is one group. */
	groupOf?: (entry: T) => string;
	/** Entries with equal ids never share a request, and are sent in the order of the input. */
	idOf: (entry: T) => string;
}

export interface BatchSteps<T> extends BatchRules<T> {
	/** Reads what an input item asks for; it may send requests of its own, four items at a time. */
	read: (input: ItemInput) => Promise<T>;
	/** Sends one request and gives the outcome of each of its entries, in their order. */
	send: (entries: T[]) => Promise<Outcome[]>;
	/**
	 * Whether an error may be the fault of single entries of a request. Then the request is sent again
	 * in halves, down to one entry, so that the error lands on the items that cause it.
	 */
	isRefusal: (error: unknown) => boolean;
}

/** Items read at the same time. */
const READ_CONCURRENCY = 4;

interface Gathered<T> {
	itemIndex: number;
	entry: T;
}

/**
 * Gathers entries into requests. Two entries with the same id are never in one request, and the later
 * one is in a later request: "activate, then deny" must not end the other way round.
 *
 * @param entries in the order of the input
 * @returns the requests in the order in which they have to be sent
 */
export function gather<T>(entries: T[], rules: BatchRules<T>): T[][] {
	const requests: T[][] = [];
	/** Group → number of its newest request. */
	const newest = new Map<string, number>();
	/** Id → number of the newest request that has it. */
	const lastWithId = new Map<string, number>();
	for (const entry of entries) {
		const group = rules.groupOf?.(entry) ?? '';
		const id = rules.idOf(entry);
		let number = newest.get(group) ?? -1;
		const fits = number > (lastWithId.get(id) ?? -1) && requests[number].length < rules.size;
		if (!fits) {
			number = requests.push([]) - 1;
			newest.set(group, number);
		}
		requests[number].push(entry);
		lastWithId.set(id, number);
	}
	return requests;
}

/**
 * Runs an operation that takes many entries in one request. Each input item ends as its own output
 * item or, when the node is set to continue on fail, as its own error item. Without that setting an
 * item that cannot be read stops the node before anything is sent; after an error no further request
 * is begun, and the first error (in input order) is thrown.
 *
 * @returns the output items, in the order of the input
 */
export async function forEachBatch<T>(
	run: Pick<Run, 'input' | 'itemCount' | 'outcomes'>,
	{ read, send, isRefusal, ...rules }: BatchSteps<T>,
): Promise<INodeExecutionData[]> {
	const outcomes = run.outcomes();

	const entries: Array<Gathered<T>> = [];
	await mapInOrder(
		Array.from({ length: run.itemCount }, (_value, index) => index),
		READ_CONCURRENCY,
		async (itemIndex) => {
			if (outcomes.isStopped()) return;
			try {
				entries[itemIndex] = { itemIndex, entry: await read(run.input(itemIndex)) };
			} catch (error) {
				outcomes.settle(itemIndex, { error });
			}
		},
	);

	const sendAll = async (request: Array<Gathered<T>>): Promise<void> => {
		if (outcomes.isStopped()) return;
		try {
			const results = await send(request.map(({ entry }) => entry));
			request.forEach(({ itemIndex }, index) => outcomes.settle(itemIndex, results[index]));
		} catch (error) {
			if (request.length === 1 || !isRefusal(error)) {
				for (const { itemIndex } of request) outcomes.settle(itemIndex, { error });
				return;
			}
			const middle = Math.ceil(request.length / 2);
			await sendAll(request.slice(0, middle));
			await sendAll(request.slice(middle));
		}
	};
	// Items that could not be read leave gaps.
	const readable = entries.filter((entry) => entry !== undefined);
	const requests = gather(readable, {
		size: rules.size,
		groupOf: ({ entry }) => rules.groupOf?.(entry) ?? '',
		idOf: ({ entry }) => rules.idOf(entry),
	});
	for (const request of requests) await sendAll(request);
	return outcomes.items();
}
