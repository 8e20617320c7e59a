import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { readLink, reportId } from './link';

export const getDownloadLink: Operation = {
	option: {
		name: 'Get Download Link',
		value: 'getDownloadLink',
		description: 'Get a link to the file of a report. It works for two minutes.',
		action: 'Get the download link of a report',
	},
	properties: [reportId],
	async execute(itemCount) {
		return await forEachItem.call(
			this,
			itemCount,
			async (itemIndex) => await readLink.call(this, itemIndex),
		);
	},
};
