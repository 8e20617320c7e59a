import fc from 'fast-check';
import { plan } from '../../../../nodes/Mailchimp/sync/plan';
import type { Contact, Person } from '../../../../nodes/Mailchimp/sync/types';
import { GONE, RULES, TAG } from './model';
import {
	contact,
	decide,
	ELSEWHERE,
	gone,
	HERE,
	inWords,
	linkOf,
	person,
	STATUSES,
} from './support';

/** Another active person. */
const other = (more: Partial<Person> = {}) => person({ key: 'k2', email: ELSEWHERE, ...more });

describe('who cannot be decided about', () => {
	it.each([
		['no key', { key: '' }, 'held no_key'],
		['no address', { email: '' }, 'held no_address'],
		['an address that is none', { email: 'ann@' }, 'held no_address'],
		['a field missing that others have', { missing: 'status', key: '' }, 'held missing_field'],
		['a status that is named nowhere', { state: 'unknown' }, 'held unknown_state'],
	] as const)('has %s', (_what, more, expected) => {
		expect(inWords(decide(person(more), [contact()]))).toBe(expected);
	});

	it('has a key that somebody else has too; so neither of them is', () => {
		const people = [person(), person({ email: ELSEWHERE })];
		const decisions = plan(people, [contact()], RULES);
		expect(decisions.map(inWords)).toEqual(['held same_key', 'held same_key']);
	});

	it('and is in the list twice in the same way is one person', () => {
		expect(plan([person(), person()], [], RULES).map(inWords)).toEqual([
			'add with a mail',
			'nothing',
		]);
	});

	it.each([
		['a tagged contact', [TAG], 'held not_active_any_more'],
		['one without the tag', [], 'nothing'],
	])('and is ignored, with %s', (_what, tags, expected) => {
		const one = person({ state: 'ignored', stateWord: 'PENDING' });
		expect(inWords(decide(one, [contact({ tags })]))).toBe(expected);
		expect(inWords(decide(one, [contact({ tags, email: ELSEWHERE })]))).toBe(expected);
		expect(inWords(decide(one, [contact({ tags, status: 'archived' })]))).toBe('nothing');
	});
});

describe('several active people at one address', () => {
	const people = [person({ key: 'k3' }), person({ key: 'k1' }), person({ key: 'k2' })];
	const ownerOf = (contacts: Contact[]) => {
		const decisions = plan(people, contacts, RULES);
		const held = decisions.filter(({ reason }) => reason === 'same_address');
		expect(held).toHaveLength(2);
		const owner = decisions.find(({ verdict }) => verdict !== 'held')?.person?.key;
		expect(held.map(({ about }) => about)).toEqual([owner, owner]);
		return owner;
	};

	it.each([
		['whose key the contact has', [contact({ key: 'k3', link: linkOf('k2') })], 'k3'],
		['else whose key is in its link', [contact({ key: '', link: linkOf('k2') })], 'k2'],
		['else who has the smallest key', [contact({ key: '', link: linkOf('k22') })], 'k1'],
		['also where there is no contact', [], 'k1'],
	])('it belongs to the one %s', (_what, contacts, expected) => {
		expect(ownerOf(contacts)).toBe(expected);
	});

	it('goes on with the others when one of them cannot be decided about', () => {
		const decisions = plan([person({ missing: 'status' }), other({ email: HERE })], [], RULES);
		expect(decisions.map(inWords)).toEqual(['held missing_field', 'add with a mail']);
	});
});

