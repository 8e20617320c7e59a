import type { INodeProperties } from 'n8n-workflow';
import type { ItemInput } from './input';
import { ProblemError } from './problem';

/** How many results to give: all of them, or the first ones. */
export const howMany: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/**
 * How many results an item asks for; Infinity for all.
 *
 * @throws ProblemError for a limit that is no whole number above 0
 */
export function readLimit(input: ItemInput): number {
	if (input.switch('returnAll', 'Return All', false)) return Infinity;
	return input.number('limit', 'Limit', 50, { min: 1, isWhole: true });
}

/**
 * Takes rows out of pages until there are enough. Reading stops with the limit, and with the page under
 * way when the execution is cancelled.
 *
 * @param pages pages that are read when they are asked for
 * @param limit the most to take; Infinity for all
 * @param prepare makes items of the rows taken from a page before the next one is read, so that rows
 *   and items are not held side by side
 * @param signal the execution's cancel signal
 * @throws ProblemError `cancelled` when the execution is cancelled
 */
export async function collect<Row, Item>(
	pages: AsyncIterable<Row[]>,
	limit: number,
	prepare: (rows: Row[]) => Item[] | Promise<Item[]>,
	signal?: AbortSignal,
): Promise<Item[]> {
	const items: Item[] = [];
	for await (const page of pages) {
		for (const item of await prepare(page.slice(0, limit - items.length))) items.push(item);
		if (items.length >= limit) break;
		if (signal?.aborted) {
			throw new ProblemError({
				code: 'cancelled',
				message: 'The execution was cancelled while reading',
				fix: 'Nothing was given out. Run it again.',
			});
		}
	}
	return items;
}
