import type { Operation } from '../../../shared/operations';
import { outputItem, readToolOutput, toolOutput } from '../../../shared/output';
import { howMany, readLimit } from '../../../shared/paging';
import { mergeFieldItem, mergeFieldsPath } from '../../mergeFields/audienceFields';
import { audience } from '../../parameters';
import { MailchimpRun } from '../../run';
import { readPages } from '../../transport/pages';

export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		description: 'Get the merge fields of an audience with their types and choices',
		action: 'Get many merge fields',
	},
	properties: [audience, ...howMany, ...toolOutput('e.g. tag, type, options.choices')],
	async execute() {
		const run = new MailchimpRun(this);
		return await run.forEachItem(async (input) => {
			const audienceId = await run.audienceId(input);
			const limit = readLimit(input);
			const output = readToolOutput(this, input) ?? { kind: 'simple', fields: [] };
			const path = mergeFieldsPath(audienceId);
			const pages = readPages(await run.client(), {
				path,
				rows: 'merge_fields',
				key: 'merge_id',
				limit,
			});
			return await run.collect(pages, limit, (raw) =>
				outputItem(output, { raw, simple: mergeFieldItem(raw, audienceId) }),
			);
		});
	},
};
