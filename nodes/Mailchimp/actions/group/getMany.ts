import type { Operation } from '../../../shared/operations';
import { howMany, readLimit } from '../../../shared/paging';
import { audience } from '../../parameters';
import { MailchimpRun } from '../../run';
import { readGroups } from '../../transport/audiences';

export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		description: 'Get the groups of an audience, each with the category that it is in',
		action: 'Get many groups',
	},
	properties: [audience, ...howMany],
	async execute() {
		const run = new MailchimpRun(this);
		return await run.forEachItem(async (input) => {
			const audienceId = await run.audienceId(input);
			const limit = readLimit(input);
			const groups = await readGroups(await run.client(), audienceId);
			return groups.slice(0, limit).map((group) => ({
				id: group.id,
				name: group.name,
				category_id: group.categoryId,
				category: group.category,
				audience_id: audienceId,
			}));
		});
	},
};
