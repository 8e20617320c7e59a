import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../../shared/operations';
import { howMany, readLimit } from '../../../shared/paging';
import { contactItem } from '../../contact';
import { MailchimpRun } from '../../run';
import { tag } from '../../pickers';
import { readTag } from '../../tags';
import { contactPages } from '../../transport/contacts';
import { existingTag, tagsBeginningWith } from '../../transport/tags';
import { audience, fieldChoice, optionsOf, readFieldChoice } from '../parameters';

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
		optionsOf([
			{
				displayName: 'All Tags That Begin So',
				name: 'byBeginning',
				type: 'boolean',
				default: false,
				description:
					'Whether Tag is the beginning of the names of tags. A contact comes once for each that it has, with its name in the field <code>tag</code>; no such tag is no error.',
			},
			{
				displayName: 'Subscribed Only',
				name: 'subscribedOnly',
				type: 'boolean',
				default: false,
				description:
					'Whether to leave out contacts that have unsubscribed, were cleaned because mails bounced, or never signed up',
			},
		]),
	],
	async execute() {
		const run = new MailchimpRun(this);
		return await run.forEachItem(async (input) => {
			const audienceId = await run.audienceId(input);
			const name = readTag(input);
			const limit = readLimit(input);
			const choice = readFieldChoice(this, input);
			const only = input.switch('options.subscribedOnly', 'Subscribed Only', false);
			const isBeginning = input.switch('options.byBeginning', 'All Tags That Begin So', false);
			const client = await run.client();
			const tags = isBeginning
				? await tagsBeginningWith(client, audienceId, name)
				: [await existingTag(client, audienceId, name)];
			const items: IDataObject[] = [];
			for (const found of tags) {
				const left = limit - items.length;
				if (left <= 0) break;
				const filter = { audienceId, tag: found, status: only ? 'subscribed' : undefined };
				const pages = contactPages(client, filter, choice, left);
				const ofTag = isBeginning ? { tag: found.name } : {};
				const members = await run.collect(pages, left, (member) => ({
					...contactItem(member, choice),
					...ofTag,
				}));
				items.push(...members);
			}
			return items;
		});
	},
};
