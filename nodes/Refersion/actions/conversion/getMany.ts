import type { IDataObject } from 'n8n-workflow';
import { asChoice, type ItemInput } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import { exceptInTools, outputItem, readToolOutput, toolOutput } from '../../../shared/output';
import { howMany, readLimit } from '../../../shared/paging';
import { Run } from '../../../shared/run';
import { needsGraphqlToken } from '../../graphqlHints';
import { conversionItem, simpleConversion } from '../../graphqlItems';
import {
	CONVERSION_STATUSES,
	graphqlConversions,
	type ConversionFilter,
} from '../../transport/graphql';
import { createdFilters, readWindow } from '../timeWindow';
import { newestConversions } from './newest';
import { conversionStatuses, PAYMENT_STATUSES } from './statuses';

export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		description:
			'Get conversions (sales credited to affiliates) by time, status and payment status; with a limit, the newest. Needs the GraphQL token.',
		action: 'Get many conversions',
	},
	hints: [needsGraphqlToken()],
	properties: [
		...howMany,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				...createdFilters,
				{
					displayName: 'Payment Status',
					name: 'paymentStatus',
					type: 'options',
					default: 'UNPAID',
					description: 'Only those whose commission was paid to the affiliate, or was not yet',
					options: [
						{ name: 'Paid', value: 'PAID' },
						{ name: 'Unpaid', value: 'UNPAID' },
					],
				},
				{
					displayName: 'Statuses',
					name: 'statuses',
					type: 'multiOptions',
					default: [],
					description: 'Only those with one of these statuses; all of them when none is chosen',
					options: conversionStatuses,
				},
			],
		},
		...toolOutput('e.g. created, status, commission_total, affiliate_email'),
		exceptInTools({
			displayName: 'Simplify',
			name: 'simplify',
			type: 'boolean',
			default: true,
			description: 'Whether to return a simplified version of the response instead of the raw data',
		}),
	],
	async execute() {
		const run = new Run(this);
		return await run.forEachItem(async (input) => {
			const output = readToolOutput(this, input) ?? {
				kind: input.switch('simplify', 'Simplify', true) ? 'simple' : 'raw',
				fields: [],
			};
			const toItem = (sent: IDataObject) => {
				const raw = conversionItem(sent);
				return outputItem(output, { raw, simple: simpleConversion(raw) });
			};
			const filter = readFilter(input, this.getTimezone());
			const limit = readLimit(input);
			if (limit !== Infinity) return (await newestConversions(run, filter, limit)).map(toItem);
			return await run.collect(graphqlConversions.call(this, filter), Infinity, toItem);
		});
	},
};

function readFilter(input: ItemInput, zone: string): ConversionFilter {
	const filters = input.collection('filters', 'Filters');
	const statuses = filters.choices('statuses', 'Statuses', CONVERSION_STATUSES, []);
	return {
		...readWindow(filters, zone),
		statuses: statuses.length > 0 ? statuses : undefined,
		paymentStatus: filters.ifAdded('paymentStatus', (value) =>
			asChoice(value, 'Payment Status', PAYMENT_STATUSES),
		),
	};
}
