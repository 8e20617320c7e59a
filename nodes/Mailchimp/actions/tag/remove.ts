import type { Operation } from '../../../shared/operations';
import { audience, email, optionsOf } from '../../parameters';
import { MailchimpRun } from '../../run';
import { readStartAutomations, startAutomations, tagList, withoutTags } from '../../tags';
import { changeTagsOf, identityOf, readTaggedContact } from './taggedContact';

export const remove: Operation = {
	option: {
		name: 'Remove',
		value: 'remove',
		description: 'Take tags off a contact; the tags themselves stay in the audience',
		action: 'Remove tags from a contact',
	},
	properties: [
		audience,
		email,
		tagList('tags', 'Tags', 'Taken off the contact where it has them'),
		optionsOf([startAutomations('Whether automations that begin when a tag is taken off start')]),
	],
	async execute() {
		return await new MailchimpRun(this).forEachContact(async (contact, input, client) => {
			const start = readStartAutomations(input.collection('options', 'Options'));
			const tagged = await readTaggedContact(client, contact, input);
			await changeTagsOf(client, tagged, {
				add: [],
				remove: tagged.present,
				startAutomations: start === 'yes',
			});
			return {
				...identityOf(tagged),
				tags: withoutTags(tagged.tags, tagged.present),
				tags_removed: tagged.present,
				tags_not_present: tagged.missing,
			};
		});
	},
};
