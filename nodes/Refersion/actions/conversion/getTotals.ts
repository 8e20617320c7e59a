import type { IDataObject } from 'n8n-workflow';
import { asChoice, asSwitch, type ItemInput } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import { invalidInput } from '../../../shared/problem';
import { Run } from '../../../shared/run';
import { CONVERSION_STATUSES } from '../../transport/graphql';
import { readTotals, utcText } from '../../transport/totals';
import { asId } from '../common';
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
			async (input) => await readTotals.call(this, readBody(input, this.getTimezone())),
		);
	},
};

function readBody(input: ItemInput, zone: string): IDataObject {
	const status = input.choices('statuses', 'Statuses', CONVERSION_STATUSES, []);
	if (status.length === 0) {
		throw invalidInput('Statuses', 'is empty', 'Choose at least one status.');
	}
	const filters = input.collection('filters', 'Filters');
	const { from, to } = readWindow(filters, zone);
	const type = filters.choices('type', 'Types', TYPE_VALUES, []);
	// What is undefined is not sent: JSON has no such value.
	return {
		status,
		created_from: from === undefined ? undefined : utcText(from),
		created_to: to === undefined ? undefined : utcText(to),
		offer_id: filters.ifAdded('offer_id', (value) => asId(value, 'Offer ID')),
		affiliate_id: filters.ifAdded('affiliate_id', (value) => asId(value, 'Affiliate ID')),
		payment_status: filters.ifAdded('payment_status', (value) =>
			asChoice(value, 'Payment Status', PAYMENT_STATUSES),
		),
		is_test_conversion: filters.ifAdded('is_test_conversion', (value) =>
			asSwitch(value, 'Test Conversions'),
		),
		type: type.length > 0 ? type : undefined,
	};
}
