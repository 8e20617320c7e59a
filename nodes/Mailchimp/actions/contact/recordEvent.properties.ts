import type { INodeProperties } from 'n8n-workflow';
import { audience, email } from '../common';

/** The parameters of Contact: Record Event. */
export const recordEventProperties: INodeProperties[] = [
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
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
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
			{
				displayName: 'Start Automations',
				name: 'startAutomations',
				type: 'boolean',
				default: true,
				description:
					'Whether automations that begin with this event start. Switch it off to record what happened in the past.',
			},
		],
	},
];
