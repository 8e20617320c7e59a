import type { IDataObject } from 'n8n-workflow';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { collect, howMany, readLimit } from '../../../shared/paging';
import { templateItem } from '../../rules/templates';
import { templatePages } from '../../transport/templates';
import { lazyClient } from '../perContact';

export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		description: 'Get your own templates; deleted ones are listed as not active',
		action: 'Get many templates',
	},
	properties: howMany,
	async execute(itemCount) {
		const connect = lazyClient.call(this);
		return await forEachItem.call(this, itemCount, async (itemIndex) => {
			const limit = readLimit.call(this, itemIndex);
			const pages = templatePages(await connect(), limit);
			return await (collect<IDataObject, IDataObject>).call(this, pages, limit, (rows) =>
				rows.map(templateItem),
			);
		});
	},
};
