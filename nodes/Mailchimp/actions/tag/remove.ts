import type { Operation } from '../../../shared/operations';
import { audience, email, tagList } from '../common';
import { forEachContact } from '../perContact';
import { changeTagged, contactFields, readTagged } from './tagged';
import { startAutomations, tagOptions } from './tags.properties';

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
		tagOptions([startAutomations]),
	],
	async execute(itemCount) {
		return await forEachContact.call(this, itemCount, async (client, contact, itemIndex) => {
			const tagged = await readTagged.call(this, client, contact, itemIndex);
			const start = this.getNodeParameter('options.startAutomations', itemIndex, true) !== false;
			await changeTagged.call(this, client, contact, tagged, {
				add: [],
				remove: tagged.present,
				startAutomations: start,
			});
			const gone = new Set(tagged.present.map((name) => name.toLowerCase()));
			return {
				...contactFields(tagged, contact),
				tags: tagged.tags.filter((name) => !gone.has(name.toLowerCase())),
				tags_removed: tagged.present,
				tags_not_present: tagged.missing,
			};
		});
	},
};
