import type { ItemInput } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import { collect } from '../../../shared/paging';
import { remember } from '../../../shared/remember';
import { Run } from '../../../shared/run';
import { fasterWithGraphqlToken } from '../../graphqlHints';
import { offerItem } from '../../graphqlItems';
import { conversionReader } from '../../standing/conversions';
import { standingItem } from '../../standing/item';
import { standingNumbers } from '../../standing/numbers';
import { totalNumbers } from '../../standing/totals';
import type { StandingItem } from '../../standing/types';
import { graphqlOffers, hasGraphqlToken } from '../../transport/graphql';
import { flatOutput } from '../toolOutput';
import { findAlone, findInLists } from './find';
import { getStandingProperties, readStandingOptions } from './getStanding.properties';

/** Items worked on at the same time. Refersion publishes no limit. */
const CONCURRENCY = 4;

/** Up to so many items, affiliates and their conversions are read one by one; lists are read whole for more. */
const FEW = 10;

/** What an agent needs to say how an affiliate stands, and what of it is not known. */
const SIMPLE = [
	'id',
	'email',
	'status',
	'offer_name',
	'currency',
	'conversions',
	'sales',
	'approved_commission',
	'unpaid_commission',
	'unknown_because',
];

/** Gives the standing that an item asks for. */
type StandingReader = (input: ItemInput) => Promise<StandingItem>;

export const getStanding: Operation = {
	option: {
		name: 'Get Standing',
		value: 'getStanding',
		description:
			'Get what affiliates have earned and sold: approved, pending, paid and unpaid commission, number of conversions, first and last sale. With the GraphQL token few requests for many affiliates; without it five for each, and less is known.',
		action: 'Get the standing of an affiliate',
	},
	hints: [fasterWithGraphqlToken('For many affiliates there is a way with few requests.')],
	properties: getStandingProperties,
	async execute() {
		const run = new Run(this);
		const isGraphql = await hasGraphqlToken.call(this);
		const read = isGraphql ? byConversions(run) : byTotals(run);
		return await run.forEachItem(
			async (input) => flatOutput(this, input, SIMPLE)(await read(input)),
			{ concurrency: CONCURRENCY },
		);
	},
};

/** Reads single conversions through GraphQL. */
function byConversions(run: Run): StandingReader {
	const options = optionsReader(run);
	const isForFew = run.itemCount <= FEW;
	const find = isForFew ? findAlone(run) : findInLists(run);
	const conversionsOf = conversionReader(run, isForFew);
	const readOfferNames = remember(
		async () => await offerNamesOf(run),
		() => false,
	);
	return async (input) => {
		const { currency, window } = options(input);
		const affiliate = await find(input.locator('affiliate', 'Affiliate', 'code'));
		const conversions = await conversionsOf(affiliate.id, window);
		const numbers = standingNumbers(conversions, currency);
		const offerNames = await readOfferNames('');
		return standingItem({ affiliate, numbers, window, offerNames, source: 'graphql' });
	};
}

/** Reads the totals of each affiliate. */
function byTotals(run: Run): StandingReader {
	const options = optionsReader(run);
	const find = findAlone(run);
	return async (input) => {
		const { currency, window } = options(input);
		const affiliate = await find(input.locator('affiliate', 'Affiliate', 'code'));
		const numbers = await totalNumbers.call(run.context, affiliate.id, window, currency);
		return standingItem({ affiliate, numbers, window, offerNames: undefined, source: 'rest' });
	};
}

function optionsReader({ context }: Run) {
	const now = Math.floor(Date.now() / 1_000);
	const zone = context.getTimezone();
	return (input: ItemInput) => readStandingOptions(input, zone, now);
}

/** Names of the offers, by id. */
async function offerNamesOf({ context, signal }: Run): Promise<Map<string, string>> {
	const pages = graphqlOffers.call(context);
	const offers = await collect(pages, Infinity, (rows) => rows.map(offerItem), signal);
	return new Map(offers.map(({ id, name }) => [String(id), String(name ?? '')]));
}
