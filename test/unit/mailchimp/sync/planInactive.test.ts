import { plan } from '../../../../nodes/Mailchimp/sync/plan';
import type { Contact, Person } from '../../../../nodes/Mailchimp/sync/types';
import { GONE, RULES, TAG } from './model';
import {
	contact,
	decide,
	decideLive,
	ELSEWHERE,
	gone,
	HERE,
	inWords,
	linkOf,
	person,
	STATUSES,
} from './support';

const seen = STATUSES.filter((status) => status !== 'archived');

describe('a person who has left', () => {
	it.each(seen)('loses the tag of the own contact, which is %s, here or elsewhere', (status) => {
		for (const email of [HERE, ELSEWHERE]) {
			expect(decide(gone(), [contact({ status, email })])).toMatchObject({
				verdict: 'offboard',
				reason: '',
				contact: { email },
				changes: [
					{ what: 'tag', name: GONE, from: null, to: GONE },
					{ what: 'tag', name: TAG, from: TAG, to: null },
				],
			});
		}
		expect(inWords(decideLive(gone(), contact({ status })))).toBe('offboard');
	});

	it('gets no second tag of those who left, and only the other one goes', () => {
		expect(decide(gone(), [contact({ tags: ['NEW-Affiliate', GONE] })]).changes).toEqual([
			{ what: 'tag', name: TAG, from: TAG, to: null },
		]);
	});

	it.each<[string, Contact[]]>([
		['no contact', []],
		['an archived one', [contact({ status: 'archived' })]],
		['one without the tag', [contact({ tags: [GONE] })]],
		['one with the key of somebody else', [contact({ key: 'k2' })]],
		['an untagged one without a key', [contact({ key: '', tags: [] })]],
		['an archived one without a key', [contact({ key: '', status: 'archived' })]],
	])('and has %s is nothing to do about', (_what, contacts) => {
		expect(inWords(decide(gone(), contacts))).toBe('nothing');
		expect(inWords(decideLive(gone(), ...contacts))).toBe('nothing');
	});

	it('keeps the contact here before another one, and then loses the tag of that as well', () => {
		const two = [contact({ email: ELSEWHERE }), contact()];
		expect(decide(gone(), two).contact?.email).toBe(HERE);
		expect(decide(gone(), [two[0], contact({ tags: [GONE] })]).contact?.email).toBe(ELSEWHERE);
	});

	it('is held for no value, link or other field', () => {
		const one = gone({ problem: 'FNAME takes a text', link: '' });
		expect(inWords(decide(one, [contact()]))).toBe('offboard');
	});

	it.each([
		['here', HERE],
		['elsewhere', ELSEWHERE],
	])('keeps the tag of a contact at the address of an active person, %s', (_what, email) => {
		const other = person({ key: 'k2', email });
		expect(inWords(decide([gone(), other], [contact({ email })]))).toBe('nothing');
		expect(inWords(decide([gone(), other], [contact({ key: '', email })]))).toBe('nothing');
		// Also where that person is held.
		const unsound = { ...other, missing: 'first_name' };
		expect(inWords(decide([gone(), unsound], [contact({ email })]))).toBe('nothing');
	});
});

describe('a tagged contact without a key, at the address of one who has left', () => {
	const keyless = contact({ key: '', link: linkOf('k1') });
	const other = (state: Person['state']) => person({ key: 'k2', state });

	it.each<[string, Person[], string[]]>([
		['is offboarded when nobody else is there', [gone()], ['offboard']],
		[
			'is offboarded once when all who are there have left',
			[gone(), other('inactive')],
			['offboard', 'nothing'],
		],
		[
			'is left alone when one who is there may come yet',
			[gone(), other('ignored')],
			['nothing', 'nothing'],
		],
		['whichever of them comes first', [other('ignored'), gone()], ['nothing', 'nothing']],
		[
			'and when the status of one is not known',
			[gone(), other('unknown')],
			['nothing', 'held unknown_state'],
		],
	])('%s', (_what, people, expected) => {
		expect(plan(people, [keyless], RULES).map(inWords)).toEqual(expected);
	});

	it('waits for a look at everybody in the live path', () => {
		expect(inWords(decideLive(gone(), keyless))).toBe('later next_look');
	});
});

describe('a tagged contact that nobody claims', () => {
	const stray = (more: Partial<Contact> = {}) => contact({ key: 'k9', email: 'z@x.com', ...more });
	const orphansOf = (people: Person[], contacts: Contact[], rules = {}) =>
		plan(people, contacts, { ...RULES, ...rules })
			.filter(({ person: about }) => about === undefined)
			.map(inWords);

	it.each(seen)('is held when it is %s, and offboarded only where that is wanted', (status) => {
		expect(orphansOf([gone()], [stray({ status })])).toEqual(['held orphan']);
		expect(orphansOf([gone()], [stray({ status, key: '' })])).toEqual(['held orphan']);
		const decided = plan([gone()], [stray({ status })], { ...RULES, offboardOrphans: true })[1];
		expect(decided).toMatchObject({
			verdict: 'offboard',
			reason: 'orphan',
			contact: { email: 'z@x.com' },
			changes: [
				{ name: GONE, to: GONE },
				{ name: TAG, to: null },
			],
		});
	});

	it.each<[string, Person[], Contact]>([
		['archived', [person()], stray({ status: 'archived' })],
		['without the tag', [person()], stray({ tags: [GONE] })],
		['of a person whose key it has', [person({ key: 'k9' })], stray()],
		['of a person who is ignored', [person({ key: 'k9', state: 'ignored' })], stray()],
		['of a person who is held', [person({ key: 'k9', missing: 'status' })], stray()],
		['without a key, at an address in the list', [gone({ email: 'z@x.com' })], stray({ key: '' })],
		['that an active person takes over', [person({ email: 'z@x.com' })], stray()],
	])('is none when it is one %s', (_what, people, one) => {
		expect(orphansOf(people, [one])).toEqual([]);
		expect(orphansOf(people, [one], { offboardOrphans: true })).toEqual([]);
	});

	it('is one at the address of somebody who has left and never had it', () => {
		expect(orphansOf([gone({ email: 'z@x.com' })], [stray()])).toEqual(['held orphan']);
	});

	it.each([{ offboardOrphans: true }, { offboardOrphans: false }])(
		'is none where the list of people is empty (%p): that is more likely a mistake',
		(rules) => {
			expect(plan([], [stray()], { ...RULES, ...rules })).toEqual([]);
		},
	);

	it('is none in the live path', () => {
		const rules = { isComplete: false, offboardOrphans: true };
		expect(orphansOf([person()], [stray()], rules)).toEqual([]);
	});
});
