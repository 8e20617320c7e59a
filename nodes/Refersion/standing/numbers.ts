import { sumOf } from '../../shared/amounts';
import type { CurrencyStanding, StandingNumbers } from './types';

/** What a standing needs to know of a conversion; null is what Refersion does not say. */
export interface CountedConversion {
	id: string | number | null;
	/** Only APPROVED and PENDING ones count. */
	status: string;
	/** Whether its commission was paid to the affiliate. */
	isPaid: boolean;
	/** Three letters. */
	currency: string | null;
	/** Order value. */
	total: number | null;
	commission: number | null;
	/** When it was created, ISO 8601 (UTC). */
	created: string | null;
}

/** The numbers of an affiliate; the part of `Standing` that comes out of conversions. */
export interface AffiliateNumbers extends StandingNumbers {
	currency: string | null;
	by_currency: CurrencyStanding[] | null;
	unknown_because: Record<string, string>;
}

type Field = keyof StandingNumbers;

/** Fields that are amounts of money. */
export const AMOUNTS = [
	'sales',
	'approved_commission',
	'pending_commission',
	'paid_commission',
	'unpaid_commission',
	'last_commission',
] as const satisfies Field[];

/** Fields that are numbers of conversions. */
export const COUNTS = [
	'conversions',
	'approved_conversions',
	'pending_conversions',
] as const satisfies Field[];

/** What a conversion may lack, as a message names it, and the fields that then may not be known. */
const NEEDED: Array<{ of: 'total' | 'commission' | 'created'; what: string; for: Field[] }> = [
	{ of: 'total', what: 'order value', for: ['sales', 'first_sale_at', 'last_sale_at'] },
	{ of: 'commission', what: 'commission', for: AMOUNTS.filter((name) => name !== 'sales') },
	{ of: 'created', what: 'time', for: ['first_sale_at', 'last_sale_at', 'last_commission'] },
];

/**
 * The numbers of one affiliate out of the conversions, in any order. Denied and unqualified ones are left out.
 *
 * @param conversions all of the affiliate's, or those within a window
 * @param chosen the currency whose numbers are wanted; undefined for that of the conversions, if it is one
 */
export function standingNumbers(
	conversions: readonly CountedConversion[],
	chosen?: string,
): AffiliateNumbers {
	const counted = conversions.filter((each) => isApproved(each) || isPending(each));
	const nameless = counted.find(({ currency }) => currency === null);
	if (nameless) {
		const why = `Refersion does not say the currency of the conversion ${String(nameless.id)}.`;
		return withoutAmounts(counted, null, why);
	}
	const groups = byCurrency(counted);
	const currencies = [...groups.keys()];
	const rows = [...groups].map(([currency, group]) => ({ currency, ...numbersOf(group) }));
	if (chosen === undefined && currencies.length > 1) {
		const why = `There are conversions in ${currencies.join(' and ')}, and amounts of different currencies are not added up. Choose one with the option Currency, or take them from by_currency.`;
		return withoutAmounts(counted, rows, why);
	}
	const currency = chosen ?? currencies.at(0) ?? null;
	const group = groups.get(currency ?? '') ?? [];
	const numbers = numbersOf(group);
	return { ...numbers, currency, by_currency: rows, unknown_because: gapsOf(group, numbers) };
}

/** Names of fields that are not known → why. */
export function unknown(names: readonly string[], why: string): Record<string, string> {
	return Object.fromEntries(names.map((name) => [name, why]));
}

/** The numbers that do not depend on the currency. */
function withoutAmounts(
	counted: CountedConversion[],
	rows: CurrencyStanding[] | null,
	why: string,
): AffiliateNumbers {
	const numbers = numbersOf(counted);
	for (const name of AMOUNTS) numbers[name] = null;
	const names = ['currency', ...AMOUNTS, ...(rows ? [] : ['by_currency'])];
	const unknown_because = { ...gapsOf(counted, numbers), ...unknown(names, why) };
	return { ...numbers, currency: null, by_currency: rows, unknown_because };
}

/** Those that count, by currency, sorted by it. */
function byCurrency(counted: CountedConversion[]): Map<string, CountedConversion[]> {
	const groups = new Map<string, CountedConversion[]>();
	for (const conversion of counted) {
		const currency = conversion.currency ?? '';
		const group = groups.get(currency);
		if (group) group.push(conversion);
		else groups.set(currency, [conversion]);
	}
	return new Map([...groups].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** @param counted those that count, and whose amounts may be added up */
function numbersOf(counted: CountedConversion[]): StandingNumbers {
	const approved = counted.filter(isApproved);
	const pending = counted.filter(isPending);
	const sales = saleTimes(counted);
	return {
		conversions: counted.length,
		approved_conversions: approved.length,
		pending_conversions: pending.length,
		sales: sumOrNull(counted.map(({ total }) => total)),
		approved_commission: commissionOf(approved),
		pending_commission: commissionOf(pending),
		paid_commission: commissionOf(approved.filter(({ isPaid }) => isPaid)),
		unpaid_commission: commissionOf(approved.filter(({ isPaid }) => !isPaid)),
		last_commission: lastCommission(counted),
		first_sale_at: sales?.at(0) ?? null,
		last_sale_at: sales?.at(-1) ?? null,
	};
}

/** Why fields are null although there is something to know. */
function gapsOf(counted: CountedConversion[], numbers: StandingNumbers): Record<string, string> {
	const gaps: Record<string, string> = {};
	for (const { of, what, for: names } of NEEDED) {
		const lacking = counted.find((each) => each[of] === null);
		if (!lacking) continue;
		const missing = names.filter((name) => numbers[name] === null);
		const why = `Refersion does not say the ${what} of the conversion ${String(lacking.id)}.`;
		Object.assign(gaps, unknown(missing, why));
	}
	return gaps;
}

function isApproved({ status }: CountedConversion): boolean {
	return status === 'APPROVED';
}

function isPending({ status }: CountedConversion): boolean {
	return status === 'PENDING';
}

function commissionOf(conversions: CountedConversion[]): number | null {
	return sumOrNull(conversions.map(({ commission }) => commission));
}

/** null when one of the amounts is not known. */
function sumOrNull(amounts: Array<number | null>): number | null {
	const known = amounts.filter((amount) => amount !== null);
	return known.length === amounts.length ? sumOf(known) : null;
}

/**
 * Commission of the latest conversion that brought some, of several at the same time that with the highest id. What is
 * taken back is a conversion too, with an amount below zero: it makes the totals smaller and is nobody's last commission.
 *
 * @returns 0 when none brought any; null when it is not known
 */
function lastCommission(counted: CountedConversion[]): number | null {
	const gains = counted.filter(({ commission }) => commission === null || commission > 0);
	if (gains.some(({ created }) => created === null)) return null;
	const latest = gains.reduce<CountedConversion | undefined>(
		(last, each) => (last && !isLater(each, last) ? last : each),
		undefined,
	);
	return latest ? latest.commission : 0;
}

function isLater(one: CountedConversion, other: CountedConversion): boolean {
	const [time, otherTime] = [one.created ?? '', other.created ?? ''];
	return time === otherTime ? Number(one.id) > Number(other.id) : time > otherTime;
}

/**
 * When there were sales, sorted: conversions with an order value above zero, so no manual credits and no cancellations.
 *
 * @returns undefined when it is not known
 */
function saleTimes(counted: CountedConversion[]): string[] | undefined {
	const sales = counted.filter(({ total }) => total === null || total > 0);
	if (sales.some(({ total, created }) => total === null || created === null)) return undefined;
	return sales.map(({ created }) => created ?? '').sort();
}
