import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../../shared/operations';
import { howMany, readLimit } from '../../../shared/paging';
import { audience } from '../../parameters';
import { MailchimpRun } from '../../run';
import { listTags } from '../../transport/tags';

export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		description: 'Get the tags of an audience, also only those that begin with certain letters',
		action: 'Get many tags',
	},
	properties: [
		audience,
		...howMany,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Prefix',
					name: 'prefix',
					type: 'string',
					default: '',
					placeholder: 'e.g. tier-',
					description: 'Beginning of the name; upper and lower case make no difference',
				},
			],
		},
	],
	async execute() {
		const run = new MailchimpRun(this);
		return await run.forEachItem(async (input) => {
			const audienceId = await run.audienceId(input);
			const limit = readLimit(input);
			const prefix = input.text('filters.prefix', 'Prefix');
			const pages = listTags(await run.client(), audienceId, prefix);
			const toItem = ({ id, name }: IDataObject) => ({ id, name, audience_id: audienceId });
			return await run.collect(pages, limit, toItem);
		});
	},
};
