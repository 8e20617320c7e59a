import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { asCurrency } from '../../../shared/currency';
import type { BranchingOperation } from '../../../shared/operations';
import { withSettings } from '../../../shared/settings';
import { contactFrom, withTag, type Contact } from '../../contacts/find';
import { measurePayDay } from '../../payday/measure';
import { readMergeField, readTag } from '../../settings/names';
import { LANGUAGES, languageProperty } from '../../words';
import { formatOf, LOCALES } from '../../words/numbers';
import { conversionsAt, readList, requiredList, type Wanted } from '../lists';
import {
	keyMergeField,
	linkMergeField,
	missingTag,
	unpaidMergeField,
} from '../settings/names.properties';
import { fieldsOrSettings } from '../settingsNode';

export const measure: BranchingOperation = {
	option: {
		name: 'Measure',
		value: 'measure',
		description:
			'What is approved and not paid, by age and currency, and which active affiliates have no PayPal address. Pays nothing and writes nothing.',
		action: 'Measure what waits for pay day',
	},
	inputs: ['Affiliates', 'Conversions', 'Contacts', 'Reminded'],
	needsInputs: true,
	outputs: ['Contacts', 'Unpaid', 'Numbers'],
	properties: [
		{
			displayName:
				'Affiliates need Include PayPal Address. Switch on Always Output Data in the settings of the nodes that read the lists: then an empty list is told from one that was not read.',
			name: 'payDayNotice',
			type: 'notice',
			default: '',
		},
		...fieldsOrSettings('Set Pay Day', [
			languageProperty,
			{
				displayName: 'Remind Creators',
				name: 'remind',
				type: 'boolean',
				default: false,
				description:
					'Whether the contacts of creators who have commission to come and no PayPal address are given out at the output Contacts for a reminder, and of those who have one now to take the tag off. Needs the contacts, and at Reminded those with the tag.',
			},
			{ ...missingTag, displayOptions: { show: { remind: [true] } } },
			{ ...unpaidMergeField, displayOptions: { show: { remind: [true] } } },
			{ ...keyMergeField, displayOptions: { show: { remind: [true] } } },
			{ ...linkMergeField, displayOptions: { show: { remind: [true] } } },
		]),
		{
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
			],
		},
	],
	async executeBranches() {
		return await Promise.resolve(measureAll(this));
	},
};

function measureAll(context: IExecuteFunctions): INodeExecutionData[][] {
	const input = withSettings(context);
	const language = input.choice('language', 'Language', LANGUAGES, 'en');
	const reminds = input.switch('remind', 'Remind Creators', false);
	const mergeField = (name: string, label: string) =>
		reminds ? readMergeField(input, name, label) : '';
	const options = input.collection('options', 'Options');
	const settings = {
		missingTag: reminds ? readTag(input, 'missingTag', 'PayPal Missing Tag') : '',
		unpaidMergeField: mergeField('unpaidMergeField', 'Unpaid Merge Field'),
		keyMergeField: mergeField('keyMergeField', 'Key Merge Field'),
		linkMergeField: mergeField('linkMergeField', 'Link Merge Field'),
		currency: options.ifAdded('currency', (value) => asCurrency(value, 'Currency')) ?? 'USD',
	};
	const { rows: affiliates, places } = requiredList(context, AFFILIATES);
	const conversions = requiredList(context, conversionsAt(1)).rows;
	const contacts = reminds ? readContacts(context, settings.missingTag) : undefined;
	const lists = { affiliates, conversions, contacts };
	const format = formatOf(LOCALES[language]);
	const { rows, numbers, changes } = measurePayDay(lists, settings, format, new Date());
	return [
		changes.map(({ item, index }) => ({ json: item, pairedItem: { item: places[index] } })),
		rows.map((json) => ({ json, pairedItem: { item: 0 } })),
		[{ json: numbers, pairedItem: { item: 0 } }],
	];
}

const AFFILIATES: Wanted = {
	index: 0,
	label: 'Affiliates',
	fields: ['code', 'email', 'paypal_email'],
	remedy: 'Connect Affiliate: Get Many of Refersion, with the option Include PayPal Address.',
};

const membersAt = (index: number, label: string): Wanted => ({
	index,
	label,
	fields: ['email_address', 'status', 'merge_fields'],
	remedy:
		'Connect Tag: Get Members of Mailchimp, with Simplify off, and with these fields if any are chosen.',
});

/** The contacts of creators, with the tag where they have it: Mailchimp's list of a tag's members has no tags. */
function readContacts(context: IExecuteFunctions, missingTag: string): Contact[] {
	const contacts = requiredList(context, membersAt(2, 'Contacts')).rows.map(contactFrom);
	const wanted = membersAt(3, 'Reminded');
	const reminded = readList(context, wanted);
	// Before the first reminder there is no such tag.
	if ('notKnown' in reminded && reminded.notKnown.code === 'no_such_tag') return contacts;
	return withTag(contacts, requiredList(context, wanted).rows.map(contactFrom), missingTag);
}
