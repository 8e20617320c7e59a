import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isRecord } from '../../../shared/http';
import type { Operation } from '../../../shared/operations';
import { invalidParameter, readRequired } from '../../../shared/parameters';
import { subscriberHash } from '../../rules/contact';
import { eventsPath } from '../../transport/events';
import { requestOnce } from '../../transport/once';
import { known } from '../contactErrors';
import { forEachContact } from '../perContact';
import { readTime } from '../time';
import { recordEventProperties } from './recordEvent.properties';
import { readMark, recordOnce } from './recordEventOnce';

/** Length of an event's name (Mailchimp API, member events). */
const NAME_LENGTH = { min: 2, max: 30 };

export const recordEvent: Operation = {
	option: {
		name: 'Record Event',
		value: 'recordEvent',
		description:
			'Record something that happened outside of mails, which can start an automation. Each run records it once more, unless the option Record Once By Property is set.',
		action: 'Record an event of a contact',
	},
	properties: recordEventProperties,
	async execute(itemCount) {
		const once = recordOnce.call(this);
		return await forEachContact.call(this, itemCount, async (client, contact, itemIndex) => {
			const event = readEvent.call(this, itemIndex);
			const mark = readMark.call(this, event, itemIndex);
			const start = this.getNodeParameter('options.startAutomations', itemIndex, true) !== false;
			const record = async () => {
				const request = requestOnce.call(
					this,
					client,
					{
						method: 'POST',
						path: eventsPath(contact),
						body: start ? event : { ...event, is_syncing: true },
					},
					'the event was recorded',
				);
				await known.call(this, contact, request);
				return true;
			};
			const recorded = mark ? await once(client, contact, mark, record) : await record();
			return {
				email_address: contact.email,
				id: subscriberHash(contact.email),
				audience_id: contact.audienceId,
				...event,
				recorded,
			};
		});
	},
};

/** @throws NodeOperationError for a name, property or time that Mailchimp does not take */
function readEvent(this: IExecuteFunctions, itemIndex: number): IDataObject {
	const name = readRequired.call(this, 'eventName', 'Event Name', itemIndex);
	if (name.length < NAME_LENGTH.min || name.length > NAME_LENGTH.max) {
		throw invalidParameter.call(
			this,
			'Event Name',
			`is not ${NAME_LENGTH.min} to ${NAME_LENGTH.max} characters long: "${name}"`,
			'Choose another name, the same as in the automation that it starts.',
		);
	}
	const properties = readProperties.call(this, itemIndex);
	const occurredAt = readTime.call(
		this,
		this.getNodeParameter('options.occurredAt', itemIndex, ''),
		'Occurred At',
	);
	return {
		name,
		...(Object.keys(properties).length > 0 && { properties }),
		...(occurredAt && { occurred_at: occurredAt }),
	};
}

/** The properties as texts, the only thing that Mailchimp takes for them. */
function readProperties(this: IExecuteFunctions, itemIndex: number): Record<string, string> {
	const rows: unknown = this.getNodeParameter('properties.property', itemIndex, []);
	const properties: Record<string, string> = {};
	for (const { name, value } of (Array.isArray(rows) ? rows : []).filter(isRecord)) {
		const key = String(name ?? '').trim();
		if (key === '') {
			throw invalidParameter.call(this, 'Properties', 'has a row without a name', 'Name it.');
		}
		if (isRecord(value)) {
			throw invalidParameter.call(
				this,
				'Properties',
				`has no text for "${key}"`,
				'Map a single text or number to it, not an object or a list.',
			);
		}
		properties[key] = String(value ?? '');
	}
	return properties;
}
