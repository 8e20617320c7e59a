import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import type { Affiliate } from '../../affiliate';
import { affiliatePages, findAffiliates } from '../../transport/affiliateLists';
import { filledFields } from '../common';
import { collect, howMany, readLimit } from '../../../shared/paging';
import { readRequired } from '../../../shared/parameters';

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
	async execute(itemCount) {
		return await forEachItem.call(this, itemCount, async (itemIndex): Promise<Affiliate[]> => {
			const wanted = {
				keyword: readRequired.call(this, 'keyword', 'Keyword', itemIndex),
				...filledFields(this.getNodeParameter('options', itemIndex, {})),
			};
			const pages = affiliatePages.call(
				this,
				async (page) => await findAffiliates.call(this, wanted, page),
			);
			const limit = readLimit.call(this, itemIndex);
			return await (collect<Affiliate, Affiliate>).call(this, pages, limit, (found) => found);
		});
	},
};
