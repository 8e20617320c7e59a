import type { IExecuteFunctions } from 'n8n-workflow';
import type { Operation } from '../../../shared/operations';
import { invalidParameter } from '../../../shared/parameters';
import { NOT_CONFIRMED, restartWarning } from '../../rules/tags';
import type { MailchimpClient } from '../../transport/client';
import { isOutcomeUnknown } from '../../transport/errors';
import type { ContactKey } from '../../transport/tags';
import { audience, email, tagList } from '../common';
import { tagsLost } from '../contactErrors';
import { forEachContact } from '../perContact';
import { changeTagged, contactFields, readTagged, type TaggedContact } from './tagged';
import { restartAutomations, startAutomations, tagOptions } from './tags.properties';

interface AddOptions {
	startAutomations: boolean;
	/** Tags that the contact has are removed first. */
	restart: boolean;
}

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
		tagOptions([restartAutomations, startAutomations]),
	],
	async execute(itemCount) {
		return await forEachContact.call(this, itemCount, async (client, contact, itemIndex) => {
			const options = readOptions.call(this, itemIndex);
			const tagged = await readTagged.call(this, client, contact, itemIndex);
			// For somebody who gets no mail now nothing would start, and later perhaps twice.
			const again = options.restart && tagged.member.status === 'subscribed' ? tagged.present : [];
			await addTags.call(this, client, contact, tagged, {
				again,
				startAutomations: options.startAutomations,
			});
			return {
				...contactFields(tagged, contact),
				tags: [...tagged.tags, ...tagged.missing],
				tags_added: [...tagged.missing, ...again],
				tags_already_present: again.length > 0 ? [] : tagged.present,
				warnings: warningsOf(tagged, options, again),
			};
		});
	},
};

function readOptions(this: IExecuteFunctions, itemIndex: number): AddOptions {
	const start = this.getNodeParameter('options.startAutomations', itemIndex, true) !== false;
	const restart = this.getNodeParameter('options.restartAutomations', itemIndex, false) === true;
	if (start || !restart) return { startAutomations: start, restart };
	throw invalidParameter.call(
		this,
		'Restart Automations',
		'is on while Start Automations is off',
		'Switch one of them the other way.',
	);
}

/** Adds tags. Those that are to start once more are taken off first, which takes one more request. */
async function addTags(
	this: IExecuteFunctions,
	client: MailchimpClient,
	contact: ContactKey,
	tagged: TaggedContact,
	{ again, startAutomations: start }: { again: string[]; startAutomations: boolean },
): Promise<void> {
	const change = changeTagged.bind(this, client, contact, tagged);
	let isRemoved = false;
	try {
		await change({ add: [], remove: again, startAutomations: start });
		isRemoved = again.length > 0;
		await change({ add: [...tagged.missing, ...again], remove: [], startAutomations: start });
	} catch (error) {
		// The removal may have been done even if no answer to it came.
		isRemoved ||= again.length > 0 && isOutcomeUnknown(error);
		throw isRemoved ? tagsLost.call(this, contact, again, error) : error;
	}
}

function warningsOf(
	{ member: { status }, missing }: TaggedContact,
	options: AddOptions,
	again: string[],
): string[] {
	if (again.length > 0) {
		return [restartWarning(again)];
	}
	const shallStart = options.startAutomations && (missing.length > 0 || options.restart);
	if (!shallStart || status === 'subscribed') return [];
	return [
		status === 'pending' ? NOT_CONFIRMED : `The contact is ${status} and gets no marketing mail`,
	];
}
