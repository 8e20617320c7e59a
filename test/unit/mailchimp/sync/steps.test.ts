import { stepsOf, type Step } from '../../../../nodes/Mailchimp/sync/steps';
import type { Contact, Decision, Person } from '../../../../nodes/Mailchimp/sync/types';
import { GONE, RULES, TAG } from './model';
import { contact, decide, ELSEWHERE, gone, HERE, linkOf, person } from './support';

const link = linkOf('k1');
const groupTags = [{ prefix: 'tier-', tag: 'tier-gold' }];
const fields = { FNAME: 'Ann', AFFLINK: link, AFFCODE: 'k1' };

function steps(one: Person, contacts: Contact[], rules = {}): Step[] {
	return stepsOf(decide(one, contacts, rules), { ...RULES, ...rules });
}

function write(more: Partial<Extract<Step, { kind: 'write' }>>): Step {
	const tags = { tagsToAdd: [], tagsToRemove: [] };
	return {
		kind: 'write',
		email: HERE,
		mergeFields: fields,
		...tags,
		startAutomations: true,
		...more,
	};
}

const me = person({ link });
const atOld = (more: Partial<Contact> = {}) => contact({ email: ELSEWHERE, ...more });
const takesTagOff: Step = { kind: 'tags', email: ELSEWHERE, add: [], remove: [TAG] };

describe('what is written, in this order', () => {
	it.each<[string, Step[], Step[]]>([
		['for one who is added', steps(me, []), [write({ tagsToAdd: [TAG] })]],
		[
			'for one who came back',
			steps(me, [contact({ tags: [GONE] })]),
			[write({ tagsToAdd: [TAG], tagsToRemove: [GONE] })],
		],
		[
			'for one whose old contact bounced: it loses the tag last',
			steps(me, [atOld({ status: 'cleaned' })]),
			[write({ tagsToAdd: [TAG] }), takesTagOff],
		],
		['for one who is corrected', steps(me, [contact({ mergeFields: {} })]), [write({})]],
		[
			'for one with another tag of a group',
			steps({ ...me, groupTags }, [contact({ tags: [TAG, 'tier-silver'] })]),
			[write({ tagsToAdd: ['tier-gold'], tagsToRemove: ['tier-silver'] })],
		],
		[
			'for one who moves: the address first',
			steps(me, [atOld({ tags: [TAG, GONE] })]),
			[{ kind: 'rename', from: ELSEWHERE, to: HERE }, write({ tagsToRemove: [GONE] })],
		],
		[
			'for one who moves and lacks the tag: that last',
			steps(me, [atOld({ tags: [] })]),
			[{ kind: 'rename', from: ELSEWHERE, to: HERE }, write({ tagsToAdd: [TAG] })],
		],
		[
			'for two contacts of one person: the tag without a mail, then off the other one',
			steps(me, [contact({ key: '', tags: [] }), atOld()]),
			[write({ tagsToAdd: [TAG], startAutomations: false }), takesTagOff],
		],
		[
			'for one who has left: the status and the fields stay as they are',
			steps(gone(), [contact()]),
			[{ kind: 'tags', email: HERE, add: [GONE], remove: [TAG] }],
		],
		[
			'for one who is to confirm: no tag',
			steps(me, [contact({ status: 'pending', key: '', tags: [GONE] })]),
			[write({})],
		],
	])('%s', (_what, done, expected) => expect(done).toEqual(expected));

	it.each<[string, Decision]>([
		['right', decide(me, [contact({ link })])],
		['nothing', decide(gone(), [])],
		['held', decide(me, [contact({ status: 'archived' })])],
		['later', decide(me, [], { isComplete: false })],
		['check', { ...decide(me, [contact({ link })]), verdict: 'check' }],
	])('is nothing for the verdict %s', (verdict, decided) => {
		expect(decided.verdict).toBe(verdict);
		expect(stepsOf(decided, RULES)).toEqual([]);
	});

	it('is no link that is not known, and no value that is empty', () => {
		const one = person({ fields: new Map() });
		expect(steps(one, [])).toEqual([write({ mergeFields: { AFFCODE: 'k1' }, tagsToAdd: [TAG] })]);
	});
});

describe('tags that must not start a mail', () => {
	it('are those of everybody who is taken over', () => {
		const [step] = steps({ ...me, groupTags }, [], { takeOver: true });
		expect(step).toEqual(write({ tagsToAdd: ['tier-gold', TAG], startAutomations: false }));
	});

	it('are never in one request with one that must: that comes with the next look', () => {
		const free = contact({ key: '', tags: [] });
		const one = { ...me, groupTags };
		// The journey of the tier began at the other contact.
		expect(steps(one, [free, atOld({ tags: [TAG, 'tier-gold'] })])[0]).toEqual(
			write({ tagsToAdd: ['tier-gold', TAG], startAutomations: false }),
		);
		// It did not.
		expect(steps(one, [free, atOld()])[0]).toEqual(
			write({ tagsToAdd: [TAG], startAutomations: false }),
		);
		expect(steps(one, [contact({ link, tags: [TAG] }), atOld({ tags: [] })])).toEqual([
			write({ tagsToAdd: ['tier-gold'], startAutomations: true }),
		]);
	});

	it('are silent also where the contact that is kept has the tag of the programme', () => {
		const there = contact({ link, tags: [TAG] });
		const [step] = steps({ ...me, groupTags }, [there, atOld({ tags: [TAG, 'tier-gold'] })]);
		expect(step).toEqual(write({ tagsToAdd: ['tier-gold'], startAutomations: false }));
	});
});
