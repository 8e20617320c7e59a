import type { IBinaryData } from 'n8n-workflow';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { readRequired } from '../../../shared/parameters';
import { downloadReport } from '../../transport/download';
import { readLink, reportId } from './link';

const BYTES_PER_MB = 1024 * 1024;

export const download: Operation = {
	option: {
		name: 'Download',
		value: 'download',
		description: 'Download the file of a report as binary data',
		action: 'Download a report',
	},
	properties: [
		reportId,
		{
			displayName: 'Put Output File in Field',
			name: 'binaryPropertyName',
			type: 'string',
			required: true,
			default: 'data',
			hint: 'The name of the output binary field to put the file in',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Size Limit (MB)',
					name: 'sizeLimitMb',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: 50,
					description:
						'A larger file is not downloaded, so that it cannot use up the memory of n8n',
				},
			],
		},
	],
	async execute(itemCount) {
		const files = new Map<number, { field: string; data: IBinaryData }>();
		const items = await forEachItem.call(this, itemCount, async (itemIndex) => {
			const field = readRequired.call(
				this,
				'binaryPropertyName',
				'Put Output File in Field',
				itemIndex,
			);
			const limit = Number(this.getNodeParameter('options.sizeLimitMb', itemIndex, 50));
			const { report_id: id, download_link: link } = await readLink.call(this, itemIndex);
			const file = await downloadReport.call(this, String(link), limit * BYTES_PER_MB);
			const data = await this.helpers.prepareBinaryData(
				file.content,
				file.name ?? `report-${String(id)}.csv`,
				file.mimeType,
			);
			files.set(itemIndex, { field, data });
			return { report_id: id, file_name: data.fileName, bytes: file.content.length };
		});
		return items.map((item) => {
			const paired = item.pairedItem;
			const file = typeof paired === 'object' && 'item' in paired && files.get(paired.item);
			return file ? { ...item, binary: { [file.field]: file.data } } : item;
		});
	},
};
