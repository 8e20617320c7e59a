import type { Operation } from '../../../shared/operations';
import { howMany, readLimit } from '../../../shared/paging';
import { MailchimpRun } from '../../run';
import { mergeFieldItem, mergeFieldsPath } from '../../transport/mergeFields';
import { readPages } from '../../transport/pages';
import { audience } from '../parameters';

export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		description: 'Get the merge fields of an audience with their types and choices',
		action: 'Get many merge fields',
	},
	properties: [audience, ...howMany],
	async execute() {
		const run = new MailchimpRun(this);
		return await run.forEachItem(async (input) => {
			const audienceId = await run.audienceId(input);
			const limit = readLimit(input);
			const path = mergeFieldsPath(audienceId);
			const pages = readPages(await run.client(), {
				path,
				rows: 'merge_fields',
				key: 'merge_id',
				limit,
			});
			return await run.collect(pages, limit, (row) => mergeFieldItem(row, audienceId));
		});
	},
};
