import { planAgain, type Said } from '../../../../nodes/Mailchimp/sync/again';
import { readPlan, toDoItem } from '../../../../nodes/Mailchimp/sync/items';
import { plan } from '../../../../nodes/Mailchimp/sync/plan';
import type { Contact, Decision, Person, Rules } from '../../../../nodes/Mailchimp/sync/types';
import { RULES, TAG } from './model';

export const HERE = 'a@x.com';
export const ELSEWHERE = 'old@x.com';

export const STATUSES = [
	'subscribed',
	'unsubscribed',
	'transactional',
	'pending',
	'cleaned',
	'archived',
] as const;

export function linkOf(key: string): string {
	return `https://shop.example/c/${key}`;
}

/** An active person with the key k1, as a list without links has them. */
export function person(more: Partial<Person> = {}): Person {
	return {
		key: 'k1',
		email: HERE,
		name: 'Ann Bell',
		state: 'active',
		stateWord: 'ACTIVE',
		fields: new Map([['FNAME', 'Ann']]),
		groupTags: [],
		isApproval: false,
		...more,
	};
}

/** One who has left. */
export function gone(more: Partial<Person> = {}): Person {
	return person({ state: 'inactive', stateWord: 'DENIED', ...more });
}

/** The contact of that person, with which all is right. */
export function contact(more: Partial<Contact> = {}): Contact {
	const key = more.key ?? 'k1';
	return {
		email: HERE,
		status: 'subscribed',
		key,
		link: key === '' ? '' : linkOf(key),
		mergeFields: { FNAME: 'Ann' },
		tags: [TAG],
		...more,
	};
}

/** The decision about the first person. */
export function decide(
	people: Person | Person[],
	contacts: Contact[],
	rules: Partial<Rules> = {},
): Decision {
	return plan([people].flat(), contacts, { ...RULES, ...rules })[0];
}

/** The same where nobody else is known: the live path. */
export function decideLive(one: Person, ...contacts: Contact[]): Decision {
	return decide(one, contacts, { isComplete: false });
}

/** A decision in a few words, e.g. "add tag_was_missing with a mail". */
export function inWords({ verdict, reason, mail }: Decision): string {
	return [verdict, reason, mail === 'welcome' ? 'with a mail' : ''].filter(Boolean).join(' ');
}

/** What of a decision reaches Sync in an item. */
export function saidBy(decision: Decision): Said {
	const said = readPlan(toDoItem(decision));
	if (!said) throw new Error(`Nothing is to be done: ${inWords(decision)}`);
	return said;
}

/** What Sync makes of a decision of Compare's, with the person and contacts as they are by then. */
export function again(
	said: Said,
	one: Person,
	contacts: Contact[],
	rules: Partial<Rules> = {},
): Decision {
	return planAgain(one, contacts, { ...RULES, isComplete: false, ...rules }, said);
}
