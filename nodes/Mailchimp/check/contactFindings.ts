import { notSeen, type Seen, type Verdict } from '../../shared/findings';
import type { Listed } from './read';
import type { ContactAnswers, LongLink } from './testRun';

const START_AUTOMATIONS = 'Start Automations';
const TAG_MEMBERS = 'Tag: Get Members, and what Compare reads';

/**
 * What the test contact says, in the order in which it is shown.
 *
 * @param linkType type of the link field
 */
export function contactVerdicts(
	answers: ContactAnswers,
	linkType: unknown,
): Array<[string, Verdict]> {
	return [
		['Tags in a batch', batchTags(answers.batchTag)],
		['Tags in create or update', putTags(answers.putTag)],
		['Which tags start a journey', journeyStart()],
		['Members of a tag', tagMembers(answers.listed)],
		['Contact by unique email ID', uniqueId(answers.uniqueId)],
		['Long links', longLinks(answers.longLink, linkType)],
		['The test contact', testContact(answers)],
	];
}

/** Whether a tag in a request with many contacts reaches one that is there. */
export function batchTags(stuck: Seen<boolean>): Verdict {
	if ('why' in stuck) return notSeen(stuck, START_AUTOMATIONS);
	return {
		state: 'ok',
		found: stuck.value ? 'They stick.' : 'They are ignored, without an error.',
		what_follows:
			'Nothing changes: this package never relies on them. Tags go in requests of their own, after the merge fields.',
		setting: START_AUTOMATIONS,
		fact: `batchTagsOnExisting = ${stuck.value ? 'added' : 'ignored'}`,
	};
}

/** Whether a tag in the request that creates or updates one contact reaches one that is there. */
export function putTags(stuck: Seen<boolean>): Verdict {
	if ('why' in stuck) return notSeen(stuck, START_AUTOMATIONS);
	return {
		state: 'ok',
		found: stuck.value ? 'They stick.' : 'They are ignored, without an error.',
		what_follows: stuck.value
			? 'Nothing changes: this package sends tags in a request of their own.'
			: "Nothing changes for this package, which sends tags in a request of their own. n8n's own Mailchimp node, or another program, may lose them.",
		setting: START_AUTOMATIONS,
		fact: `putTagsOnExisting = ${stuck.value ? 'added' : 'ignored'}`,
	};
}

/** No API tells, and finding out would send a mail. */
function journeyStart(): Verdict {
	return {
		state: 'unknown',
		found: 'It cannot be asked: the API does not show journeys, and trying would send a mail.',
		what_follows:
			'Only a tag that is added to one contact at a time is documented to start one. Does Not Matter (Fastest) may not.',
		setting: `${START_AUTOMATIONS}: Yes`,
	};
}

/** Whether a tag's members are all listed. */
export function tagMembers(listed: Seen<Listed>): Verdict {
	if ('why' in listed) return notSeen(listed, TAG_MEMBERS);
	const isListed = listed.value === 'listed';
	return {
		state: isListed ? 'ok' : 'attention',
		found: isListed
			? 'The test contact was listed as soon as it had its tag.'
			: 'The test contact was not listed, although it has the tag.',
		what_follows: isListed
			? 'Who has a tag is known at once.'
			: 'Lists may be late or short. Compare refuses a list that is shorter than its own total, and runs again later. If this stays so, please tell us.',
		setting: TAG_MEMBERS,
		fact: isListed ? 'listsLack = 0' : 'listsLack > 0',
	};
}

/** Whether the creator's page finds the contact by what its mail carries. */
export function uniqueId(filtered: Seen<boolean>): Verdict {
	const setting = 'Contact: Get, by Unique Email ID';
	if ('why' in filtered) return notSeen(filtered, setting);
	return {
		state: filtered.value ? 'ok' : 'attention',
		found: filtered.value
			? 'The list of contacts is filtered by it.'
			: 'The list of contacts is not filtered by it.',
		what_follows: filtered.value
			? 'The page behind the button of a mail finds its contact.'
			: 'The page behind the button of a mail does not find its contact, and says so. It never takes another one.',
		setting,
		fact: `uniqueEmailIdFilter = ${filtered.value}`,
	};
}

/** How much a link field holds. That a field of another type than url cuts it is documented, and no fact about the account. */
export function longLinks(seen: Seen<LongLink | undefined>, linkType: unknown): Verdict {
	const setting = 'Link Merge Field';
	if ('why' in seen) return notSeen(seen, setting);
	if (seen.value === undefined) {
		return {
			state: 'unknown',
			found: 'The audience has no such field yet.',
			what_follows: 'Run the check again when the field is there.',
			setting,
		};
	}
	const { state, sent, kept } = seen.value;
	const found: Record<LongLink['state'], string> = {
		stored: `A link of ${sent} characters was stored whole.`,
		cut: `A link of ${sent} characters was cut at ${kept}, without an error.`,
		changed: `A link of ${sent} characters was stored otherwise than sent.`,
		refused: `A link of ${sent} characters was refused.`,
	};
	return {
		state: state === 'stored' ? 'ok' : 'attention',
		found: found[state],
		what_follows:
			state === 'stored'
				? 'Tracking links with UTM parameters fit.'
				: 'Contacts with such a link are held, without the tag that starts the welcome, until the link is shorter or the field is another one.',
		setting: state === 'stored' ? setting : `${setting}: choose one of the type Website`,
		fact: linkType === 'url' ? `longUrls = ${state}` : '',
	};
}

/** What became of the contact with which all this was tried. */
export function testContact({ cleaned, wasLeft }: ContactAnswers): Verdict {
	const setting = 'Your Email';
	if ('why' in cleaned) {
		return {
			state: 'attention',
			found: `Something is left: ${cleaned.why}`,
			what_follows:
				'Run the check again: it puts away what an earlier run has left. It gets no mail meanwhile. By hand: archive the contact whose address has the label creator-hub-check, and delete the tags that begin so.',
			setting,
		};
	}
	return {
		state: 'ok',
		found: `It is archived, and its tags are deleted. No mail was sent.${wasLeft ? ' What an earlier run had left was put away too.' : ''}`,
		what_follows: 'Nothing else in the audience was changed.',
		setting,
	};
}
