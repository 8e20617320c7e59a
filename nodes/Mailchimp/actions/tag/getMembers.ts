import type { IDataObject } from 'n8n-workflow';
import { forEachItem } from '../../../shared/items';
import type { Operation } from '../../../shared/operations';
import { collect, howMany, readLimit } from '../../../shared/paging';
import { contactItem } from '../../rules/contactFields';
import { contactPages } from '../../transport/contacts';
import { audience, tag } from '../common';
import { fieldChoice, readFieldChoice } from '../contactOutput';
import { readAudience, readTag } from '../parameters';
import { lazyClient } from '../perContact';
import { existingTag } from './existingTag';

export const getMembers: Operation = {
	option: {
		name: 'Get Members',
		value: 'getMembers',
		description: 'Get the contacts that have a tag. 1,000 are read at a time.',
		action: 'Get the members of a tag',
	},
	properties: [
		audience,
		{ ...tag, required: true },
		...howMany,
		...fieldChoice,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Subscribed Only',
					name: 'subscribedOnly',
					type: 'boolean',
					default: false,
					description:
						'Whether to leave out contacts that have unsubscribed, were cleaned because mails bounced, or never signed up',
				},
			],
		},
	],
	async execute(itemCount) {
		const connect = lazyClient.call(this);
		return await forEachItem.call(this, itemCount, async (itemIndex) => {
			const audienceId = readAudience.call(this, itemIndex);
			const name = readTag.call(this, itemIndex);
			const limit = readLimit.call(this, itemIndex);
			const choice = readFieldChoice.call(this, itemIndex);
			const only = this.getNodeParameter('options.subscribedOnly', itemIndex, false) === true;
			const client = await connect();
			const filter = {
				audienceId,
				tag: await existingTag.call(this, client, audienceId, name),
				status: only ? 'subscribed' : undefined,
			};
			const pages = contactPages(client, filter, choice, limit);
			return await (collect<IDataObject, IDataObject>).call(this, pages, limit, (members) =>
				members.map((member) => contactItem(member, choice)),
			);
		});
	},
};
