import type { Affiliate } from '../../affiliate';

/**
 * Leaves out the affiliates of other statuses. Refersion's list has no such filter of its own.
 *
 * @param statuses the statuses to keep; all when there is none
 */
export async function* ofStatus(
	pages: AsyncIterable<Affiliate[]>,
	statuses: readonly string[],
): AsyncGenerator<Affiliate[], void> {
	for await (const page of pages) {
		yield statuses.length === 0 ? page : page.filter(({ status }) => statuses.includes(status));
	}
}
