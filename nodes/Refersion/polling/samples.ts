import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { affiliateFromList, type Affiliate } from '../affiliate';
import { affiliateEvents, chosenEvent, type RefersionEvent } from '../events/events';
import type { TopicEvent } from '../events/topics';
import { conversionItem, paymentItem } from '../graphqlItems';
import { listAffiliates } from '../transport/affiliateLists';
import { graphqlConversions, graphqlPayments } from '../transport/graphql';
import { readInFull } from './affiliates';
import { isWanted } from './choice';
import { EXISTING_S } from './recentState';

/** Samples of each event in a manual run. */
const SAMPLES = 3;

/** The events of conversions and payments, and the statuses of the conversions that can show them. */
const SALES: Array<{ event: RefersionEvent; statuses?: string[] }> = [
	{ event: 'conversionApproved', statuses: ['APPROVED'] },
	{ event: 'conversionDenied', statuses: ['DENIED'] },
	{ event: 'newConversion' },
	{ event: 'newPayment' },
];

/**
 * Some of what is there, as it would be given out, for building a workflow. Of each list one page is read, and
 * nothing is remembered.
 *
 * @param wanted the user's choice of events
 */
export async function salesSamples(this: IPollFunctions, wanted: string[]): Promise<IDataObject[]> {
	const from = Math.floor(Date.now() / 1_000) - EXISTING_S;
	const items: IDataObject[] = [];
	for (const { event, statuses } of SALES) {
		if (!isWanted(event, wanted)) continue;
		const isPayment = event === 'newPayment';
		const toItem = isPayment ? paymentItem : conversionItem;
		const pages = isPayment
			? graphqlPayments.call(this, { from })
			: graphqlConversions.call(this, { from, statuses });
		for await (const rows of pages) {
			const newestFirst = rows.sort((a, b) => Number(b.created) - Number(a.created));
			items.push(...newestFirst.slice(0, SAMPLES).map((row) => ({ ...toItem(row), event })));
			break;
		}
	}
	return items;
}

/** The same of affiliates: each is read in full. */
export async function affiliateSamples(
	this: IPollFunctions,
	wanted: string[],
): Promise<IDataObject[]> {
	const { rows } = await listAffiliates.call(this, 1);
	const counts = new Map<string, number>();
	const items: IDataObject[] = [];
	for (const row of rows.map(affiliateFromList)) {
		const event = possibleEvent(row, wanted);
		const count = counts.get(event ?? '') ?? 0;
		if (!event || count >= SAMPLES) continue;
		counts.set(event, count + 1);
		items.push({ ...(await readInFull.call(this, row)), event });
	}
	return items;
}

/** An event that may have brought an affiliate into the status it has. */
function possibleEvent({ status }: Affiliate, wanted: string[]): string | undefined {
	const topics: TopicEvent[] = ['affiliateStatusChange', 'newAffiliate', 'affiliateDetailsChange'];
	return topics
		.map((topic) => chosenEvent(affiliateEvents(topic, status), wanted))
		.find((event) => event !== undefined);
}
