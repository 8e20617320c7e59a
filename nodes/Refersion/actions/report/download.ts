import type { Operation } from '../../../shared/operations';
import { Run } from '../../../shared/run';
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
	async execute() {
		const run = new Run(this);
		return await run.settleEachItem(async (input) => {
			const field = input.required('binaryPropertyName', 'Put Output File in Field');
			const limit = input.number('options.sizeLimitMb', 'Size Limit (MB)', 50, { min: 1 });
			const { report_id: id, download_link: link } = await readLink(run, input);
			const file = await downloadReport.call(this, String(link), limit * BYTES_PER_MB);
			const name = file.name ?? `report-${String(id)}.csv`;
			const data = await this.helpers.prepareBinaryData(file.content, name, file.mimeType);
			return {
				output: { report_id: id, file_name: data.fileName, bytes: file.content.length },
				binary: { [field]: data },
			};
		});
	},
};
