import { sumOf } from '../../shared/amounts';
import { ProblemError } from '../../shared/problem';
import type { RequestContext } from '../../shared/request';
import type { TimeWindow } from '../transport/graphql';
import { readTotals, utcText, type Totals } from '../transport/totals';
import { AMOUNTS, COUNTS, unknown, type AffiliateNumbers } from './numbers';

/** How often the totals of an affiliate are read at most, when they change meanwhile. */
const MOST_LOOKS = 3;

/** What Refersion's totals do not tell. */
const NOT_IN_TOTALS = ['last_commission', 'first_sale_at', 'last_sale_at', 'by_currency'];

/** Why something is not known that the single conversions would tell. */
export const NEEDS_GRAPHQL =
	"Refersion's REST API does not tell it. Put the GraphQL token into the Refersion credential.";

/** The totals that a standing is made of. */
interface Parts {
	pending: Totals;
	unpaid: Totals;
	paid: Totals;
	/** Approved and pending ones together, read last. */
	all: Totals;
}

/**
 * The numbers of an affiliate out of Refersion's own totals, four requests. They tell neither times nor what is in
 * which currency, and how Refersion adds up conversions of several currencies is not documented: where its totals name
 * several, or another one than was chosen, the amounts are not known.
 *
 * @param id numeric id of the affiliate
 * @param chosen the currency whose numbers are wanted; undefined for the one that Refersion names
 * @throws ProblemError `totals_changed` when the parts do not come to the whole, three times
 */
export async function totalNumbers(
	this: RequestContext,
	id: number,
	window: TimeWindow,
	chosen?: string,
): Promise<AffiliateNumbers> {
	const parts = await readParts.call(this, id, window);
	const numbers: AffiliateNumbers = { ...fromParts(parts), currency: chosen ?? null };
	if (numbers.conversions === 0) return { ...numbers, by_currency: [] };
	numbers.unknown_because = unknown(NOT_IN_TOTALS, NEEDS_GRAPHQL);
	const named = currenciesOf(parts);
	const only = named.length === 1 ? named[0] : null;
	if (only !== null && (chosen ?? only) === only) return { ...numbers, currency: only };
	const why = `Refersion's totals name as currency: ${named.map((each) => each ?? 'none').join(' and ')}. ${NEEDS_GRAPHQL}`;
	// How many conversions are in the chosen currency is then not known either.
	const names = chosen === undefined ? AMOUNTS : [...COUNTS, ...AMOUNTS];
	for (const name of names) numbers[name] = null;
	Object.assign(numbers.unknown_because, unknown(names, why));
	if (chosen === undefined) numbers.unknown_because.currency = why;
	return numbers;
}

async function readParts(this: RequestContext, id: number, window: TimeWindow): Promise<Parts> {
	const read = async (status: string[], payment_status?: string) =>
		await readTotals.call(this, {
			status,
			affiliate_id: id,
			created_from: window.from === undefined ? undefined : utcText(window.from),
			created_to: window.to === undefined ? undefined : utcText(window.to),
			payment_status,
		});
	for (let look = 1; look <= MOST_LOOKS; look++) {
		const parts: Parts = {
			pending: await read(['PENDING']),
			unpaid: await read(['APPROVED'], 'UNPAID'),
			paid: await read(['APPROVED'], 'PAID'),
			all: await read(['APPROVED', 'PENDING']),
		};
		if (isConsistent(parts)) return parts;
	}
	throw new ProblemError({
		code: 'totals_changed',
		message: `The totals of the affiliate ${id} do not come to their whole`,
		fix: 'Conversions may have been approved or paid while they were read. Run it again; if it happens every time, report it.',
	});
}

/** Whether nothing was approved or paid between two of the requests, and so counted twice or not at all. */
function isConsistent({ pending, unpaid, paid, all }: Parts): boolean {
	const sum = (field: 'conversions_count' | 'commission_total') =>
		sumOf([pending, unpaid, paid].map((totals) => totals[field]));
	return (
		sum('conversions_count') === all.conversions_count &&
		sum('commission_total') === sumOf([all.commission_total])
	);
}

function fromParts({ pending, unpaid, paid, all }: Parts): AffiliateNumbers {
	return {
		conversions: all.conversions_count,
		approved_conversions: unpaid.conversions_count + paid.conversions_count,
		pending_conversions: pending.conversions_count,
		sales: all.order_total,
		approved_commission: sumOf([unpaid.commission_total, paid.commission_total]),
		pending_commission: pending.commission_total,
		paid_commission: paid.commission_total,
		unpaid_commission: unpaid.commission_total,
		last_commission: null,
		first_sale_at: null,
		last_sale_at: null,
		currency: null,
		by_currency: null,
		unknown_because: {},
	};
}

/** The currencies that totals of something name. */
function currenciesOf(parts: Parts): Array<string | null> {
	const some = Object.values(parts).filter((totals: Totals) => totals.conversions_count > 0);
	return [...new Set(some.map(({ currency }: Totals) => currency))].sort();
}
