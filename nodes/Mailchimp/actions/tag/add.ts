import type { Operation } from '../../../shared/operations';
import { audience, email, optionsOf } from '../../parameters';
import { MailchimpRun } from '../../run';
import {
	NOT_CONFIRMED,
	readRestartAutomations,
	readStartAutomations,
	restartAutomations,
	restartWarning,
	startAutomations,
	tagList,
} from '../../tags';
import { changeTagsOf, identityOf, readTaggedContact, type TaggedContact } from './taggedContact';

export const add: Operation = {
	option: {
		name: 'Add',
		value: 'add',
		description:
			'Add tags to a contact. Tags that it has already are reported and start nothing again.',
		action: 'Add tags to a contact',
	},
	properties: [
		audience,
		email,
		tagList('tags', 'Tags', 'A tag that does not exist yet is made'),
		optionsOf([
			restartAutomations,
			startAutomations('Whether automations that are based on these tags start'),
		]),
	],
	async execute() {
		return await new MailchimpRun(this).forEachContact(async (contact, input, client) => {
			const options = input.collection('options', 'Options');
			const start = readStartAutomations(options);
			const isRestart = readRestartAutomations(options, start);
			const tagged = await readTaggedContact(client, contact, input);
			// For somebody who gets no mail now nothing would start, and later perhaps twice.
			const restart = isRestart && tagged.member.status === 'subscribed' ? tagged.present : [];
			await changeTagsOf(client, tagged, {
				add: tagged.missing,
				remove: [],
				restart,
				startAutomations: start === 'yes',
			});
			const shallStart = start === 'yes' && (tagged.missing.length > 0 || isRestart);
			return {
				...identityOf(tagged),
				tags: [...tagged.tags, ...tagged.missing],
				tags_added: [...tagged.missing, ...restart],
				tags_already_present: restart.length > 0 ? [] : tagged.present,
				warnings: restart.length > 0 ? [restartWarning(restart)] : warningsOf(tagged, shallStart),
			};
		});
	},
};

function warningsOf({ member: { status } }: TaggedContact, shallStart: boolean): string[] {
	if (!shallStart || status === 'subscribed') return [];
	return [
		status === 'pending' ? NOT_CONFIRMED : `The contact is ${status} and gets no marketing mail`,
	];
}
