import type { Operation } from '../../../shared/operations';
import { howMany, readLimit } from '../../../shared/paging';
import { contactItem } from '../../contact';
import { audience, fieldChoice, optionsOf, readFieldChoice } from '../../parameters';
import { tag } from '../../pickers';
import { MailchimpRun } from '../../run';
import { readTag } from '../../tags';
import { contactPages } from '../../transport/contacts';
import { membersByBeginning } from '../../transport/membersByBeginning';
import { existingTag } from '../../transport/tags';

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
				displayName: 'Match Beginning of Name',
				name: 'matchBeginning',
				type: 'boolean',
				default: false,
				description:
					'Whether Tag is only how the names begin: tier-bonus- finds tier-bonus-501 and tier-bonus-502. A contact comes once for each that it has, with its name in the field <code>tag</code>, also one that has not confirmed or is archived; no such tag is no error.',
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
			const isBeginning = input.switch('options.matchBeginning', 'Match Beginning of Name', false);
			const client = await run.client();
			if (isBeginning) {
				const filter = { audienceId, beginning: name, isSubscribedOnly: only };
				return await run.collect(membersByBeginning(client, filter, choice), limit, (item) => item);
			}
			const found = await existingTag(client, audienceId, name);
			const filter = { audienceId, tag: found, status: only ? 'subscribed' : undefined };
			const pages = contactPages(client, filter, choice, limit);
			return await run.collect(pages, limit, (member) => contactItem(member, choice));
		});
	},
};
