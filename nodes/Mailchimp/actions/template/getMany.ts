import type { Operation } from '../../../shared/operations';
import { howMany, readLimit } from '../../../shared/paging';
import { MailchimpRun } from '../../run';
import { templateItem, templatePages } from '../../transport/templates';

export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		description: 'Get your own templates; deleted ones are listed as not active',
		action: 'Get many templates',
	},
	properties: howMany,
	async execute() {
		const run = new MailchimpRun(this);
		return await run.forEachItem(async (input) => {
			const limit = readLimit(input);
			return await run.collect(templatePages(await run.client(), limit), limit, templateItem);
		});
	},
};
