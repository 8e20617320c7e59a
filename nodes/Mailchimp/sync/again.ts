import { decision } from './decide';
import { hasTag } from './differences';
import { addressOf, plan } from './plan';
import type { Contact, Decision, Person, Rules, Verdict } from './types';

/** What Contact: Compare said about a person: the most that may be done now. */
export interface Said {
	verdict: Verdict;
	/** The person's address then. */
	email: string;
	/** The contact that was to be changed, and whose key it had; '' for none. */
	contactEmail: string;
	contactKey: string;
	/** Another contact of the person; '' for none. */
	otherEmail: string;
	takenOverFrom: string;
	mail: Decision['mail'];
}

/** What may come out for what was said. Whatever else comes out waits for the next look. */
const ALLOWED: Partial<Record<Verdict, Verdict[]>> = {
	add: ['add', 'correct'],
	correct: ['correct'],
	check: ['correct'],
	move: ['move', 'correct', 'add'],
	merge: ['merge', 'correct'],
};

const HARMLESS: Verdict[] = ['right', 'nothing', 'later', 'held'];

/**
 * Decides once more about one person whom Compare has decided about, with what is there now. Compare saw the
 * whole programme; this sees the person and the contacts that were named, and so never does more than was said.
 *
 * @param person as the programme has them now
 * @param contacts those at the person's address and at the named addresses, as they are now
 */
export function planAgain(person: Person, contacts: Contact[], rules: Rules, said: Said): Decision {
	const later = decision('later', { person, reason: 'moved_on' });
	if (said.verdict === 'offboard') {
		const named = contacts.filter(
			(contact) => addressOf(contact) === addressOf({ email: said.contactEmail }),
		);
		const again = plan([person], named, { ...rules, isComplete: true })[0];
		return again.verdict === 'offboard' || HARMLESS.includes(again.verdict) ? again : later;
	}
	if (addressOf(person) !== addressOf(said)) return later;
	const here = contacts.find((contact) => addressOf(contact) === addressOf(person));
	if (here && !isAsSaid(here, person, rules, said)) return later;
	// Compare has seen to it that the key it found is nobody's who still needs the contact.
	const seen = contacts.map((contact) =>
		contact === here && contact.key !== person.key ? { ...contact, key: '' } : contact,
	);
	const silent = said.mail === 'none';
	const again = plan([person], seen, { ...rules, isComplete: true, takeOver: silent })[0];
	if (HARMLESS.includes(again.verdict)) return again;
	const isAllowed = ALLOWED[said.verdict]?.includes(again.verdict) ?? false;
	const startsMore = again.mail === 'welcome' && silent;
	if (!isAllowed || startsMore || (again.verdict === 'add' && said.verdict === 'move' && silent)) {
		return later;
	}
	// Another run may have taken it over already, or somebody deleted it.
	const isTakenOver = here !== undefined && here.key === said.takenOverFrom && here.key !== '';
	if (again.reason !== '' || !isTakenOver) return withCheck(again, said, rules);
	const from = said.takenOverFrom;
	return { ...again, reason: 'taken_over', about: from, takenOverFrom: from };
}

/** Whether the contact at the person's address is nobody's but those whose it was when it was compared. */
function isAsSaid(here: Contact, { key }: Person, { activeTag }: Rules, said: Said): boolean {
	if (here.key === '' || here.key === key) return true;
	if (here.key !== said.contactKey) return false;
	// Another's contact with the tag may only be taken over. It had none when it was to be tagged: its owner is back.
	return !hasTag(here, activeTag) || (said.takenOverFrom === here.key && said.verdict !== 'add');
}

/** A link that was only checked, and turned out to be another one. */
function withCheck(again: Decision, { verdict }: Said, { linkField }: Rules): Decision {
	const isOther = again.changes.some(({ what, name }) => what !== 'tag' && name === linkField);
	const isFound = verdict === 'check' && isOther && again.reason === '';
	return isFound ? { ...again, reason: 'link_changed' } : again;
}
