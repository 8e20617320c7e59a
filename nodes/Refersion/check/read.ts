import { mapInOrder } from '../../shared/concurrency';
import { see } from '../../shared/findings';
import type { RequestContext } from '../../shared/request';
import { affiliateFromList, type Affiliate } from '../affiliate';
import { getAffiliate } from '../transport/affiliate';
import { affiliatePages, listAffiliates, PAGE_SIZE } from '../transport/affiliateLists';
import { graphqlOffers, hasGraphqlToken } from '../transport/graphql';
import type { AccountAnswers } from './answers';

/** How many affiliates are looked at from each end of the list: the newest are at one of them. */
const FROM_EACH_END = 5;

/** Affiliates that are read at the same time. Refersion publishes no limit. */
const CONCURRENCY = 4;

/**
 * Reads what an account shows: the first and the last page of its affiliates, some of them on their own, and one offer
 * through GraphQL.
 *
 * @param topics what somebody gives
 * @throws NodeApiError when the list cannot be read, as with wrong keys; what fails after that is an answer like others
 */
export async function readAccount(this: RequestContext, topics: string[]): Promise<AccountAnswers> {
	let total = 0;
	let pageSize = 0;
	const read = async (page: number) => {
		const answer = await listAffiliates.call(this, page);
		total = answer.total ?? 0;
		pageSize = Math.max(pageSize, answer.rows.length);
		return answer;
	};
	const first: Affiliate[] = [];
	for await (const rows of affiliatePages.call(this, read, { limit: PAGE_SIZE })) {
		first.push(...rows);
		if (first.length > 0) break;
	}
	const listed = [...first, ...(await lastPage.call(this, total, pageSize))];
	const ofStatus = (isWanted: boolean) =>
		ends(listed.filter(({ status }) => (status === 'ACTIVE') === isWanted));
	return {
		list: { total, pageSize },
		active: await see(async () => await readEach.call(this, ofStatus(true))),
		notActive: await see(async () => await readEach.call(this, ofStatus(false))),
		graphql: (await hasGraphqlToken.call(this))
			? await see(async () => await askGraphql.call(this))
			: undefined,
		topics,
	};
}

/** Affiliates of the last page, unless it is the first one; what cannot be read is left out, as it is only a sample. */
async function lastPage(
	this: RequestContext,
	total: number,
	pageSize: number,
): Promise<Affiliate[]> {
	if (pageSize === 0 || total <= pageSize) return [];
	const page = Math.ceil(total / pageSize);
	const seen = await see(async () => await listAffiliates.call(this, page));
	return 'value' in seen ? seen.value.rows.map(affiliateFromList) : [];
}

/** Some from the beginning and some from the end, each once. */
function ends(affiliates: Affiliate[]): Affiliate[] {
	const some = [...affiliates.slice(0, FROM_EACH_END), ...affiliates.slice(-FROM_EACH_END)];
	return [...new Map(some.map((affiliate) => [affiliate.code, affiliate])).values()];
}

/** @throws what was thrown for all of them; one that cannot be read is left out while there are others */
async function readEach(this: RequestContext, affiliates: Affiliate[]): Promise<Affiliate[]> {
	const seen = await mapInOrder(
		affiliates,
		CONCURRENCY,
		async ({ code = '' }) => await see(async () => await getAffiliate.call(this, { code })),
	);
	const read = seen.flatMap((each) => ('value' in each ? [each.value] : []));
	const failed = seen.find((each) => 'why' in each);
	if (read.length === 0 && failed && 'why' in failed) throw new Error(failed.why);
	return read;
}

async function askGraphql(this: RequestContext): Promise<true> {
	for await (const rows of graphqlOffers.call(this, 1)) if (rows.length > 0) break;
	return true;
}
