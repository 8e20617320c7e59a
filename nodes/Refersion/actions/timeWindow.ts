import type { INodeProperties } from 'n8n-workflow';
import { asTime, type Collection } from '../../shared/input';
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
 * The time window of a Filters collection.
 *
 * @param zone the workflow's time zone, which a time without one is in
 * @returns an end is open when its filter was not added, or is an empty text
 */
export function readWindow(filters: Collection, zone: string): TimeWindow {
	return {
		from: readBound(filters, 'createdAfter', 'Created After', zone),
		to: readBound(filters, 'createdBefore', 'Created Before', zone),
	};
}

/**
 * One end of a window, in Unix seconds.
 *
 * @param zone the workflow's time zone, which a time without one is in
 * @returns undefined when it was not added, or is an empty text, as the panel has it at first
 * @throws ProblemError for a value that is no time, also for none at all: what an expression does not find
 *   must not let everything through
 */
export function readBound(
	entries: Collection,
	name: string,
	label: string,
	zone: string,
): number | undefined {
	return entries.ifAdded(name, (value) =>
		value === '' ? undefined : Math.floor(asTime(value, label, zone).getTime() / 1_000),
	);
}
