import { fieldChanges, hasTag, linkProblem, tagChanges, tagOff, tagOn } from './differences';
import type { Reason } from './reasons';
import type { Change, Contact, Decision, Person, Rules, Verdict } from './types';

/** What is known of an active person's contacts, once it is clear that they are the person's own to have. */
export interface Situation {
	person: Person;
	/** The contact at the person's address. */
	here?: Contact;
	/** Whose key that contact has, when it is taken over from somebody; '' otherwise. */
	takenOverFrom: string;
	/** Other contacts with the person's key that are seen: neither archived nor pending. */
	elsewhere: Contact[];
}

/** The decision that nothing is done, and why. */
export function held(person: Person | undefined, reason: Reason, about = ''): Decision {
	return decision('held', { person, reason, about });
}

/** A decision in which nothing is changed, unless `more` says so. */
export function decision(verdict: Verdict, more: Partial<Decision> = {}): Decision {
	return { verdict, reason: '', about: '', takenOverFrom: '', mail: 'none', changes: [], ...more };
}

/**
 * What happens to an active person: the table of docs/how-it-decides.md.
 *
 * @param situation the contacts, after the gates
 */
export function decideActive(situation: Situation, rules: Rules): Decision {
	const { person, here } = situation;
	if (here?.status === 'cleaned') return held(person, 'bounced');
	if (here?.status === 'archived') return held(person, 'archived');
	const decided = here ? withContact(situation, here, rules) : withoutContact(situation, rules);
	const needsLink = ['add', 'correct', 'move', 'merge'].includes(decided.verdict);
	const problem = needsLink || decided.verdict === 'right' ? linkProblem(person) : '';
	if (problem) return held(person, problem, problem === 'link_without_key' ? person.key : '');
	if (decided.verdict !== 'held' && person.problem !== undefined) {
		return held(person, 'bad_value', person.problem);
	}
	return decided;
}

function withoutContact({ person, elsewhere }: Situation, rules: Rules): Decision {
	const movable = best(
		elsewhere.filter(({ status }) => status !== 'cleaned'),
		rules,
	);
	if (movable === undefined) {
		if (!rules.isComplete && !person.isApproval) return decision('later', next(person));
		return add(person, undefined, bouncedOf(elsewhere, rules), rules);
	}
	const isTagged = hasTag(movable, rules.activeTag);
	if (!isTagged && movable.status !== 'subscribed') return held(person, statusReason(movable));
	const address: Change = {
		what: 'address',
		name: 'email',
		from: movable.email,
		to: person.email,
	};
	const tags = isTagged ? [] : [tagOn(rules.activeTag)];
	return decision('move', {
		person,
		contact: movable,
		// A second one with the tag would get the same mails; the next look finds it.
		reason: isTagged ? '' : missingTagReason(movable, rules),
		mail: isTagged || rules.takeOver ? 'none' : 'welcome',
		changes: [
			address,
			...fieldChanges(person, movable, rules),
			...tags,
			...tagChanges(person, movable, rules),
		],
	});
}

function withContact(situation: Situation, here: Contact, rules: Rules): Decision {
	const { person, takenOverFrom, elsewhere } = situation;
	const changes = [...fieldChanges(person, here, rules), ...tagChanges(person, here, rules)];
	const taken: Partial<Decision> = takenOverFrom
		? { takenOverFrom, reason: 'taken_over', about: takenOverFrom }
		: {};
	const isTagged = hasTag(here, rules.activeTag);
	if (here.status === 'pending') {
		// The tag waits until the person has confirmed, so that no mail is spent on a contact that gets none.
		const fields = changes.filter(({ what }) => what === 'merge field');
		if (fields.length === 0) return held(person, 'waiting');
		return decision('correct', { person, contact: here, reason: 'waiting', changes: fields });
	}
	if (here.status !== 'subscribed') {
		if (!isTagged) return held(person, statusReason(here));
		return correct(person, here, changes, taken);
	}
	const tagged = elsewhere.filter((contact) => hasTag(contact, rules.activeTag));
	const other = tagged.find(({ status }) => status !== 'cleaned');
	if (other) {
		const tag = isTagged ? [] : [tagOn(rules.activeTag)];
		// All tags of a merge are silent: they started what they start at the other contact. One that this did not
		// have is for the next look.
		const silent = changes.filter(({ what, name, to }) => {
			return what !== 'tag' || to === null || hasTag(other, name);
		});
		return decision('merge', {
			...taken,
			person,
			contact: here,
			other,
			changes: [...silent, ...tag],
		});
	}
	const bounced = tagged.at(0);
	if (isTagged) return correct(person, here, changes, { ...taken, other: bounced });
	if (!rules.isComplete && (here.key === person.key || !person.isApproval)) {
		return decision('later', next(person));
	}
	return { ...add(person, here, bounced, rules), ...taken };
}

function add(
	person: Person,
	contact: Contact | undefined,
	other: Contact | undefined,
	rules: Rules,
): Decision {
	return decision('add', {
		person,
		contact,
		other,
		reason: contact?.key === person.key ? missingTagReason(contact, rules) : '',
		mail: rules.takeOver ? 'none' : 'welcome',
		changes: [
			...fieldChanges(person, contact, rules),
			...tagChanges(person, contact, rules),
			tagOn(rules.activeTag),
		],
	});
}

function correct(
	person: Person,
	contact: Contact,
	changes: Change[],
	more: Partial<Decision>,
): Decision {
	const isRight = changes.length === 0 && more.other === undefined;
	return decision(isRight ? 'right' : 'correct', { ...more, person, contact, changes });
}

/** What happens to a contact whose person has left: the tag of those who left first, then the other one off. */
export function offboard(
	contact: Contact,
	{ activeTag, inactiveTag }: Rules,
	more: Partial<Decision> = {},
): Decision {
	const on = hasTag(contact, inactiveTag) ? [] : [tagOn(inactiveTag)];
	return decision('offboard', { ...more, contact, changes: [...on, tagOff(activeTag)] });
}

/** An own contact without the tag: the person came back, or an earlier run broke off. */
function missingTagReason(contact: Contact, { inactiveTag }: Rules): Reason {
	return hasTag(contact, inactiveTag) ? 'came_back' : 'tag_was_missing';
}

function statusReason({ status }: Contact): Reason {
	return status === 'transactional' ? 'transactional' : 'unsubscribed';
}

function bouncedOf(elsewhere: Contact[], { activeTag }: Rules): Contact | undefined {
	return elsewhere.find((contact) => contact.status === 'cleaned' && hasTag(contact, activeTag));
}

/** Of several contacts, one with the tag, and rather one that gets mails. */
function best(contacts: Contact[], { activeTag }: Rules): Contact | undefined {
	const rank = (contact: Contact) =>
		(hasTag(contact, activeTag) ? 2 : 0) + (contact.status === 'subscribed' ? 1 : 0);
	return [...contacts].sort((one, other) => rank(other) - rank(one)).at(0);
}

function next(person: Person): Partial<Decision> {
	return { person, reason: 'next_look' };
}
