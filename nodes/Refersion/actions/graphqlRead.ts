import {
	NodeOperationError,
	tryToParseDateTime,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';
import type { TimeWindow } from '../transport/graphql';

/** Rows between two lines of progress in n8n's log. */
const PROGRESS_EVERY = 5_000;

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

/** Options of a Filters collection that bound the time of creation. */
export const createdFilters: INodeProperties[] = [
	{
		displayName: 'Created After',
		name: 'createdAfter',
		type: 'dateTime',
		default: '',
		description: 'Only those created at this time or later',
	},
	{
		displayName: 'Created Before',
		name: 'createdBefore',
		type: 'dateTime',
		default: '',
		description: 'Only those created at this time or earlier',
	},
];

/**
 * The time window of a Filters collection. A time without a zone is in the workflow's time zone.
 *
 * @throws NodeOperationError for a value that is no time
 */
export function readWindow(
	this: IExecuteFunctions,
	filters: IDataObject,
	itemIndex: number,
): TimeWindow {
	return {
		from: readTime.call(this, 'Created After', filters.createdAfter, itemIndex),
		to: readTime.call(this, 'Created Before', filters.createdBefore, itemIndex),
	};
}

function readTime(
	this: IExecuteFunctions,
	displayName: string,
	value: unknown,
	itemIndex: number,
): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	try {
		return Math.floor(tryToParseDateTime(value, this.getTimezone()).toSeconds());
	} catch {
		throw new NodeOperationError(
			this.getNode(),
			`The parameter ${displayName} is not a date: "${String(value)}"`,
			{
				itemIndex,
				type: 'not_a_date',
				description: 'Pick a date, or give one as text like "2026-11-30T09:00:00".',
			},
		);
	}
}

/**
 * Reads pages into one list.
 *
 * @param pages the pages
 * @param toItem makes an output item of a row, so that rows and items are not held side by side
 * @throws NodeOperationError after the page under way when the execution is cancelled
 */
export async function collect(
	this: IExecuteFunctions,
	pages: AsyncGenerator<IDataObject[], void>,
	toItem: (row: IDataObject) => IDataObject,
): Promise<IDataObject[]> {
	const items: IDataObject[] = [];
	const signal = this.getExecutionCancelSignal();
	for await (const rows of pages) {
		const before = items.length;
		for (const row of rows) items.push(toItem(row));
		if (Math.floor(items.length / PROGRESS_EVERY) > Math.floor(before / PROGRESS_EVERY)) {
			this.logger.info(`${this.getNode().name}: ${items.length} read so far`);
		}
		if (signal?.aborted) {
			throw new NodeOperationError(this.getNode(), 'The execution was cancelled while reading', {
				type: 'cancelled',
			});
		}
	}
	return items;
}
