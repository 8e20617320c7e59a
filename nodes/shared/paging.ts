import { NodeOperationError, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';

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
 * @throws NodeOperationError for a limit that is no whole number above 0
 */
export function readLimit(this: IExecuteFunctions, itemIndex: number): number {
	if (this.getNodeParameter('returnAll', itemIndex, false) === true) return Infinity;
	const limit = Number(this.getNodeParameter('limit', itemIndex, 50));
	if (Number.isInteger(limit) && limit >= 1) return limit;
	throw new NodeOperationError(
		this.getNode(),
		'The parameter Limit is not a whole number above 0',
		{ itemIndex, type: 'invalid_input', description: 'Set it to 1 or more.' },
	);
}

/**
 * Takes rows out of pages until there are enough. Reading stops with the limit, and with the page under
 * way when the execution is cancelled.
 *
 * @param pages pages that are read when they are asked for
 * @param limit the most to take; Infinity for all
 * @param prepare makes items of the rows taken from a page before the next one is read, so that rows
 *   and items are not held side by side
 * @throws NodeOperationError when the execution is cancelled
 */
export async function collect<Row, Item>(
	this: IExecuteFunctions,
	pages: AsyncIterable<Row[]>,
	limit: number,
	prepare: (rows: Row[]) => Item[] | Promise<Item[]>,
): Promise<Item[]> {
	const signal = this.getExecutionCancelSignal();
	const items: Item[] = [];
	for await (const page of pages) {
		for (const item of await prepare(page.slice(0, limit - items.length))) items.push(item);
		if (items.length >= limit) break;
		if (signal?.aborted) {
			throw new NodeOperationError(this.getNode(), 'The execution was cancelled while reading', {
				type: 'cancelled',
			});
		}
	}
	return items;
}
