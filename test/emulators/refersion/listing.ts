import type { RefersionState } from './state';
import type { Conversion } from './types';

/**
 * How lists are given out page by page. Refersion documents the most rows of a page (100 of
 * `/affiliate/list`, 200 of GraphQL) and that there is a total; the rest is not known, or is what a list
 * does that changes while it is read.
 */
export interface ListSwitches {
	/** The most affiliates in an answer of list and search, whatever `limit` says. */
	restPageCap: number;
	/** Which number the first page of list and search has: a client's later helper begins at 0. */
	firstPage: 0 | 1;
	/** Page 0 where the first one is 1: refused as an invalid field, or the first page. */
	pageZero: 'invalid' | 'first';
	/** The most rows in an answer of GraphQL, whatever `first` says: 50 in the docs of early 2018. */
	graphqlPageCap: number;
	/** `total_results` of GraphQL: a number, null, or a field that there is not. */
	totalResults: 'number' | 'null' | 'absent';
	/** Whether `total_results` counts what the filters of the list in the same query let through. */
	totalHeedsFilters: boolean;
	/** What a total is too high by. */
	totalExcess: number;
	/** What a total grows by with each answer. */
	totalDrift: number;
	/** Pages that reach over this place of a list are empty, so many times. */
	emptyAt: { place: number; times: number } | null;
	/** Order of the conversions of GraphQL, by the order in which they were added. */
	conversionOrder: 'oldest-first' | 'newest-first' | 'shuffled';
	/**
	 * Arguments of the conversions under an affiliate: the same as of the account's list, or none. That there is such a
	 * list is seen in clients, its arguments are not.
	 */
	argumentsUnderAffiliate: 'same' | 'none';
	/** Whether the conversions under an affiliate heed `first` and `offset`. */
	pagesUnderAffiliate: boolean;
	/** What happens to the first rows of an answer with conversions before the next one. */
	whileRead: 'nothing' | 'approve' | 'pay';
	/** After how many answers with conversions that happens. */
	whileReadTimes: number;
}

export const DEFAULT_LIST_SWITCHES: ListSwitches = {
	restPageCap: 100,
	firstPage: 1,
	pageZero: 'invalid',
	graphqlPageCap: 200,
	totalResults: 'number',
	totalHeedsFilters: true,
	totalExcess: 0,
	totalDrift: 0,
	emptyAt: null,
	conversionOrder: 'oldest-first',
	argumentsUnderAffiliate: 'same',
	pagesUnderAffiliate: true,
	whileRead: 'nothing',
	whileReadTimes: 1,
};

/** What lists have given out since the service was reset. */
export interface ListHistory {
	answers: number;
	empty: number;
	changes: number;
	/** What is approved or paid before the next answer with conversions. */
	changing: Conversion[];
}

export const noHistory = (): ListHistory => ({ answers: 0, empty: 0, changes: 0, changing: [] });

/** The same for the same id, so that a list keeps its order from one page to the next. */
export function shuffledKey(id: number): number {
	return Math.imul(id, 0x9e3779b1) >>> 0;
}

/** Conversions in the order in which GraphQL lists them. */
export function orderedConversions(state: RefersionState): Conversion[] {
	const { conversionOrder } = state.switches;
	const all = [...state.conversions.values()];
	if (conversionOrder === 'shuffled') {
		return all.sort((one, other) => shuffledKey(one.id) - shuffledKey(other.id));
	}
	return conversionOrder === 'newest-first' ? all.reverse() : all;
}

/** A part of a list. */
export function pageOf<T>(state: RefersionState, items: T[], start: number, count: number): T[] {
	const { emptyAt } = state.switches;
	state.lists.answers += 1;
	const isOver = emptyAt !== null && start <= emptyAt.place && emptyAt.place < start + count;
	if (isOver && state.lists.empty < emptyAt.times) {
		state.lists.empty += 1;
		return [];
	}
	return items.slice(start, start + count);
}

/** The total of a list, as an answer has it. */
export function totalOf(state: RefersionState, count: number): number {
	const { totalExcess, totalDrift } = state.switches;
	return count + totalExcess + totalDrift * Math.max(0, state.lists.answers - 1);
}

/** How many of the rows of an answer change while the list is read. */
const CHANGING = 5;

const DAY_MS = 86_400_000;

/** Approves the pending conversions that are old enough for `approveAfterDays`. */
function approveOldOnes({ conversions, now, switches }: RefersionState): void {
	if (switches.approveAfterDays === null) return;
	const latest = now().getTime() - switches.approveAfterDays * DAY_MS;
	for (const conversion of conversions.values()) {
		const isDue = conversion.status === 'PENDING' && conversion.created.getTime() <= latest;
		if (isDue) conversion.status = 'APPROVED';
	}
}

/** Approves or pays what is due, and what the answer before has promised to `whileRead`. */
export function changeConversions(state: RefersionState): void {
	const { lists, payments, switches } = state;
	approveOldOnes(state);
	for (const conversion of lists.changing.splice(0)) {
		if (switches.whileRead === 'approve') conversion.status = 'APPROVED';
		if (switches.whileRead !== 'pay') continue;
		const id = state.nextId('payment');
		conversion.paymentId = id;
		payments.set(id, {
			id,
			affiliateId: conversion.affiliateId,
			created: state.now(),
			conversionIds: [conversion.id],
			method: 'MANUAL',
			currency: conversion.currency,
			commissionTotal: conversion.commission,
			note: '',
		});
	}
}

/** Lets the first conversions of an answer change before the next one. */
export function willChange(state: RefersionState, given: Conversion[]): void {
	const { whileRead, whileReadTimes } = state.switches;
	if (whileRead === 'nothing' || state.lists.changes >= whileReadTimes || given.length === 0)
		return;
	state.lists.changes += 1;
	state.lists.changing.push(...given.slice(0, CHANGING));
}
