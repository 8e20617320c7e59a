import type { IDataObject } from 'n8n-workflow';
import type { Run } from '../../../shared/run';
import { unixSeconds } from '../../graphqlItems';
import { graphqlConversions, type ConversionFilter } from '../../transport/graphql';

const DAY_S = 86_400;

/** How far back is looked, step by step, until there are enough; then from the beginning. */
const DAYS_BACK = [1, 10, 100, 1_000, Infinity];

/**
 * The conversions that were created last. Refersion does not document the order of its list, and each status is a
 * list of its own, so the first rows are not known to be the newest: all conversions of the last day are read, then
 * those of the days before, until there are enough.
 *
 * @param filter which ones; times in Unix seconds
 * @param limit the most that are wanted
 * @returns raw conversions with their `status`, the newest first
 * @throws ProblemError `list_incomplete` when a list ends before it is whole
 */
export async function newestConversions(
	run: Run,
	filter: ConversionFilter,
	limit: number,
): Promise<IDataObject[]> {
	const end = filter.to ?? Math.floor(Date.now() / 1_000);
	const oldest = filter.from ?? -Infinity;
	let newest: IDataObject[] = [];
	// The end that was asked for, if any: a clock that is behind must not hide the last ones.
	let { to } = filter;
	for (const days of DAYS_BACK) {
		const from = Math.max(oldest, end - days * DAY_S);
		const window = { ...filter, to, from: Number.isFinite(from) ? from : undefined };
		const pages = graphqlConversions.call(run.context, window);
		newest = cut([...newest, ...(await run.collect(pages, Infinity, (row) => row))], limit);
		if (newest.length >= limit || from <= oldest) break;
		to = from - 1;
	}
	return newest;
}

/** Sorts, and leaves out what is too much. */
function cut(rows: IDataObject[], limit: number): IDataObject[] {
	const created = (row: IDataObject) => unixSeconds(row.created) ?? -Infinity;
	const compare = (one: IDataObject, other: IDataObject) =>
		created(other) === created(one)
			? Number(other.id) - Number(one.id)
			: created(other) - created(one);
	return rows.sort(compare).slice(0, limit);
}
