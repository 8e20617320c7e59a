import type { Contact, Person, Rules } from '../../../../nodes/Mailchimp/sync/types';
import { GONE, TAG } from './model';
import {
	again,
	contact,
	decide,
	ELSEWHERE,
	gone,
	HERE,
	inWords,
	linkOf,
	person,
	saidBy,
} from './support';

const atOld = (more: Partial<Contact> = {}) => contact({ email: ELSEWHERE, ...more });
const free = contact({ key: '', tags: [] });
const theirs = (more: Partial<Contact> = {}) => contact({ key: 'k2', ...more });
const leaver = gone({ key: 'k2', email: 'z@x.com' });
const neighbour = person({ key: 'k2', email: 'z@x.com' });

/** The world in the moment of Compare. */
interface Was {
	people: Person[];
	contacts: Contact[];
	rules?: Partial<Rules>;
}

/** What may have happened between Compare and Sync, to the person or one of the contacts. */
type Meanwhile = Partial<Pick<Person, 'state' | 'email'>> & { here?: Change; old?: Change };
/** null deletes the contact; where there is none, one without key and tag is made first. */
type Change = Partial<Contact> | null;

const MEANWHILE: Record<string, Meanwhile> = {
	nothing: {},
	'the person was denied': { state: 'inactive' },
	'the person was approved': { state: 'active' },
	'the person waits': { state: 'ignored' },
	'the person moved': { email: 'new@x.com' },
	'the contact was tagged': { here: { tags: [TAG] } },
	'the contact lost its tag': { here: { tags: [] } },
	'somebody else took it': { here: { key: 'k9', tags: [TAG] } },
	'somebody else took it, without the tag': { here: { key: 'k9', tags: [] } },
	'it got the key': { here: { key: 'k1' } },
	'its key was emptied': { here: { key: '' } },
	'it was deleted': { here: null },
	'it was archived': { here: { status: 'archived' } },
	'it unsubscribed': { here: { status: 'unsubscribed' } },
	'the old one lost its tag': { old: { tags: [] } },
	'the old one got the tag': { old: { tags: [TAG] } },
	'somebody else took the old one': { old: { key: 'k9' } },
	'the old one was deleted': { old: null },
};

/** Decisions of Compare, each with what Sync makes of it; what is not listed ends as if nothing had happened. */
const CASES: Array<[string, Was, Record<string, string>]> = [
	[
		'add with a mail',
		{ people: [person()], contacts: [] },
		{
			nothing: 'add with a mail',
			'the contact was tagged': 'correct',
			'somebody else took it': 'later moved_on',
			'somebody else took it, without the tag': 'later moved_on',
			'it got the key': 'add tag_was_missing with a mail',
		},
	],
	[
		'add with a mail',
		{ people: [person()], contacts: [free] },
		{
			nothing: 'add with a mail',
			'the contact was tagged': 'correct',
			'somebody else took it': 'later moved_on',
			'somebody else took it, without the tag': 'later moved_on',
			'it got the key': 'add tag_was_missing with a mail',
		},
	],
	[
		'add',
		{ people: [person()], contacts: [free], rules: { takeOver: true } },
		{
			nothing: 'add',
			'the contact was tagged': 'correct',
			'somebody else took it': 'later moved_on',
			'somebody else took it, without the tag': 'later moved_on',
			'it got the key': 'add tag_was_missing',
		},
	],
	[
		// An untagged contact of an active person who is elsewhere.
		'add with a mail',
		{ people: [person(), neighbour], contacts: [theirs({ tags: [] })] },
		{
			nothing: 'add with a mail',
			'the contact was tagged': 'later moved_on',
			'somebody else took it': 'later moved_on',
			'somebody else took it, without the tag': 'later moved_on',
			'it got the key': 'add tag_was_missing with a mail',
		},
	],
	[
		'add taken_over with a mail',
		{ people: [person(), leaver], contacts: [theirs({ tags: [GONE] })] },
		{
			nothing: 'add taken_over with a mail',
			'the contact was tagged': 'later moved_on',
			'somebody else took it': 'later moved_on',
			'somebody else took it, without the tag': 'later moved_on',
			'it got the key': 'add came_back with a mail',
			'its key was emptied': 'add with a mail',
			'it was deleted': 'add with a mail',
		},
	],
	[
		'correct',
		{ people: [person()], contacts: [contact({ mergeFields: {} })] },
		{
			nothing: 'correct',
			'the person was denied': 'later moved_on',
			'the person waits': 'held not_active_any_more',
			'the contact lost its tag': 'later moved_on',
			'somebody else took it': 'later moved_on',
			'somebody else took it, without the tag': 'later moved_on',
			'it was deleted': 'later moved_on',
			'it unsubscribed': 'correct',
		},
	],
	[
		'correct taken_over',
		{ people: [person(), leaver], contacts: [theirs()] },
		{
			nothing: 'correct taken_over',
			'the contact lost its tag': 'later moved_on',
			'somebody else took it': 'later moved_on',
			'somebody else took it, without the tag': 'later moved_on',
			'the person was denied': 'later moved_on',
			'it got the key': 'correct',
			'its key was emptied': 'correct',
			'it was deleted': 'later moved_on',
			'it unsubscribed': 'correct taken_over',
		},
	],
	[
		'move',
		{ people: [person()], contacts: [atOld()] },
		{
			nothing: 'move',
			'the person was denied': 'later moved_on',
			'the person waits': 'held not_active_any_more',
			'the contact was tagged': 'later moved_on',
			'the contact lost its tag': 'later moved_on',
			'somebody else took it': 'later moved_on',
			'somebody else took it, without the tag': 'later moved_on',
			'it got the key': 'later moved_on',
			'its key was emptied': 'later moved_on',
			'the old one lost its tag': 'move tag_was_missing',
			'somebody else took the old one': 'later moved_on',
			'the old one was deleted': 'later moved_on',
		},
	],
	[
		'move tag_was_missing with a mail',
		{ people: [person()], contacts: [atOld({ tags: [] })] },
		{
			nothing: 'move tag_was_missing with a mail',
			'the contact was tagged': 'correct',
			'the contact lost its tag': 'add with a mail',
			'somebody else took it': 'later moved_on',
			'somebody else took it, without the tag': 'later moved_on',
			'it got the key': 'add tag_was_missing with a mail',
			'its key was emptied': 'add with a mail',
			'the old one got the tag': 'move',
			'somebody else took the old one': 'add with a mail',
			'the old one was deleted': 'add with a mail',
		},
	],
	[
		'merge',
		{ people: [person()], contacts: [free, atOld()] },
		{
			nothing: 'merge',
			'the person was denied': 'later moved_on',
			'the person waits': 'held not_active_any_more',
			'somebody else took it': 'later moved_on',
			'somebody else took it, without the tag': 'later moved_on',
			'it was deleted': 'later moved_on',
			'the old one lost its tag': 'later moved_on',
			'somebody else took the old one': 'later moved_on',
			'the old one was deleted': 'later moved_on',
		},
	],
	[
		'offboard',
		{ people: [gone()], contacts: [contact()] },
		{
			nothing: 'offboard',
			'the person was approved': 'right',
			'the person waits': 'held not_active_any_more',
			'the contact lost its tag': 'nothing',
			'somebody else took it': 'nothing',
			'somebody else took it, without the tag': 'nothing',
			'it was deleted': 'nothing',
			'it was archived': 'nothing',
			'it unsubscribed': 'offboard',
			'the person moved': 'offboard',
		},
	],
	[
		// A contact without a key.
		'offboard',
		{ people: [gone()], contacts: [contact({ key: '' })] },
		{
			nothing: 'offboard',
			'the person was approved': 'later moved_on',
			'the person waits': 'nothing',
			'the person moved': 'nothing',
			'the contact lost its tag': 'nothing',
			'somebody else took it': 'nothing',
			'somebody else took it, without the tag': 'nothing',
			'it was deleted': 'nothing',
			'it was archived': 'nothing',
			'it unsubscribed': 'offboard',
		},
	],
	[
		'offboard',
		{ people: [gone()], contacts: [atOld()] },
		{
			nothing: 'offboard',
			'the person was approved': 'later moved_on',
			'the person moved': 'offboard',
			'the person waits': 'held not_active_any_more',
			'it was archived': 'offboard',
			'it unsubscribed': 'offboard',
			'the old one lost its tag': 'nothing',
			'somebody else took the old one': 'nothing',
			'the old one was deleted': 'nothing',
		},
	],
];

