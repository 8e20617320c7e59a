import type { Creator } from './creators';
import type { FunnelSettings } from './settings';
import { STEPS, type Step } from './steps';

/** Counts of creators who have come to a step or further; null where it is not known. */
export type Counts = Record<Step, number | null>;

/** A row of a table: an offer, or a month of joining as yyyy-MM, "earlier" or "not known". */
export type CountRow = Counts & { offer_id?: string; offer?: string; month?: string };

export function countsOf(creators: Creator[], known: readonly Step[]): Counts {
	const reached = STEPS.map(() => 0);
	for (const { step_number: number } of creators) reached[number] += 1;
	for (let index = STEPS.length - 2; index >= 0; index--) reached[index] += reached[index + 1];
	const count = (step: Step) => (known.includes(step) ? reached[STEPS.indexOf(step)] : null);
	return {
		approved: count('approved'),
		contact: count('contact'),
		opened: count('opened'),
		clicked: count('clicked'),
		live: count('live'),
		sold: count('sold'),
		paid: count('paid'),
	};
}

/** Groups things by a text, in the order in which the texts come. */
export function groupBy<T>(all: T[], keyOf: (one: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const one of all) {
		const key = keyOf(one);
		const group = groups.get(key);
		if (group) group.push(one);
		else groups.set(key, [one]);
	}
	return groups;
}

/** By offer, those with the most creators first; what is beyond the number of offers is one row. */
export function byOffer(
	creators: Creator[],
	known: readonly Step[],
	{ offersShown, words }: FunnelSettings,
): CountRow[] {
	const groups = [...groupBy(creators, ({ offer_id: id }) => id).values()];
	groups.sort((one, other) => other.length - one.length);
	const rows = groups.slice(0, offersShown).map((group): CountRow => {
		const { offer_id, offer } = group[0];
		return { offer_id, offer, ...countsOf(group, known) };
	});
	const others = groups.slice(offersShown);
	if (others.length === 0) return rows;
	const offer = words.moreOffers(others.length);
	return [...rows, { offer_id: '', offer, ...countsOf(others.flat(), known) }];
}

/**
 * By the month in which the contact joined: the last ones, those before them together as "earlier", and whose month
 * is not known. A young programme does not begin with empty months.
 */
export function byMonth(
	creators: Creator[],
	known: readonly Step[],
	today: string,
	monthsShown: number,
): CountRow[] {
	const groups = groupBy(creators, ({ joined }) => joined.slice(0, 7));
	const all = lastMonths(today, monthsShown);
	const earlier = creators.filter(({ joined }) => joined !== '' && joined.slice(0, 7) < all[0]);
	const from = all.findIndex((month) => groups.has(month));
	const shown = from < 0 ? all.slice(-1) : all.slice(earlier.length > 0 ? 0 : from);
	const row = (month: string, group: Creator[]) => ({ month, ...countsOf(group, known) });
	const unknown = groups.get('');
	return [
		...(earlier.length > 0 ? [row('earlier', earlier)] : []),
		...shown.map((month) => row(month, groups.get(month) ?? [])),
		...(unknown ? [row('not known', unknown)] : []),
	];
}

/** The last months up to that of a day, as yyyy-MM. */
function lastMonths(today: string, count: number): string[] {
	const [year, month] = today.split('-').map(Number);
	return Array.from({ length: count }, (_, index) => {
		const date = new Date(Date.UTC(year, month - count + index, 1));
		return date.toISOString().slice(0, 7);
	});
}
