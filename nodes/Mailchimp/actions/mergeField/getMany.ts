import type { IDataObject } from 'n8n-workflow';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { collect, howMany, readLimit } from '../../../shared/paging';
import { mergeFieldItem, mergeFieldsPath } from '../../transport/mergeFields';
import { readPages } from '../../transport/pages';
import { audience } from '../common';
import { readAudience } from '../parameters';
import { lazyClient } from '../perContact';

export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		description: 'Get the merge fields of an audience with their types and choices',
		action: 'Get many merge fields',
	},
	properties: [audience, ...howMany],
	async execute(itemCount) {
		const connect = lazyClient.call(this);
		return await forEachItem.call(this, itemCount, async (itemIndex) => {
			const audienceId = readAudience.call(this, itemIndex);
			const limit = readLimit.call(this, itemIndex);
			const pages = readPages(await connect(), {
				path: mergeFieldsPath(audienceId),
				rows: 'merge_fields',
				limit,
			});
			return await (collect<IDataObject, IDataObject>).call(this, pages, limit, (rows) =>
				rows.map((row) => mergeFieldItem(row, audienceId)),
			);
		});
	},
};
