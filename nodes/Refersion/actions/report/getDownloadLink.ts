import type { Operation } from '../../../shared/operations';
import { Run } from '../../../shared/run';
import { readLink, reportId } from './link';

export const getDownloadLink: Operation = {
	option: {
		name: 'Get Download Link',
		value: 'getDownloadLink',
		description: 'Get a link to the file of a report. It works for two minutes.',
		action: 'Get the download link of a report',
	},
	properties: [reportId],
	async execute() {
		const run = new Run(this);
		return await run.forEachItem(async (input) => await readLink(run, input));
	},
};
