import {
	NodeOperationError,
	tryToParseDateTime,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';
import type { TimeWindow } from '../transport/graphql';

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
