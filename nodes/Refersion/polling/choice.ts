import { ALL_EVENTS, type RefersionEvent } from '../events/events';

/**
 * Whether the user asked for an event.
 *
 * @param wanted the parameter Events
 */
export function isWanted(event: string, wanted: string[]): boolean {
	return wanted.includes(ALL_EVENTS) || wanted.includes(event);
}

/** Those of some events that the user asked for. */
export function chosenEvents(events: RefersionEvent[], wanted: string[]): RefersionEvent[] {
	return events.filter((event) => isWanted(event, wanted));
}
