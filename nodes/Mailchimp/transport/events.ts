import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/record';
import type { ContactKey } from '../contact';
import type { MailchimpClient } from './client';
import { readPages } from './pages';
import { memberPath } from './urls';

/** Path of the events of a contact (Mailchimp API, member events). */
export function eventsPath({ audienceId, email }: ContactKey): string {
	return `${memberPath(audienceId, email)}/events`;
}

/** An event by which it is known again: its name and the value of one of its properties. */
export interface EventMark {
	name: string;
	property: string;
	value: string;
}

/**
 * Whether a contact has an event already. All its events are read, 1,000 at a time, until it is found:
 * their order is not documented, and the list cannot be filtered (Mailchimp API, member events).
 *
 * @throws NodeApiError 404 when the audience has no such contact
 */
export async function hasEvent(
	client: MailchimpClient,
	contact: ContactKey,
	mark: EventMark,
): Promise<boolean> {
	const pages = readPages(client, {
		path: eventsPath(contact),
		rows: 'events',
		qs: { fields: 'events.name,events.properties,total_items' },
		limit: Infinity,
	});
	for await (const page of pages) {
		if (page.some((event) => isMarked(event, mark))) return true;
	}
	return false;
}

function isMarked({ name, properties }: IDataObject, mark: EventMark): boolean {
	if (name !== mark.name || !isRecord(properties)) return false;
	return (
		Object.hasOwn(properties, mark.property) && String(properties[mark.property]) === mark.value
	);
}
