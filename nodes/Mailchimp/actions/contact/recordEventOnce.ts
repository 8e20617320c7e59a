import type { IDataObject } from 'n8n-workflow';
import { invalidInput, isProblem, ProblemError } from '../../../shared/problem';
import { isRecord } from '../../../shared/record';
import { subscriberHash, type ContactKey } from '../../contact';
import type { MailchimpClient } from '../../transport/client';
import { aboutContact } from '../../transport/contacts';
import { hasEvent, type EventMark } from '../../transport/events';

/**
 * By what the event of an item is known again.
 *
 * @param event the event to record, as it is sent
 * @param property the name of one of its properties; '' to record it in any case
 * @throws ProblemError when the event has no value for that property
 */
export function readMark(event: IDataObject, property: string): EventMark | undefined {
	if (property === '') return undefined;
	const properties = isRecord(event.properties) ? event.properties : {};
	const value = Object.hasOwn(properties, property) ? String(properties[property]) : '';
	if (value.trim() !== '') return { name: String(event.name), property, value };
	throw invalidInput(
		'Record Once By Property',
		`names a property without a value: "${property}"`,
		'Add it to Properties, with something that is different for each event, such as the ID of the conversion.',
	);
}

/**
 * Records an event unless the contact has it already.
 *
 * @returns whether it was recorded now
 */
type RecordOnce = (
	client: MailchimpClient,
	contact: ContactKey,
	mark: EventMark,
	record: () => Promise<unknown>,
) => Promise<boolean>;

/**
 * Makes what records each event once. Mailchimp's API has no such guard, so the contact's events are read
 * first; two runs that read at the same moment, before either has recorded, both record.
 */
export function eventRecorder(): RecordOnce {
	/** Events of this run. How soon Mailchimp lists an event is not documented. */
	const recorded = new Set<string>();
	return async (client, contact, mark, record) => {
		const id = JSON.stringify([contact.audienceId, subscriberHash(contact.email), mark]);
		const isThere = async () => await aboutContact(contact, hasEvent(client, contact, mark));
		if (recorded.has(id) || (await isThere())) return false;
		const failure = await record().then(
			() => undefined,
			(error: unknown) => ({ error }),
		);
		if (failure) {
			if (!isProblem(failure.error, 'unknown_outcome')) throw failure.error;
			// An answer that got lost: the event may be there all the same. Where that cannot be seen, it stays unknown.
			if (!(await isThere().catch(() => false))) throw stillUnknown(failure.error);
		}
		recorded.add(id);
		return true;
	};
}

/** Other than without the option, nobody has to look before the item is run again. */
function stillUnknown(error: unknown): ProblemError {
	return new ProblemError({
		code: 'unknown_outcome',
		message: error instanceof Error ? error.message : String(error),
		fix: 'Run this item again in a minute: it looks first whether the contact has the event by then.',
	});
}
