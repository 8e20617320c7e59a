import type { IDataObject } from 'n8n-workflow';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { collect, howMany, readLimit } from '../../../shared/paging';
import { listTags } from '../../transport/tagList';
import { audience } from '../common';
import { readAudience } from '../parameters';
import { lazyClient } from '../perContact';

export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		description: 'Get the tags of an audience, also only those that begin with certain letters',
		action: 'Get many tags',
	},
	properties: [
		audience,
		...howMany,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Prefix',
					name: 'prefix',
					type: 'string',
					default: '',
					placeholder: 'e.g. tier-',
					description: 'Beginning of the name; upper and lower case make no difference',
				},
			],
		},
	],
	async execute(itemCount) {
		const connect = lazyClient.call(this);
		return await forEachItem.call(this, itemCount, async (itemIndex) => {
			const audienceId = readAudience.call(this, itemIndex);
			const limit = readLimit.call(this, itemIndex);
			const prefix = String(this.getNodeParameter('filters.prefix', itemIndex, '')).trim();
			const pages = listTags(await connect(), audienceId, prefix);
			return await (collect<IDataObject, IDataObject>).call(this, pages, limit, (tags) =>
				tags.map(({ id, name }) => ({ id, name, audience_id: audienceId })),
			);
		});
	},
};
