import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { isRecord } from '../../../shared/http';
import { invalidParameter } from '../../../shared/parameters';
import { subscriberHash } from '../../rules/contact';
import type { MailchimpClient } from '../../transport/client';
import { expecting } from '../../transport/errors';
import { hasEvent, type EventMark } from '../../transport/events';
import type { ContactKey } from '../../transport/tags';
import { hasStatus, notInAudience } from '../contactErrors';

const OPTION = 'Record Once By Property';

/**
 * Reads by what the event of an item is known again.
 *
 * @param event the event to record, as it is sent
 * @returns undefined when the event is to be recorded in any case
 * @throws NodeOperationError when the event has no value for the property that the option names
 */
export function readMark(
	this: IExecuteFunctions,
	event: IDataObject,
	itemIndex: number,
): EventMark | undefined {
	const option = this.getNodeParameter('options.recordOnceBy', itemIndex, '');
	const property = String(option ?? '').trim();
	if (property === '') return undefined;
	const properties = isRecord(event.properties) ? event.properties : {};
	const value = Object.hasOwn(properties, property) ? String(properties[property]) : '';
	if (value.trim() !== '') return { name: String(event.name), property, value };
	throw invalidParameter.call(
		this,
		OPTION,
		`names a property without a value: "${property}"`,
		'Add it to Properties, with something that is different for each event, such as the ID of the conversion.',
	);
}

/**
 * Records an event unless the contact has it already.
 *
 * @returns whether it was recorded now
 */
export type RecordOnce = (
	client: MailchimpClient,
	contact: ContactKey,
	mark: EventMark,
	record: () => Promise<unknown>,
) => Promise<boolean>;

/**
 * Makes what records each event once. Mailchimp's API has no such guard, so the contact's events are read
 * first; two runs that read at the same moment, before either has recorded, both record.
 */
export function recordOnce(this: IExecuteFunctions): RecordOnce {
	/** Events of this run. How soon Mailchimp lists an event is not documented. */
	const recorded = new Set<string>();
	return async (client, contact, mark, record) => {
		const id = JSON.stringify([contact.audienceId, subscriberHash(contact.email), mark]);
		if (recorded.has(id) || (await isThere.call(this, client, contact, mark))) return false;
		const failure = await record().then(
			() => undefined,
			(error: unknown) => ({ error }),
		);
		if (failure) {
			if (!isUnknownOutcome(failure.error)) throw failure.error;
			// An answer that got lost: the event may be there all the same. Where that cannot be seen, it stays unknown.
			const look = async () => await isThere.call(this, client, contact, mark);
			if (!(await look().catch(() => false))) throw stillUnknown.call(this, failure.error);
		}
		recorded.add(id);
		return true;
	};
}

async function isThere(
	this: IExecuteFunctions,
	client: MailchimpClient,
	contact: ContactKey,
	mark: EventMark,
): Promise<boolean> {
	const look = hasEvent(client, contact, mark);
	const answer = await expecting(look, (error) => hasStatus(error, 404));
	if ('value' in answer) return answer.value;
	throw notInAudience.call(this, contact);
}

function isUnknownOutcome(error: unknown): error is NodeOperationError {
	return error instanceof NodeOperationError && error.type === 'unknown_outcome';
}

/** Other than without the option, nobody has to look before the item is run again. */
function stillUnknown(this: IExecuteFunctions, { message, type }: NodeOperationError) {
	return new NodeOperationError(this.getNode(), message, {
		type,
		description:
			'Run this item again in a minute: it looks first whether the contact has the event by then.',
	});
}
