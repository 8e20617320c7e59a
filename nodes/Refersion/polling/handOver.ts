import type { IDataObject } from 'n8n-workflow';
import type { RefersionEvent } from '../events/events';
import { readKnown, writeKnown, type KnownAffiliates } from './affiliateState';
import type { AffiliatePoll } from './affiliates';
import { SALES_EVENTS } from './sales';
import { writeWindowState, type WindowState } from './window';

/** Where the affiliates are kept in the node's static data; events of sales have their own names. */
export const AFFILIATES = 'affiliates';

/** What a poll found of one event of sales. */
export interface SalesNews {
	event: RefersionEvent;
	items: IDataObject[];
	state: WindowState;
}

/** Static data as it is now; the node's own object goes on changing. */
export function copyOf(staticData: IDataObject): IDataObject {
	const names = [AFFILIATES, ...SALES_EVENTS.map(({ event }) => event)];
	const texts = names.map((name) => [name, JSON.stringify(staticData[name])] as const);
	return Object.fromEntries(
		texts.flatMap(([name, text]) => (text === undefined ? [] : [[name, JSON.parse(text)]])),
	);
}

/**
 * Ends a poll: writes what it saw and returns its items, without any waiting between the two. n8n begins
 * a poll even while the one before is still under way. What that one has written in the meantime it has
 * also given out, so it is left alone here; what this poll knows beyond it, the next one finds.
 *
 * @param staticData the node's static data, which is changed
 * @param before what it was when the poll began
 */
export function handOver(
	staticData: IDataObject,
	before: IDataObject,
	sales: SalesNews[],
	affiliates: AffiliatePoll | undefined,
): IDataObject[] {
	const isTouched = (name: string) => !isSame(staticData[name], before[name]);
	const items: IDataObject[] = [];
	const sections: IDataObject = {};
	for (const { event, state, items: news } of sales) {
		sections[event] = isTouched(event) ? staticData[event] : writeWindowState(state);
		if (!isTouched(event)) items.push(...news);
	}
	if (affiliates) {
		const left = isTouched(AFFILIATES)
			? untold(affiliates, readKnown(before[AFFILIATES]), readKnown(staticData[AFFILIATES]))
			: affiliates;
		const base = left.startOver ? undefined : readKnown(staticData[AFFILIATES]);
		items.push(...left.items);
		sections[AFFILIATES] = writeKnown(new Map([...(base ?? []), ...left.updates]));
	}
	remember(staticData, sections);
	return items;
}

/** Leaves out the affiliates that another poll has dealt with since this one began. */
function untold(
	{ items, updates }: AffiliatePoll,
	before: KnownAffiliates = new Map(),
	now: KnownAffiliates = new Map(),
): AffiliatePoll {
	const isLeft = (code: unknown) => isSame(now.get(String(code)), before.get(String(code)));
	return {
		items: items.filter(({ code }) => isLeft(code)),
		updates: new Map([...updates].filter(([code]) => isLeft(code))),
		startOver: false,
	};
}

/**
 * Writes what changed and leaves the rest untouched: n8n saves the whole of a node's static data with
 * every change. What is not asked for any more is forgotten, so that it starts afresh later.
 */
export function remember(staticData: IDataObject, sections: IDataObject): void {
	for (const name of [AFFILIATES, ...SALES_EVENTS.map(({ event }) => event)]) {
		const section = sections[name];
		if (section === undefined) {
			if (name in staticData) Reflect.deleteProperty(staticData, name);
		} else if (!isSame(section, staticData[name])) {
			staticData[name] = section;
		}
	}
}

function isSame(one: unknown, other: unknown): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}
