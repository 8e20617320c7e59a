import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { calendarOf } from '../../../shared/days';
import type { BranchingOperation } from '../../../shared/operations';
import { withSettings } from '../../../shared/settings';
import { contactFrom } from '../../contacts/find';
import { measureCreators } from '../../funnel/creators';
import { funnelNumbers } from '../../funnel/numbers';
import { findSales, salesTotals } from '../../funnel/sales';
import type { FunnelWords } from '../../words/en/funnel';
import { conversionsAt, readList, requiredList, type NotKnown, type Wanted } from '../lists';
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
	needsInputs: true,
	outputs: ['Creators', 'Numbers'],
	properties: funnelProperties,
	async executeBranches() {
		return await Promise.resolve(measureAll(this));
	},
};

function measureAll(context: IExecuteFunctions): INodeExecutionData[][] {
	const settings = readFunnelSettings(withSettings(context));
	const calendar = calendarOf(context.getTimezone(), new Date());
	const { rows: affiliates, places } = requiredList(context, AFFILIATES);
	const contacts = requiredList(context, CONTACTS).rows;
	const conversions = readList(context, conversionsAt(2));
	const rows = 'rows' in conversions ? conversions.rows : undefined;
	const sales = rows && findSales(rows, affiliates);
	const named = readList(context, OFFERS);
	const offers = 'rows' in named ? named.rows : [];
	const creators = measureCreators(
		{ affiliates, contacts: contacts.map(contactFrom), sales, offers },
		settings,
		calendar,
	);
	const numbers = funnelNumbers(
		{
			creators,
			sales: rows ? salesTotals(rows, settings.currency) : null,
			unassigned: sales?.unassigned ?? 0,
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

const AFFILIATES: Wanted = {
	index: 0,
	label: 'Affiliates',
	fields: ['code', 'email', 'first_name'],
	remedy: 'Connect Affiliate: Get Many of Refersion.',
};

const CONTACTS: Wanted = {
	index: 1,
	label: 'Contacts',
	fields: ['email_address', 'status', 'merge_fields', 'tags', 'stats'],
	remedy:
		'Connect Contact: Get Many of Mailchimp, with Simplify off, and with these fields if any are chosen.',
};

const OFFERS: Wanted = {
	index: 3,
	label: 'Offers',
	fields: ['id', 'name'],
	remedy: 'Connect Offer: Get Many of Refersion.',
};

/** Why the sales are not known, in words. */
function because({ code, message }: NotKnown, { unknown }: FunnelWords): string {
	if (code === 'no_graphql_token') return unknown.no_graphql_token;
	return code === 'not_read' ? unknown.not_read : unknown.failed(message);
}
