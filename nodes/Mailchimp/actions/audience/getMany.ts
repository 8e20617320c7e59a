import type { Operation } from '../../../shared/operations';
import { howMany, readLimit } from '../../../shared/paging';
import { MailchimpRun } from '../../run';
import { audienceItem } from '../../transport/audiences';
import { readPages } from '../../transport/pages';

export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		description: 'Get the audiences of the account with their opt-in setting and member count',
		action: 'Get many audiences',
	},
	properties: howMany,
	async execute() {
		const run = new MailchimpRun(this);
		return await run.forEachItem(async (input) => {
			const limit = readLimit(input);
			const pages = readPages(await run.client(), { path: '/lists', rows: 'lists', limit });
			return await run.collect(pages, limit, audienceItem);
		});
	},
};