/** What happens to most people in the same way. */
const MOSTLY: Record<string, string> = {
	'the person was denied': 'nothing',
	'the person waits': 'nothing',
	'the person moved': 'later moved_on',
	'it was archived': 'held archived',
	'it unsubscribed': 'held unsubscribed',
};

function changed(contacts: Contact[], email: string, change: Change | undefined): Contact[] {
	if (change === undefined) return contacts;
	const others = contacts.filter((each) => each.email !== email);
	const before = contacts.find((each) => each.email === email) ?? { ...free, email };
	return change === null ? others : [...others, { ...before, ...change }];
}

/** What Sync does with what Compare said, after something happened; it reads only the contacts that are named. */
function after({ people, contacts, rules }: Was, happened: string): string {
	const said = saidBy(decide(people, contacts, rules));
	const { here, old, ...news } = MEANWHILE[happened];
	const one = { ...people[0], link: linkOf('k1'), ...news };
	const now = changed(changed(contacts, HERE, here), ELSEWHERE, old);
	const named = [one.email, said.contactEmail, said.otherEmail];
	return inWords(
		again(
			said,
			one,
			now.filter(({ email }) => named.includes(email)),
		),
	);
}

describe.each(CASES)('Compare said: %s, case %#', (expected, was, ends) => {
	const isOffboard = expected === 'offboard';

	it('as the test supposes, which knows what may happen', () => {
		expect(inWords(decide(was.people, was.contacts, was.rules))).toBe(expected);
		expect(Object.keys(MEANWHILE)).toEqual(expect.arrayContaining(Object.keys(ends)));
	});

	it.each(Object.keys(MEANWHILE))('and then: %s', (happened) => {
		const mostly = isOffboard ? undefined : MOSTLY[happened];
		expect(after(was, happened)).toBe(ends[happened] ?? mostly ?? ends.nothing);
	});
});

describe('a check', () => {
	const said = {
		...saidBy(decide(person(), [contact({ mergeFields: {} })])),
		verdict: 'check',
	} as const;
	const checked = (one: Partial<Person>, more: Partial<Contact> = {}) =>
		inWords(again(said, person({ link: linkOf('k1'), ...one }), [contact(more)]));

	it('corrects a link that is another one than before, and says so', () => {
		expect(checked({})).toBe('right');
		expect(checked({ link: `${linkOf('k1')}?v=2` })).toBe('correct link_changed');
	});

	it('is no news of a link when something else differs', () => {
		expect(checked({}, { mergeFields: {} })).toBe('correct');
	});

	it('neither tags nor offboards', () => {
		expect(checked({}, { tags: [] })).toBe('later moved_on');
		expect(checked({ state: 'inactive' })).toBe('later moved_on');
	});
});
