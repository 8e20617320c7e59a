import type { Operation } from '../../../shared/operations';
import { toolOutput } from '../../../shared/output';
import { collect, howMany, readLimit } from '../../../shared/paging';
import { Run } from '../../../shared/run';
import { needsGraphqlToken } from '../../graphqlHints';
import { affiliatePages, listAffiliates, PAGE_SIZE } from '../../transport/affiliateLists';
import { flatOutput } from '../toolOutput';
import { detailReader } from './details';
import { LINK_FROM, tellLinkSources } from './links';
import { ofStatus } from './ofStatus';

/** What an agent needs to say who an affiliate is, how it stands, and to go on with it. */
const SIMPLE = [
	'id',
	'code',
	'status',
	'first_name',
	'last_name',
	'email',
	'company_name',
	'link',
	'offer_id',
	'paypal_email',
];

const STATUSES = ['ACTIVE', 'DENIED', 'DISABLED', 'PENDING'] as const;

export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		description:
			'List affiliates, optionally of some statuses only and with their tracking links and PayPal addresses. The whole list is read 100 at a time.',
		action: 'Get many affiliates',
		builderHint: {
			propertyHint:
				'Items have code and no id, and no link, unless Include Tracking Link in Options is on',
		},
	},
	hints: [
		needsGraphqlToken('$parameter["options"]["includePayPal"]'),
		needsGraphqlToken(
			'$parameter["options"]["includeLink"] && $parameter["options"]["linkFrom"] === "shop"',
		),
	],
	properties: [
		...howMany,
		...toolOutput('e.g. code, email, link, custom_fields.Instagram'),
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Statuses',
					name: 'statuses',
					type: 'multiOptions',
					default: ['ACTIVE'],
					description:
						'Only affiliates with one of these statuses, or all when none is chosen. Refersion cannot filter, so all affiliates are read until the limit is reached.',
					options: [
						{ name: 'Active', value: 'ACTIVE', description: 'Approved' },
						{ name: 'Denied', value: 'DENIED' },
						{ name: 'Disabled', value: 'DISABLED' },
						{ name: 'Pending', value: 'PENDING', description: 'Waiting for approval' },
					],
				},
			],
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Include PayPal Address',
					name: 'includePayPal',
					type: 'boolean',
					default: false,
					description:
						'Whether to add <code>paypal_email</code> and the numeric ID: the address, empty when the affiliate has none, <code>null</code> when it is not known because GraphQL does not have the affiliate. Needs the GraphQL token, and is read 200 at a time.',
				},
				{
					displayName: 'Include Tracking Link',
					name: 'includeLink',
					type: 'boolean',
					default: false,
					description:
						'Whether to add the tracking link and the numeric ID. Tracking Link From says which link.',
				},
				{
					displayName: 'Tracking Link From',
					name: 'linkFrom',
					type: 'options',
					default: 'refersion',
					description: 'Which link Include Tracking Link adds',
					options: [
						{
							name: 'Refersion (Own Link, One Request Each)',
							value: 'refersion',
							description:
								'The link that Refersion shows. Each affiliate is read on its own, four at a time.',
						},
						{
							name: 'Shop Address and Code (Few Requests)',
							value: 'shop',
							description:
								"Put together, 200 at a time. Loses Refersion's own domain, UTM parameters and all else that is set for the links of the account or of an affiliate. Needs the GraphQL token.",
						},
					],
				},
			],
		},
	],
	async execute() {
		const run = new Run(this);
		const sources = { shop: 0, refersion: 0 };
		const items = await run.forEachItem(async (input) => {
			const limit = readLimit(input);
			const statuses = input.choices('filters.statuses', 'Statuses', STATUSES, []);
			const isLinkWanted = input.switch('options.includeLink', 'Include Tracking Link', false);
			const linkFrom = input.choice(
				'options.linkFrom',
				'Tracking Link From',
				LINK_FROM,
				'refersion',
			);
			const wanted = {
				link: isLinkWanted ? linkFrom : undefined,
				payPal: input.switch('options.includePayPal', 'Include PayPal Address', false),
			};
			// One small page is enough for a small limit, unless a filter may leave out some of it.
			const pageSize = statuses.length === 0 ? Math.min(limit, PAGE_SIZE) : PAGE_SIZE;
			const pages = affiliatePages.call(
				this,
				async (page) => await listAffiliates.call(this, page, pageSize),
				{ isParallel: limit === Infinity },
			);
			const addDetails = await detailReader.call(this, wanted, sources);
			const toItem = flatOutput(this, input, SIMPLE);
			const affiliates = await collect(ofStatus(pages, statuses), limit, addDetails, run.signal);
			return affiliates.map(toItem);
		});
		tellLinkSources.call(this, sources);
		return items;
	},
};
