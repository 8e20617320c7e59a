import type { Contact } from '../../../../nodes/Mailchimp/sync/types';
import { GONE, TAG } from './model';
import {
	contact,
	decide,
	decideLive,
	ELSEWHERE,
	inWords,
	linkOf,
	person,
	STATUSES,
} from './support';

/** "subscribed*" is a contact with the tag, "subscribed" one without; "none" is no contact. */
const KINDS = ['none', ...STATUSES.flatMap((status) => [status, `${status}*`])];

function contactOf(kind: string, more: Partial<Contact>): Contact[] {
	if (kind === 'none') return [];
	const tags = kind.endsWith('*') ? [TAG] : [];
	return [contact({ status: kind.replace('*', ''), tags, ...more })];
}

/** A contact at the person's address; without the tag it is one that nobody has claimed yet. */
function here(kind: string, more: Partial<Contact> = {}): Contact[] {
	return contactOf(kind, { key: kind.endsWith('*') ? 'k1' : '', ...more });
}

/** Another contact with the person's key. */
function elsewhere(kind: string): Contact[] {
	return contactOf(kind, { email: ELSEWHERE });
}

const others = (...kinds: string[]) => KINDS.filter((kind) => !kinds.includes(kind));
const CAN_MOVE = ['subscribed*', 'unsubscribed*', 'transactional*'];

/** The table of docs/how-it-decides.md: at the address, elsewhere, the decision. */
const TABLE: Array<[string[], string[], string]> = [
	[['none'], ['none', 'pending', 'pending*', 'archived', 'archived*'], 'add with a mail'],
	[['none'], ['cleaned', 'cleaned*'], 'add with a mail'],
	[['none'], CAN_MOVE, 'move'],
	[['none'], ['subscribed'], 'move tag_was_missing with a mail'],
	[['none'], ['unsubscribed'], 'held unsubscribed'],
	[['none'], ['transactional'], 'held transactional'],
	[['subscribed', 'subscribed*'], CAN_MOVE, 'merge'],
	[['subscribed'], others(...CAN_MOVE), 'add with a mail'],
	[['subscribed*'], others(...CAN_MOVE, 'cleaned*'), 'right'],
	[['subscribed*'], ['cleaned*'], 'correct'],
	[['pending', 'pending*'], KINDS, 'correct waiting'],
	[['unsubscribed*', 'transactional*'], KINDS, 'right'],
	[['unsubscribed'], KINDS, 'held unsubscribed'],
	[['transactional'], KINDS, 'held transactional'],
	[['cleaned', 'cleaned*'], KINDS, 'held bounced'],
	[['archived', 'archived*'], KINDS, 'held archived'],
];

describe('an active person, in a look at everybody', () => {
	const cells = TABLE.flatMap(([ats, elses, expected]) =>
		ats.flatMap((at) => elses.map((other) => [at, other, expected] as const)),
	);

	it('has a row of the table for every pair of contacts', () => {
		const named = cells.map(([at, other]) => `${at} ${other}`).sort();
		expect(named).toEqual(KINDS.flatMap((at) => KINDS.map((other) => `${at} ${other}`)).sort());
	});

	it.each(cells)('with %s at the address and %s elsewhere: %s', (at, other, expected) => {
		// One who waits has fields that are not stored yet.
		const stored = at.startsWith('pending') ? { mergeFields: {} } : {};
		const decided = decide(person(), [...here(at, stored), ...elsewhere(other)]);
		expect(inWords(decided)).toBe(expected);
		// The other contact loses the tag only if it has it, and the person another one.
		const losesTag = ['add', 'correct', 'merge'].includes(decided.verdict) && other.endsWith('*');
		const isSeen = !['pending*', 'archived*'].includes(other) && !at.startsWith('pending');
		expect(decided.other?.email).toBe(losesTag && isSeen ? ELSEWHERE : undefined);
	});

	it('who waits for the confirmation, and has everything else, is held as waiting', () => {
		expect(inWords(decide(person(), here('pending*')))).toBe('held waiting');
		const keyless = decide(person(), here('pending', { mergeFields: {} }));
		expect(keyless.changes.map(({ name }) => name)).toEqual(['AFFCODE', 'AFFLINK', 'FNAME']);
	});

	it.each([
		['the tag is gone', { tags: [] }, 'add tag_was_missing with a mail'],
		['the person had left', { tags: [GONE] }, 'add came_back with a mail'],
	])('with the own contact, and %s, gets the tag, and it is said', (_what, more, expected) => {
		const decided = decide(person(), [contact(more)]);
		expect(inWords(decided)).toBe(expected);
		expect(decided.changes).toContainEqual({ what: 'tag', name: TAG, from: null, to: TAG });
	});

	it('who moves gets a tag that was missing, and loses the tag of those who left', () => {
		const old = contact({ email: ELSEWHERE, tags: [GONE], mergeFields: {} });
		const decided = decide(person(), [old]);
		expect(inWords(decided)).toBe('move came_back with a mail');
		expect(decided.changes).toEqual([
			{ what: 'address', name: 'email', from: ELSEWHERE, to: person().email },
			{ what: 'merge field', name: 'FNAME', from: null, to: 'Ann' },
			{ what: 'tag', name: TAG, from: null, to: TAG },
			{ what: 'tag', name: GONE, from: GONE, to: null },
		]);
	});

	it('with several contacts elsewhere moves one with the tag, and rather one that gets mails', () => {
		const contacts = [
			contact({ email: 'one@x.com', tags: [] }),
			contact({ email: 'two@x.com', status: 'unsubscribed' }),
			contact({ email: 'three@x.com' }),
		];
		expect(decide(person(), contacts).contact?.email).toBe('three@x.com');
		expect(decide(person(), contacts.slice(0, 2)).contact?.email).toBe('two@x.com');
	});

	it('is found whatever the capitals of the address', () => {
		const decided = decide(person({ email: 'A@X.com' }), [contact()]);
		expect(inWords(decided)).toBe('right');
	});

	it('is added and moved without a mail while people are taken over', () => {
		const rules = { takeOver: true };
		expect(inWords(decide(person(), [], rules))).toBe('add');
		expect(inWords(decide(person(), elsewhere('subscribed'), rules))).toBe('move tag_was_missing');
		expect(inWords(decide(person(), here('subscribed'), rules))).toBe('add');
	});
});

