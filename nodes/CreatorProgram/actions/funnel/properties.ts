import type { INodeProperties } from 'n8n-workflow';
import { STUCK_AFTER } from '../../funnel/settings';
import { languageProperty } from '../../words';
import { keyMergeField, linkMergeField, liveTag, welcomeTag } from '../settings/names.properties';
import { fieldsOrSettings } from '../settingsNode';
import { STUCK_LABELS } from './readSettings';

const days = (name: keyof typeof STUCK_AFTER, description: string): INodeProperties => {
	const fallback = STUCK_AFTER[name];
	return {
		displayName: STUCK_LABELS[name],
		name,
		type: 'number',
		typeOptions: { minValue: 0 },
		default: fallback,
		description,
	};
};

const stuckAfter: INodeProperties = {
	displayName: 'Stuck After (Days)',
	name: 'stuckAfter',
	type: 'collection',
	placeholder: 'Add Step',
	default: {},
	description: 'After how many days without the step a creator counts as stuck',
	options: [
		days('clicked', 'Days without a click, counted from joining the audience'),
		days('contact', 'Days without being reachable, counted from joining the audience'),
		days('sold', 'Days without a sale, counted from the day on which the link was live'),
		days('live', 'Days without the link on the page, counted from the last check or from joining'),
		days('opened', 'Days without opening a mail, counted from joining the audience'),
		days('paid', 'Days without a payment, counted from the first sale that is not paid'),
	],
};

const shown = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 12,
	description,
});

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Currency',
			name: 'currency',
			type: 'string',
			default: 'USD',
			placeholder: 'e.g. EUR',
			description: 'The currency of sales that come without one',
		},
		{
			displayName: 'Link Live When',
			name: 'liveStatuses',
			type: 'string',
			default: 'live',
			description: 'Values of LINKSTATUS with which the link was seen, separated by commas',
		},
		shown('Months Shown', 'monthsShown', 'How many months; older ones are added up'),
		shown('Names in Each List', 'peopleShown', 'How many names each list of who is stuck has'),
		{
			displayName: 'Offer Names',
			name: 'offerNames',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Offer' },
			placeholder: 'Add Offer',
			default: {},
			description:
				'Names of offers by their number, where those of Refersion are not the right ones',
			options: [
				{
					displayName: 'Offer',
					name: 'row',
					values: [
						{
							displayName: 'Offer ID',
							name: 'offerId',
							type: 'string',
							default: '',
							placeholder: 'e.g. 1234',
						},
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							default: '',
							placeholder: 'e.g. Standard',
						},
					],
				},
			],
		},
		shown('Offers Shown', 'offersShown', 'How many offers, those with the most creators first'),
	],
};

/** The parameters of Funnel: Measure. */
export const funnelProperties: INodeProperties[] = [
	{
		displayName:
			'Switch on Always Output Data in the settings of the nodes that read the lists: then an empty list is told from one that was not read. Without conversions, sales are "not known" and never 0.',
		name: 'funnelNotice',
		type: 'notice',
		default: '',
	},
	...fieldsOrSettings('Set Program Report', [
		languageProperty,
		welcomeTag,
		liveTag,
		linkMergeField,
		keyMergeField,
	]),
	stuckAfter,
	options,
];