describe('a contact at the address with the key of somebody else', () => {
	const theirs = (more: Partial<Contact> = {}) => contact({ key: 'k2', ...more });
	const free = theirs({ tags: [] });

	it.each<[string, Person[], Contact, string]>([
		['active here, but held', [other({ email: HERE, missing: 'x' })], free, 'held same_address'],
		['active elsewhere, without the tag', [other()], free, 'add with a mail'],
		['about to leave it', [other()], theirs(), 'later address_is_freed'],
		[
			'active elsewhere, and held there',
			[other({ missing: 'x' })],
			theirs(),
			'held address_in_use',
		],
		['ignored', [other({ state: 'ignored' })], theirs(), 'held address_in_use'],
		['of an unknown state', [other({ state: 'unknown' })], theirs(), 'held address_in_use'],
		['inactive', [gone({ key: 'k2', email: ELSEWHERE })], theirs(), 'correct taken_over'],
		[
			'inactive, without the tag',
			[gone({ key: 'k2', email: ELSEWHERE })],
			free,
			'add taken_over with a mail',
		],
		['nobody, with the tag', [], theirs(), 'correct taken_over'],
		['nobody, with the other tag', [], theirs({ tags: [GONE] }), 'add taken_over with a mail'],
		['nobody, without a tag', [], free, 'held other_key'],
		['nobody, with a strange tag', [], theirs({ tags: ['customer'] }), 'held other_key'],
	])('whose owner is %s', (_what, others, there, expected) => {
		const decided = decide([person(), ...others], [there]);
		expect(inWords(decided)).toBe(expected);
		expect(decided.takenOverFrom).toBe(expected.includes('taken_over') ? 'k2' : '');
	});

	it('is waited for while its owner puts two contacts together', () => {
		const new2 = contact({ key: 'k2', email: ELSEWHERE, tags: [] });
		expect(plan([person(), other()], [theirs(), new2], RULES).map(inWords)).toEqual([
			'later address_is_freed',
			'merge',
		]);
	});

	it('is waited for while it bounced, and its owner has another one', () => {
		const new2 = contact({ key: 'k2', email: ELSEWHERE });
		const bounced = theirs({ status: 'cleaned' });
		expect(plan([person(), other()], [bounced, new2], RULES).map(inWords)).toEqual([
			'later address_is_freed',
			'correct',
		]);
		// The other contact loses the tag; the next look sees that it bounced.
		const next = plan([person(), other()], [{ ...bounced, tags: [] }, new2], RULES);
		expect(next.map(inWords)).toEqual(['held bounced', 'right']);
	});

	it('is not waited for by people who exchange their addresses: all of them are held', () => {
		const contacts = [theirs(), contact({ key: 'k1', email: ELSEWHERE })];
		for (const people of [
			[person(), other()],
			[other(), person()],
		]) {
			const decisions = plan(people, contacts, RULES);
			expect(decisions.map(inWords)).toEqual(['held address_in_use', 'held address_in_use']);
		}
	});

	it('is waited for in a row, and by any number of people', () => {
		const ids = Array.from({ length: 20_000 }, (_each, index) => index);
		const people = ids.map((id) => person({ key: `k${id}`, email: `a${id + 1}@x.com` }));
		const contacts = ids.map((id) => contact({ key: `k${id}`, email: `a${id}@x.com` }));
		const few = plan(people.slice(0, 4), contacts.slice(0, 4), RULES);
		expect(few.map(({ verdict }) => verdict)).toEqual(['later', 'later', 'later', 'move']);
		expect(plan(people, contacts, RULES).at(-1)?.verdict).toBe('move');
	});
});

describe('a contact without a key', () => {
	it.each([
		['with the link of somebody else', { link: linkOf('k9') }],
		['with the tag of those who left', { tags: [GONE] }],
	])('%s is adopted by its address when everybody is known', (_what, more) => {
		const decided = decide(person(), [contact({ key: '', tags: [], ...more })]);
		expect(inWords(decided)).toBe('add with a mail');
	});
});

describe('a contact elsewhere with the key', () => {
	it('is left to an active person who lives there, unless it has the tag', () => {
		const theirs = contact({ email: ELSEWHERE, tags: [] });
		expect(plan([person(), other()], [theirs], RULES).map(inWords)).toEqual([
			'add with a mail',
			'add with a mail',
		]);
		const tagged = contact({ email: ELSEWHERE });
		expect(plan([person(), other()], [tagged], RULES).map(inWords)).toEqual([
			'move',
			'later address_is_freed',
		]);
	});
});

it('one contact serves one person in a look', () => {
	const keys = fc.constantFrom('', 'k1', 'k2', 'k3', 'k4');
	const emails = fc.constantFrom('a@x.com', 'b@x.com', 'c@x.com', 'd@x.com');
	const people = fc.array(
		fc.record({
			key: keys,
			email: emails,
			state: fc.constantFrom('active', 'inactive', 'ignored'),
		}),
		{ minLength: 2, maxLength: 4 },
	);
	const tags = fc.subarray([TAG, GONE]);
	const status = fc.constantFrom(...STATUSES);
	const contacts = fc.uniqueArray(fc.record({ email: emails, key: keys, tags, status }), {
		minLength: 1,
		selector: ({ email }) => email,
	});
	const property = fc.property(people, contacts, (some, there) => {
		const decisions = plan(
			some.map((one) => person({ ...one, state: one.state })),
			there.map((one) => contact(one)),
			RULES,
		);
		const used = decisions
			.filter(({ verdict }) => ['add', 'correct', 'move', 'merge', 'offboard'].includes(verdict))
			.flatMap(({ contact: own, other: second }) => [own, second])
			.filter((each) => each !== undefined);
		expect(new Set(used).size).toBe(used.length);
	});
	fc.assert(property, { seed: 7, numRuns: 2_000 });
});
