import type { ContactExtras, ContactWrite } from './contactWrite';

/**
 * Whether what two items ask for one contact can be done in one write. Not where they differ in how the
 * contact is to be treated: then they are written one after the other.
 */
export function canMerge(first: ContactWrite, second: ContactWrite): boolean {
	return (
		first.linkTag === second.linkTag &&
		first.startAutomations === second.startAutomations &&
		first.status === second.status &&
		first.statusIfNew === second.statusIfNew &&
		first.reviveArchived === second.reviveArchived &&
		first.askAgain === second.askAgain &&
		!overlap(first.tagsToAdd, second.tagsToRemove) &&
		!overlap(first.tagsToRemove, second.tagsToAdd)
	);
}

/**
 * Joins what two items ask for one contact, as if they were written one after the other.
 *
 * @param first the earlier item
 * @param second the later item, whose values count where both have one
 */
export function mergeWrites(first: ContactWrite, second: ContactWrite): ContactWrite {
	return {
		...second,
		mergeFields: { ...first.mergeFields, ...second.mergeFields },
		extras: mergeExtras(first.extras, second.extras),
		requiredTags: [...first.requiredTags, ...second.requiredTags],
		tagsToAdd: [...first.tagsToAdd, ...second.tagsToAdd],
		tagsToRemove: [...first.tagsToRemove, ...second.tagsToRemove],
		tagsToRestart: [...first.tagsToRestart, ...second.tagsToRestart],
		chosenStatuses: [...first.chosenStatuses, ...second.chosenStatuses],
	};
}

function mergeExtras(first: ContactExtras, second: ContactExtras): ContactExtras {
	const merged: ContactExtras = { ...first, ...second };
	if (first.interests && second.interests) {
		merged.interests = { ...first.interests, ...second.interests };
	}
	if (first.marketing_permissions && second.marketing_permissions) {
		const permissions = [...first.marketing_permissions, ...second.marketing_permissions];
		// By id, where the later one counts.
		const byId = new Map(permissions.map((each) => [each.marketing_permission_id, each]));
		merged.marketing_permissions = [...byId.values()];
	}
	return merged;
}

function overlap(tags: string[], others: string[]): boolean {
	const names = new Set(others.map((tag) => tag.toLowerCase()));
	return tags.some((tag) => names.has(tag.toLowerCase()));
}
