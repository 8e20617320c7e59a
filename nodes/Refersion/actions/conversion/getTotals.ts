import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { asChoice, asLocator, asSwitch, type ItemInput, type Locator } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import { invalidInput } from '../../../shared/problem';
import { Run } from '../../../shared/run';
import { CONVERSION_STATUSES } from '../../transport/graphql';
import { readTotals, utcText } from '../../transport/totals';
import { affiliateId } from '../affiliate/resolve';
import { asId, asOfferId } from '../common';
import { readWindow } from '../timeWindow';
import { getTotalsProperties, TYPE_VALUES } from './getTotals.properties';
import { PAYMENT_STATUSES } from './statuses';

export const getTotals: Operation = {
	option: {
		name: 'Get Totals',
		value: 'getTotals',
		description:
			'Get the number of conversions, their commission and their order value, by status, time, affiliate or offer',
		action: 'Get totals of conversions',
	},
	properties: getTotalsProperties,
	async execute() {
		return await new Run(this).forEachItem(
			async (input) => await readTotals.call(this, await readBody.call(this, input)),
		);
	},
};

async function readBody(this: IExecuteFunctions, input: ItemInput): Promise<IDataObject> {
	const status = input.choices('statuses', 'Statuses', CONVERSION_STATUSES, []);
	if (status.length === 0) {
		throw invalidInput('Statuses', 'is empty', 'Choose at least one status.');
	}
	const filters = input.collection('filters', 'Filters');
	const { from, to } = readWindow(filters, this.getTimezone());
	const type = filters.choices('type', 'Types', TYPE_VALUES, []);
	const affiliate = filters.ifAdded('affiliate_id', asAffiliate);
	// What is undefined is not sent: JSON has no such value.
	const body: IDataObject = {
		status,
		created_from: from === undefined ? undefined : utcText(from),
		created_to: to === undefined ? undefined : utcText(to),
		offer_id: filters.ifAdded('offer_id', asOfferId),
		payment_status: filters.ifAdded('payment_status', (value) =>
			asChoice(value, 'Payment Status', PAYMENT_STATUSES),
		),
		is_test_conversion: filters.ifAdded('is_test_conversion', (value) =>
			asSwitch(value, 'Test Conversions'),
		),
		type: type.length > 0 ? type : undefined,
	};
	// Last, so that nothing is asked for an item that is not right.
	if (affiliate) body.affiliate_id = await affiliateId.call(this, affiliate);
	return body;
}

/** A chosen affiliate; a plain value, as of an expression, is the numeric id. */
function asAffiliate(value: unknown): Locator {
	const locator = asLocator(value, 'Affiliate', 'id');
	if (locator.mode === 'id') asId(locator.value, 'Affiliate');
	return locator;
}
