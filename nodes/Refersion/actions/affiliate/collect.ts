import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { Affiliate } from '../../affiliate';

/**
 * Takes affiliates out of pages until there are enough. Reading stops with the limit, and with the
 * page that is being read when the execution is cancelled.
 *
 * @param pages pages that are read when they are asked for
 * @param limit the most to take; Infinity for all
 * @param prepare what to do with the taken ones of a page before the next one is read
 */
export async function collect(
	this: IExecuteFunctions,
	pages: AsyncIterable<Affiliate[]>,
	limit: number,
	prepare?: (affiliates: Affiliate[]) => Promise<Affiliate[]>,
): Promise<Affiliate[]> {
	const signal = this.getExecutionCancelSignal();
	const taken: Affiliate[] = [];
	for await (const page of pages) {
		const wanted = page.slice(0, limit - taken.length);
		for (const affiliate of prepare ? await prepare(wanted) : wanted) taken.push(affiliate);
		if (taken.length >= limit) break;
		if (signal?.aborted) {
			throw new NodeOperationError(this.getNode(), 'The execution was cancelled while reading', {
				type: 'cancelled',
			});
		}
	}
	return taken;
}

/**
 * Leaves out the affiliates of other statuses. Refersion's list has no such filter of its own.
 *
 * @param statuses the statuses to keep; all when there is none
 */
export async function* ofStatus(
	pages: AsyncIterable<Affiliate[]>,
	statuses: string[],
): AsyncGenerator<Affiliate[], void> {
	for await (const page of pages) {
		yield statuses.length === 0 ? page : page.filter(({ status }) => statuses.includes(status));
	}
}
