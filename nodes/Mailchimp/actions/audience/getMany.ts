import type { IDataObject } from 'n8n-workflow';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { collect, howMany, readLimit } from '../../../shared/paging';
import { audienceItem } from '../../rules/audience';
import { readPages } from '../../transport/pages';
import { lazyClient } from '../perContact';

export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		description: 'Get the audiences of the account with their opt-in setting and member count',
		action: 'Get many audiences',
	},
	properties: howMany,
	async execute(itemCount) {
		const connect = lazyClient.call(this);
		return await forEachItem.call(this, itemCount, async (itemIndex) => {
			const limit = readLimit.call(this, itemIndex);
			const pages = readPages(await connect(), { path: '/lists', rows: 'lists', limit });
			return await (collect<IDataObject, IDataObject>).call(this, pages, limit, (rows) =>
				rows.map(audienceItem),
			);
		});
	},
};
