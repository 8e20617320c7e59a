import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { asRows, asText, type ItemInput } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import { invalidInput, isProblem, ProblemError } from '../../../shared/problem';
import { isRecord } from '../../../shared/record';
import { subscriberHash, type ContactKey } from '../../contact';
import { audience, email, optionsOf } from '../../parameters';
import { MailchimpRun, readTime } from '../../run';
import { readStartAutomations, startAutomations } from '../../tags';
import { requestOnce, type MailchimpClient } from '../../transport/client';
import { aboutContact } from '../../transport/contacts';
import { eventsPath, hasEvent, type EventMark } from '../../transport/events';

const properties: INodeProperties[] = [
	audience,
	email,
	{
		displayName: 'Event Name',
		name: 'eventName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. commission_approved',
		description:
			'2 to 30 characters. An automation that starts with an event names it in the same way.',
	},
	{
		displayName: 'Properties',
		name: 'properties',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Property' },
		placeholder: 'Add Property',
		default: {},
		description: 'Details of the event; Mailchimp keeps them as texts',
		hint: 'An expression in the first field of a row may give a list of rows',
		options: [
			{
				displayName: 'Property',
				name: 'property',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. amount',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. 12.50',
					},
				],
			},
		],
	},
	optionsOf([
		{
			displayName: 'Occurred At',
			name: 'occurredAt',
			type: 'dateTime',
			default: '',
			description: 'When it happened, if not just now',
		},
		{
			displayName: 'Record Once By Property',
			name: 'recordOnceBy',
			type: 'string',
			default: '',
			placeholder: 'e.g. conversion_id',
			description:
				'Name of a property. When the contact already has an event with this name and the same value of this property, nothing is recorded, and the output has <code>recorded: false</code>. The events of the contact are read first. Two runs at the very same moment can still both record.',
		},
		startAutomations(
			'Whether automations that begin with this event start. No is for what happened in the past.',
		),
	]),
];

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
	properties,
	async execute() {
		const run = new MailchimpRun(this);
		const recordOnce = eventRecorder();
		return await run.forEachContact(async (contact, input, client) => {
			const options = input.collection('options', 'Options');
			const time = readTime(options.value('occurredAt'), 'Occurred At', run.context.getTimezone());
			const event = readEvent(input, time);
			const mark = readMark(event, options.text('recordOnceBy', 'Record Once By Property'));
			const starts = readStartAutomations(options) === 'yes';
			const body = starts ? event : { ...event, is_syncing: true };
			const record = async () => {
				const request = { method: 'POST', path: eventsPath(contact), body } as const;
				await aboutContact(contact, requestOnce(client, request, 'the event was recorded'));
				return true;
			};
			const recorded = mark ? await recordOnce(client, contact, mark, record) : await record();
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

/** @throws ProblemError for a name or a property that Mailchimp does not take */
function readEvent(input: ItemInput, occurredAt: string | undefined): IDataObject {
	const name = input.required('eventName', 'Event Name');
	if (name.length < NAME_LENGTH.min || name.length > NAME_LENGTH.max) {
		throw invalidInput(
			'Event Name',
			`is not ${NAME_LENGTH.min} to ${NAME_LENGTH.max} characters long: "${name}"`,
			'Choose another name, the same as in the automation that it starts.',
		);
	}
	const texts = readProperties(input);
	return {
		name,
		...(Object.keys(texts).length > 0 && { properties: texts }),
		...(occurredAt && { occurred_at: occurredAt }),
	};
}

/** The properties as texts, the only thing that Mailchimp takes for them. */
function readProperties(input: ItemInput): Record<string, string> {
	const texts: Record<string, string> = {};
	// n8n takes no expression in the place of all rows, so that one in the first field of a row may give several.
	const rows = input.rows('properties.property', 'Properties').flatMap((row) => {
		return Array.isArray(row.name) ? asRows(row.name, 'Properties') : [row];
	});
	for (const row of rows) {
		const name = asText(row.name, 'Properties');
		if (name === '') throw invalidInput('Properties', 'has a row without a name', 'Name it.');
		const { value } = row;
		texts[name] =
			typeof value === 'boolean' ? String(value) : asText(value, `Properties (${name})`);
	}
	return texts;
}

/**
 * By what the event of an item is known again.
 *
 * @param event the event to record, as it is sent
 * @param property the name of one of its properties; '' to record it in any case
 * @throws ProblemError when the event has no value for that property
 */
function readMark(event: IDataObject, property: string): EventMark | undefined {
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
function eventRecorder(): RecordOnce {
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
