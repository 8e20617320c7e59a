import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { asNumber, asSwitch } from '../../shared/input';
import { affiliateFromList, type Affiliate } from '../affiliate';
import { affiliateEvents, ALL_EVENTS, chosenEvent, readEvents } from '../events/events';
import type { TopicEvent } from '../events/topics';
import { listAffiliates } from '../transport/affiliateLists';
import { hasGraphqlToken } from '../transport/graphql';
import { noGraphqlToken } from '../transport/graphqlErrors';
import { readKnown } from './affiliateState';
import { pollAffiliates, readInFull } from './affiliates';
import { AFFILIATES, copyOf, handOver, type SalesNews } from './handOver';
import { LOOK_BACK_DAYS, POLLING_EVENTS } from './properties';
import { pollSales, SALES_EVENTS, sampleSales, type SalesEvent } from './sales';
import { readWindowState } from './window';

const AFFILIATE_EVENTS = [
	'affiliateApproved',
	'affiliateDeactivated',
	'affiliateDetailsChange',
	'affiliateStatusChange',
	'newAffiliate',
];

/** Samples of each event in a manual run. */
const SAMPLES = 3;

/** What the user asked for. */
interface Wish {
	events: string[];
	affiliates: boolean;
	details: boolean;
	sales: SalesEvent[];
}

/**
 * One poll. What was seen is written into the node's static data at the very end, without any waiting
 * between that and handing over the items: a poll that fails leaves everything as it was, and the next
 * one finds the same news again.
 *
 * @returns the items, empty when there is no news
 */
export async function poll(this: IPollFunctions): Promise<IDataObject[]> {
	const options = readOptions.call(this);
	const wish = await readWish.call(this);
	if (this.getMode() === 'manual') return await samples.call(this, wish);

	const before = copyOf(this.getWorkflowStaticData('node'));
	const sales: SalesNews[] = [];
	for (const source of wish.sales) {
		const known = readWindowState(before[source.event]);
		const news = await pollSales.call(this, source, known, options);
		sales.push({ event: source.event, ...news });
	}
	const affiliates = wish.affiliates
		? await pollAffiliates.call(this, readKnown(before[AFFILIATES]), {
				wanted: wish.events,
				withMarks: wish.details,
				emitExisting: options.emitExisting,
			})
		: undefined;
	return handOver(this.getWorkflowStaticData('node'), before, sales, affiliates);
}

async function readWish(this: IPollFunctions): Promise<Wish> {
	const events = readEvents(this.getNodeParameter('events', []), POLLING_EVENTS);
	const isWanted = (event: string) => events.includes(ALL_EVENTS) || events.includes(event);
	const sales = SALES_EVENTS.filter(({ event }) => isWanted(event));
	if (sales.length > 0 && !(await hasGraphqlToken.call(this))) throw noGraphqlToken.call(this);
	return {
		events,
		affiliates: AFFILIATE_EVENTS.some(isWanted),
		details: isWanted('affiliateDetailsChange'),
		sales,
	};
}

function readOptions(this: IPollFunctions): { lookBackDays: number; emitExisting: boolean } {
	const days = this.getNodeParameter('options.lookBackDays', 30);
	const emit = this.getNodeParameter('options.emitExisting', false);
	return {
		lookBackDays: asNumber(days, 'Conversion Look Back (Days)', LOOK_BACK_DAYS),
		emitExisting: asSwitch(emit, 'Emit Existing on First Run'),
	};
}

/** Some of what is there, as it would be given out, for building a workflow. Nothing is remembered. */
async function samples(this: IPollFunctions, wish: Wish): Promise<IDataObject[]> {
	const items: IDataObject[] = [];
	for (const source of wish.sales) items.push(...(await sampleSales.call(this, source, SAMPLES)));
	if (!wish.affiliates) return items;
	const { rows } = await listAffiliates.call(this, 1);
	const counts = new Map<string, number>();
	for (const row of rows.map(affiliateFromList)) {
		const event = possibleEvent(row, wish.events);
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
