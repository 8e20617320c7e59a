import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { asText } from '../../shared/input';
import { noticeWithSteps } from '../../shared/notice';
import { invalidInput } from '../../shared/problem';
import { ALL_EVENTS } from './events';

/** What can start a workflow, whichever trigger sees it. */
export const eventOptions: INodePropertyOptions[] = [
	{
		name: 'Affiliate Approved',
		value: 'affiliateApproved',
		description: 'An affiliate became active, by approval or automatically',
	},
	{
		name: 'Affiliate Deactivated',
		value: 'affiliateDeactivated',
		description: 'An affiliate was denied or disabled',
	},
	{
		name: 'Affiliate Details Change',
		value: 'affiliateDetailsChange',
		description: 'Profile, address, custom fields or offer of an affiliate changed',
	},
	{
		name: 'Affiliate Status Change',
		value: 'affiliateStatusChange',
		description: 'The status of an affiliate changed, to whatever it is now',
	},
	{
		name: 'All Events',
		value: ALL_EVENTS,
		description: 'Every webhook with a valid signature, topics that are not known yet included',
	},
	{
		name: 'Bonus Tier Movement',
		value: 'bonusTierMovement',
		description: 'An affiliate reached a bonus tier (Enterprise plans of Refersion)',
	},
	{
		name: 'Conversion Approved',
		value: 'conversionApproved',
		description: 'A conversion was approved, also from the start',
	},
	{
		name: 'Conversion Denied',
		value: 'conversionDenied',
		description: 'A conversion was denied, also from the start',
	},
	{
		name: 'New Affiliate',
		value: 'newAffiliate',
		description: 'An affiliate account was created, in whatever status',
	},
	{
		name: 'New Conversion',
		value: 'newConversion',
		description: 'A conversion was recorded',
	},
	{
		name: 'New Conversion Trigger',
		value: 'newConversionTrigger',
		description: 'A coupon, SKU or email was assigned to an affiliate',
	},
	{
		name: 'New Payment',
		value: 'newPayment',
		description: 'Affiliates were paid',
	},
];

const TIME_ZONE_LABEL = 'Refersion Time Zone';

/** The values that events can be chosen by. */
export function eventNames(options: INodePropertyOptions[]): string[] {
	return options.map(({ value }) => String(value));
}

/** What stands below a trigger on the canvas: its events as the panel names them. */
export const eventsSubtitle = `={{ $parameter["events"].map((event) => (${JSON.stringify(
	Object.fromEntries(eventOptions.map(({ value, name }) => [value, name])),
)})[event] ?? event).join(", ") }}`;

/** The parameters of the Refersion Trigger. */
export const triggerProperties: INodeProperties[] = [
	noticeWithSteps(
		'webhookNotice',
		'Refersion has no API for webhooks. Connect it once, in this order:',
		[
			'Copy the Production URL above.',
			'In Refersion, open Account &gt; Settings &gt; Webhooks and click + Create New Webhook.',
			'Choose All Topics, paste the URL and save. For approvals alone choose New Affiliate and Affiliate Status Change, one webhook each.',
			'On the same page, show the Webhook Signing Secret. Paste it into the Refersion credential: without it this workflow cannot be published.',
		],
	),
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: ['affiliateApproved'],
		description: 'What starts the workflow',
		options: eventOptions,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: TIME_ZONE_LABEL,
				name: 'timeZone',
				type: 'string',
				default: 'UTC',
				placeholder: 'e.g. America/New_York',
				description:
					"Time zone of the times in Refersion's webhooks, by its IANA name. Refersion does not say which it is; the times of its API are in UTC. The items have all times in UTC.",
			},
		],
	},
];

/**
 * The time zone that Refersion's times are in.
 *
 * @param value the option
 * @throws ProblemError for what is no IANA time zone
 */
export function readTimeZone(value: unknown): string {
	const zone = asText(value, TIME_ZONE_LABEL);
	if (isTimeZone(zone)) return zone;
	throw invalidInput(
		TIME_ZONE_LABEL,
		zone ? `is no time zone: "${zone}"` : 'is empty',
		'Give one by its IANA name, such as UTC or America/New_York.',
	);
}

function isTimeZone(zone: string): boolean {
	try {
		return zone !== '' && new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
	} catch {
		return false;
	}
}
