import type { INodeProperties } from 'n8n-workflow';
import { ALL_EVENTS } from '../events/events';
import { eventNames, eventOptions } from '../events/properties';

/** What Refersion gives no list of, so that only a webhook can tell. */
const WEBHOOK_ONLY = ['bonusTierMovement', 'newConversionTrigger'];

/** What polling sees in another way than the webhook does. */
const DESCRIPTIONS: Record<string, string> = {
	affiliateDetailsChange:
		'Name, email, custom fields or offer of an affiliate changed; address, phone and company are not in the list that is compared',
	[ALL_EVENTS]: 'Every event that can be seen by polling; needs the GraphQL token',
	conversionApproved: 'A conversion was approved; needs the GraphQL token',
	conversionDenied: 'A conversion was denied; needs the GraphQL token',
	newConversion: 'A conversion was recorded; needs the GraphQL token',
	newPayment: 'An affiliate was paid; needs the GraphQL token',
};

const pollingEvents = eventOptions
	.filter(({ value }) => !WEBHOOK_ONLY.includes(String(value)))
	.map((option) => ({
		...option,
		description: DESCRIPTIONS[String(option.value)] ?? option.description,
	}));

/** The events that can be seen by polling. */
export const POLLING_EVENTS = eventNames(pollingEvents);

/** How old a conversion may be when it is approved or denied, in days. */
export const LOOK_BACK_DAYS = { min: 1, max: 365 };

/** The parameters of the Refersion Polling Trigger. */
export const pollingProperties: INodeProperties[] = [
	{
		displayName:
			'For Refersion plans without webhooks. Each poll reads all affiliates, 100 per request, and compares them with the last poll: what changes and changes back in between is not seen. If your plan has webhooks, the <b>Refersion Trigger</b> is faster.',
		name: 'pollingNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: ['affiliateApproved'],
		description: 'What starts the workflow',
		options: pollingEvents,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Conversion Look Back (Days)',
				name: 'lookBackDays',
				type: 'number',
				typeOptions: { minValue: LOOK_BACK_DAYS.min, maxValue: LOOK_BACK_DAYS.max },
				default: 30,
				description:
					'How old a conversion may be when it is approved or denied. Older ones are not looked at any more. A longer time means more requests with each poll.',
			},
			{
				displayName: 'Emit Existing on First Run',
				name: 'emitExisting',
				type: 'boolean',
				default: false,
				description:
					'Whether the first poll starts the workflow with everything that is there already: all affiliates that fit the events, conversions of the look-back time, conversions and payments of the last day. Otherwise it only remembers them.',
			},
		],
	},
];
