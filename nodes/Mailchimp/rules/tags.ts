import { fold } from '../../shared/texts';

/** What has to be done so that a contact has the wanted tags. */
export interface TagPlan {
	toAdd: string[];
	alreadyPresent: string[];
	toRemove: string[];
}

/** A warning for a contact that is pending. */
export const NOT_CONFIRMED = 'The contact has not confirmed yet and gets no mail before that';

/** A warning for tags that were there and have been removed and added again. */
export function restartWarning(tags: string[]): string {
	return `Removed and added again, so that automations may start a second time: ${tags.join(', ')}`;
}

/**
 * Compares wanted with present tags, without regard to case: Mailchimp may change the case of a tag.
 * Adding a tag that is there would start no automation, so it is left out and reported.
 *
 * @param present names of the tags the contact has
 * @param add names of the tags it shall have
 * @param remove names of the tags it shall not have; one that is in `add` as well is added
 */
export function planTags(present: string[], add: string[], remove: string[]): TagPlan {
	const has = new Set(present.map(fold));
	const wanted = distinct(add);
	const wantedNames = new Set(wanted.map(fold));
	return {
		toAdd: wanted.filter((tag) => !has.has(fold(tag))),
		alreadyPresent: wanted.filter((tag) => has.has(fold(tag))),
		toRemove: distinct(remove).filter((tag) => has.has(fold(tag)) && !wantedNames.has(fold(tag))),
	};
}

function distinct(tags: string[]): string[] {
	return [...new Map(tags.map((tag) => [fold(tag), tag])).values()];
}
