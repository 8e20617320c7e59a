import type { Operation } from '../../../shared/operations';
import { howMany, readLimit } from '../../../shared/paging';
import { Run } from '../../../shared/run';
import { affiliatePages, findAffiliates } from '../../transport/affiliateLists';
import { asFilter } from '../common';

export const search: Operation = {
	option: {
		name: 'Search',
		value: 'search',
		description:
			'Find affiliates by their exact ID or by a part of their email. Gives nothing when there is no hit; the tracking link comes with Get.',
		action: 'Search for affiliates',
	},
	properties: [
		{
			displayName: 'Keyword',
			name: 'keyword',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. bill@ or 37567438',
			description: 'The ID of an affiliate, or a part of the email',
		},
		...howMany,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'First Name',
					name: 'firstName',
					type: 'string',
					default: '',
					description: 'Only affiliates with this first name',
				},
				{
					displayName: 'Last Name',
					name: 'lastName',
					type: 'string',
					default: '',
					description: 'Only affiliates with this last name',
				},
			],
		},
	],
	async execute() {
		const run = new Run(this);
		return await run.forEachItem(async (input) => {
			const options = input.collection('options', 'Options');
			const limit = readLimit(input);
			const wanted = {
				keyword: input.required('keyword', 'Keyword'),
				firstName: options.ifAdded('firstName', (value) => asFilter(value, 'First Name')),
				lastName: options.ifAdded('lastName', (value) => asFilter(value, 'Last Name')),
			};
			const pages = affiliatePages.call(
				this,
				async (page) => await findAffiliates.call(this, wanted, page),
				{ limit, isParallel: limit === Infinity },
			);
			return await run.collect(pages, limit, (affiliate) => affiliate);
		});
	},
};
