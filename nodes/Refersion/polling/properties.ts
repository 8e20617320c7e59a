import type { INodeProperties, NodeHint } from 'n8n-workflow';
import { noticeWithSteps } from '../../shared/notice';
import { ALL_EVENTS } from '../events/events';
import { eventNames, eventOptions } from '../events/properties';
import { needsGraphqlToken } from '../graphqlHints';

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

/** Events that polling sees only with the token. */
const WITH_TOKEN = Object.keys(DESCRIPTIONS).filter((event) =>
	DESCRIPTIONS[event].includes('token'),
);

/** What the trigger says before it has run: n8n's panel does not see whether the credential has the token. */
export const pollingHints: NodeHint[] = [
	{
		...needsGraphqlToken(),
		displayCondition: `={{ $parameter["events"].some((event) => ${JSON.stringify(WITH_TOKEN)}.includes(event)) }}`,
	},
];

/** The events that can be seen by polling. */
export const POLLING_EVENTS = eventNames(pollingEvents);

/** The parameters of the Refersion Polling Trigger. */
export const pollingProperties: INodeProperties[] = [
	noticeWithSteps('pollingNotice', 'For Refersion plans without webhooks.', [
		'The list of all affiliates is read, 100 per request, and compared with what is known.',
		'A long list takes several polls: what changes and changes back in between is not seen.',
		'If your plan has webhooks, the Refersion Trigger is faster.',
	]),
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
				displayName: 'Emit Existing on First Run',
				name: 'emitExisting',
				type: 'boolean',
				default: false,
				description:
					'Whether the first poll starts the workflow with everything that is there already: all affiliates that fit the events, conversions and payments of the last 30 days. Otherwise it only remembers them.',
			},
		],
	},
];
