import type { Outcome } from '../../shared/outcomes';
import { fold } from '../../shared/texts';
import { decision } from './decide';
import type { Change, Decision, Rules } from './types';

/**
 * The decision about somebody whose new contact is to confirm first: Mailchimp asks for that by mail. The tag and
 * its mail wait, as they do for a contact that is found like that.
 *
 * @param statusIfNew the status that new contacts get
 */
export function untilConfirmed(made: Decision, statusIfNew: string): Decision {
	if (made.verdict !== 'add' || made.contact || statusIfNew !== 'pending') return made;
	const changes = made.changes.filter(({ what }) => what === 'merge field');
	return decision('add', { person: made.person, reason: 'waiting', changes });
}

/**
 * The decision as it came out, where the contact turned out to have the tag already: Mailchimp's lists may lack for
 * a while what has just been written. Nothing was started then, and nobody was mailed.
 *
 * @param outcome what became of the contact; none where nothing was written
 */
export function asItCameOut(
	made: Decision,
	outcome: Outcome | undefined,
	{ activeTag }: Rules,
): Decision {
	const present = tagsBefore(outcome);
	const isPresent = ({ what, name, to }: Change) =>
		what === 'tag' && to !== null && present.has(fold(name));
	const { verdict, reason, contact } = made;
	const wasTagged = made.changes.some(
		(each) => isPresent(each) && fold(each.name) === fold(activeTag),
	);
	if (!wasTagged) return made;
	// Of a contact that was not seen nobody knows what differed.
	const changes = contact ? made.changes.filter((each) => !isPresent(each)) : [];
	const corrected = changes.length > 0 ? 'correct' : 'right';
	return {
		...made,
		verdict: verdict === 'add' ? corrected : verdict,
		reason: reason === 'tag_was_missing' ? '' : reason,
		mail: 'none',
		changes,
	};
}

/** The tags that a contact had before it was written, of those that it was to have. */
function tagsBefore(outcome: Outcome | undefined): Set<string> {
	if (!outcome || !('output' in outcome) || Array.isArray(outcome.output)) return new Set();
	const { tags_already_present: tags } = outcome.output;
	return new Set(Array.isArray(tags) ? tags.map((tag) => fold(String(tag))) : []);
}
