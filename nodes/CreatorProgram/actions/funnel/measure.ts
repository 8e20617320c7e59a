import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { calendarOf } from '../../../shared/days';
import { ItemInput } from '../../../shared/input';
import type { BranchingOperation } from '../../../shared/operations';
import { contactFrom } from '../../contacts/find';
import { measureCreators } from '../../funnel/creators';
import { funnelNumbers } from '../../funnel/numbers';
import { salesTotals } from '../../funnel/sales';
import type { FunnelWords } from '../../words/en/funnel';
import { attempt } from '../attempt';
import {
	checkRows,
	CONVERSION,
	CONVERSION_REMEDY,
	readList,
	requiredList,
	rowsIfKnown,
	type NotKnown,
} from '../lists';
import { funnelProperties } from './properties';
import { readFunnelSettings } from './readSettings';

export const measure: BranchingOperation = {
	option: {
		name: 'Measure',
		value: 'measure',
		description:
			'How far each creator has come from approved to paid, since when, and what to do next; and the numbers of all. Writes nothing.',
		action: 'Measure how far creators have come',
	},
	inputs: ['Affiliates', 'Contacts', 'Conversions', 'Offers'],
	outputs: ['Creators', 'Numbers'],
	properties: funnelProperties,
	async executeBranches() {
		return attempt(this, 2, () => measureAll(this));
	},
};

function measureAll(context: IExecuteFunctions): INodeExecutionData[][] {
	const settings = readFunnelSettings(new ItemInput(context, 0));
	const calendar = calendarOf(context.getTimezone(), new Date());
	const { rows: affiliates, places } = requiredList(context, 0, 'Affiliates');
	checkRows(
		affiliates,
		'Affiliates',
		['code', 'email'],
		'Connect Affiliate: Get Many of Refersion.',
	);
	const contacts = requiredList(context, 1, 'Contacts').rows;
	checkRows(contacts, 'Contacts', CONTACT, CONTACT_REMEDY);
	const conversions = readList(context, 2);
	const sales = 'rows' in conversions ? conversions.rows : undefined;
	checkRows(sales ?? [], 'Conversions', CONVERSION, CONVERSION_REMEDY);
	const offers = rowsIfKnown(readList(context, 3));
	const creators = measureCreators(
		{ affiliates, contacts: contacts.map(contactFrom), conversions: sales, offers },
		settings,
		calendar,
	);
	const numbers = funnelNumbers(
		{
			creators,
			sales: sales ? salesTotals(sales, settings.currency) : null,
			unknownBecause: 'rows' in conversions ? '' : because(conversions.notKnown, settings.words),
			today: calendar.today,
		},
		settings,
	);
	return [
		creators.map((json, index) => ({ json, pairedItem: { item: places[index] } })),
		[{ json: numbers, pairedItem: { item: 0 } }],
	];
}

const CONTACT = ['email_address', 'status', 'merge_fields', 'tags', 'stats'];
const CONTACT_REMEDY =
	'Connect Contact: Get Many of Mailchimp, with Simplify off, and with these fields if any are chosen.';

/** Why the sales are not known, in words. */
function because({ code, message }: NotKnown, { unknown }: FunnelWords): string {
	if (code === 'no_graphql_token') return unknown.no_graphql_token;
	return code === 'not_read' ? unknown.not_read : unknown.failed(message);
}
