import { calendarOf } from '../../../shared/days';
import { ItemInput } from '../../../shared/input';
import type { BranchingOperation } from '../../../shared/operations';
import { contactFrom } from '../../contacts/find';
import { measureCreators } from '../../funnel/creators';
import { funnelNumbers } from '../../funnel/numbers';
import { salesTotals } from '../../funnel/sales';
import type { FunnelWords } from '../../words/en/funnel';
import { readList, requiredList, rowsIfKnown, type NotKnown } from '../lists';
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
		const settings = readFunnelSettings(new ItemInput(this, 0));
		const calendar = calendarOf(this.getTimezone(), new Date());
		const affiliates = requiredList(this, 0, 'Affiliates');
		const contacts = requiredList(this, 1, 'Contacts').rows.map(contactFrom);
		const conversions = readList(this, 2);
		const offers = rowsIfKnown(readList(this, 3));
		const sales = 'rows' in conversions ? conversions.rows : undefined;
		const creators = measureCreators(
			{ affiliates: affiliates.rows, contacts, conversions: sales, offers },
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
			creators.map((json, index) => ({ json, pairedItem: { item: affiliates.places[index] } })),
			[{ json: numbers, pairedItem: { item: 0 } }],
		];
	},
};

/** Why the sales are not known, in words. */
function because({ code, message }: NotKnown, { unknown }: FunnelWords): string {
	if (code === 'no_graphql_token') return unknown.no_graphql_token;
	return code === 'not_read' ? unknown.not_read : unknown.failed(message);
}
