import type { IDataObject } from 'n8n-workflow';
import { asChoices } from '../../shared/input';
import { invalidInput } from '../../shared/problem';
import { affiliateItem, conversionItem, paymentItems, tierItem } from './items';
import { shapeOf, topicEventsOf, type TopicEvent } from './topics';

/** Everything a user can ask the trigger for, besides all of it. */
export type RefersionEvent = TopicEvent | 'affiliateApproved' | 'affiliateDeactivated';

/** The choice that stands for every event, those included that are not known yet. */
export const ALL_EVENTS = '*';

/**
 * The events that a trigger is to start for.
 *
 * @param value the parameter Events
 * @param choices what can be chosen
 * @throws ProblemError for an event that there is not, and for none: either way nothing would ever start, and
 *   nobody would know
 */
export function readEvents(value: unknown, choices: readonly string[]): string[] {
	const events = asChoices(value, 'Events', choices);
	if (events.length > 0) return events;
	throw invalidInput('Events', 'is empty', 'Choose at least one.');
}

/** A webhook, understood: the events it counts as, the most telling first, and the items it becomes. */
export interface ReadEvent {
	events: RefersionEvent[];
	/** One for each affiliate, conversion, payment or tier movement; never none. */
	items: IDataObject[];
}

/**
 * Reads a webhook whose signature has been checked.
 *
 * @param topic the Refersion-Topic header, which the signature does not cover
 * @param payload the parsed body
 * @param zone the time zone of times that name none
 */
export function readEvent(topic: string, payload: IDataObject, zone = 'UTC'): ReadEvent {
	const events = topicEventsOf(topic, payload);
	switch (shapeOf(payload)) {
		case 'conversion':
			return { events, items: [conversionItem(payload, zone)] };
		case 'payment':
			return { events, items: paymentItems(payload, zone) };
		case 'bonusTier':
			return { events, items: [tierItem(payload, zone)] };
		case 'affiliate': {
			const affiliate = affiliateItem(payload, zone);
			const all = events.flatMap((event) => affiliateEvents(event, affiliate.status));
			return { events: all, items: [affiliate] };
		}
		default:
			return { events, items: [{ ...payload }] };
	}
}

/**
 * The events that news about an affiliate counts as, the most telling first.
 *
 * @param topicEvent what happened
 * @param status the affiliate's status after it
 */
export function affiliateEvents(topicEvent: TopicEvent, status: string): RefersionEvent[] {
	const meaning = meaningOf(topicEvent, status);
	return meaning ? [meaning, topicEvent] : [topicEvent];
}

/**
 * What a status means to the programme. An approval is an affiliate who is ACTIVE, either by a change
 * of status or from the start (offers can approve automatically, and then a status change may never
 * come). A Details Change carries the status too and is never an approval. A topic that cannot be
 * told counts like a status change: dropping it could lose an approval, while acting on one twice
 * changes nothing.
 */
function meaningOf(topicEvent: TopicEvent, status: string): RefersionEvent | undefined {
	const isStatusNews = topicEvent === 'affiliateStatusChange' || topicEvent === 'unknown';
	if (status === 'ACTIVE' && (isStatusNews || topicEvent === 'newAffiliate')) {
		return 'affiliateApproved';
	}
	if ((status === 'DENIED' || status === 'DISABLED') && isStatusNews) return 'affiliateDeactivated';
	return undefined;
}

/**
 * The event under which an item is given out, or undefined when nobody asked for it.
 *
 * @param events what the webhook counts as, the most telling first
 * @param wanted the user's choice
 */
export function chosenEvent(
	events: RefersionEvent[],
	wanted: string[],
): RefersionEvent | undefined {
	if (wanted.includes(ALL_EVENTS)) return events[0];
	return events.find((event) => wanted.includes(event));
}