describe('a merge', () => {
	const groupTags = [{ prefix: 'tier-', tag: 'tier-gold' }];

	it('takes along the tags of the other contact, and leaves a new one to the next look', () => {
		const plain = contact({ key: '', tags: ['tier-silver'] });
		const merged = (tags: string[]) =>
			decide(person({ groupTags }), [plain, contact({ email: ELSEWHERE, tags })]);
		const tagsOf = (tags: string[]) =>
			merged(tags)
				.changes.filter(({ what }) => what === 'tag')
				.map(({ name, to }) => `${to === null ? '-' : '+'}${name}`);
		expect(merged([TAG]).verdict).toBe('merge');
		expect(tagsOf([TAG, 'Tier-Gold'])).toEqual(['+tier-gold', '-tier-silver', `+${TAG}`]);
		// It may start a journey, which a silent tag would not.
		expect(tagsOf([TAG])).toEqual(['-tier-silver', `+${TAG}`]);
		const after = contact({ tags: [TAG] });
		expect(decide(person({ groupTags }), [after])).toMatchObject({
			verdict: 'correct',
			changes: [{ name: 'tier-gold', from: null }],
		});
	});
});

describe('an active person, alone in the live path', () => {
	/** What is at the address, the decision, and that about somebody who has just been approved. */
	const LIVE: Array<[string, Contact[], string, string]> = [
		['nothing there', [], 'later next_look', 'add with a mail'],
		['a free contact', here('subscribed'), 'later next_look', 'add with a mail'],
		[
			'the own contact without the tag',
			[contact({ tags: [] })],
			'later next_look',
			'later next_look',
		],
		['all right', here('subscribed*'), 'right', 'right'],
		['another name', here('subscribed*', { mergeFields: {} }), 'correct', 'correct'],
		['a contact of another key', [contact({ key: 'k2' })], 'later next_look', 'later next_look'],
		[
			'a contact of another key without the tag',
			[contact({ key: 'k2', tags: [] })],
			'later next_look',
			'later next_look',
		],
		[
			'a contact without a key that has the link of somebody else',
			[contact({ key: '', link: linkOf('k2') })],
			'later next_look',
			'later next_look',
		],
		[
			"a contact without a key that has the person's link",
			[contact({ key: '', link: linkOf('k1') })],
			'correct',
			'correct',
		],
		['one who has not confirmed', here('pending*'), 'held waiting', 'held waiting'],
		['one who unsubscribed', here('unsubscribed'), 'held unsubscribed', 'held unsubscribed'],
		['one with the tag who unsubscribed', here('unsubscribed*'), 'right', 'right'],
		['a non-subscribed contact', here('transactional'), 'held transactional', 'held transactional'],
		['one that bounced', here('cleaned*'), 'held bounced', 'held bounced'],
		['an archived one', here('archived'), 'held archived', 'held archived'],
		[
			'an archived one of another key',
			[contact({ key: 'k2', status: 'archived' })],
			'held archived',
			'held archived',
		],
	];

	it.each(LIVE)('with %s', (_what, contacts, otherwise, approved) => {
		const link = linkOf('k1');
		expect(inWords(decideLive(person({ link }), ...contacts))).toBe(otherwise);
		expect(inWords(decideLive(person({ link, isApproval: true }), ...contacts))).toBe(approved);
	});
});
