import { brake, type BrakeLimits } from '../../../../nodes/Mailchimp/sync/brake';
import { decisionItem } from '../../../../nodes/Mailchimp/sync/items';
import { plan } from '../../../../nodes/Mailchimp/sync/plan';
import type { Contact, Decision, Person } from '../../../../nodes/Mailchimp/sync/types';
import { RULES } from './model';
import { contact, gone, linkOf, person } from './support';

const LIMITS: BrakeLimits = { people: 25, percent: 20 };

const ids = (count: number, from: string) =>
	Array.from({ length: count }, (_each, index) => `${from}${index + 1}`);
const one = (key: string, more: Partial<Person> = {}) =>
	person({ key, email: `${key}@x.com`, ...more });
const theirs = (key: string, more: Partial<Contact> = {}) =>
	contact({ key, email: `${key}@x.com`, ...more });

/** Decisions: so many to welcome, offboard, correct, and others that are not counted. */
function decisions({
	add = 0,
	offboard = 0,
	correct = 0,
	move = 0,
	merge = 0,
	silent = 0,
	right = 0,
}) {
	const wrong = { mergeFields: {} };
	const of = (people: Person[], contacts: Contact[], rules = {}) =>
		plan(people, contacts, { ...RULES, ...rules });
	const pairs = (count: number, from: string, leaves: boolean, more: Partial<Contact>) => {
		const keys = ids(count, from);
		return of(
			keys.map((key) => one(key, leaves ? { state: 'inactive' } : {})),
			keys.map((key) => theirs(key, more)),
		);
	};
	const old = (key: string) => theirs(key, { email: `old-${key}@x.com` });
	const moving = ids(move, 'm');
	const merging = ids(merge, 'd');
	return [
		...of(
			ids(add, 'a').map((key) => one(key)),
			[],
		),
		...of(
			ids(silent, 's').map((key) => one(key)),
			[],
			{ takeOver: true },
		),
		...pairs(offboard, 'o', true, {}),
		...pairs(correct, 'c', false, wrong),
		...pairs(right, 'r', false, {}),
		...of(
			moving.map((key) => one(key)),
			moving.map(old),
		),
		...of(
			merging.map((key) => one(key)),
			merging.flatMap((key) => [old(key), theirs(key, { key: '', link: linkOf(key) })]),
		),
	];
}

/** How many of each verdict go on, and what the brake says. */
function after(all: Decision[], tagged: number, limits = LIMITS) {
	const counts: Record<string, number> = {};
	const told: string[] = [];
	for (const { verdict, reason, about } of brake(all, tagged, limits)) {
		if (reason === 'brake') told.push(about);
		else counts[verdict] = (counts[verdict] ?? 0) + 1;
	}
	return { counts, told };
}

describe('the brake', () => {
	it.each([
		['welcome', 'add', 'be welcomed with a mail'],
		['offboard', 'offboard', 'lose their tag'],
		['correct', 'correct', 'be corrected'],
		['correct', 'move', 'be corrected'],
		['correct', 'merge', 'be corrected'],
	])('counts the kind %s of %s: 25 go on, 26 do not', (_kind, verdict, words) => {
		expect(after(decisions({ [verdict]: 25 }), 100)).toEqual({
			counts: { [verdict]: 25 },
			told: [],
		});
		const { counts, told } = after(decisions({ [verdict]: 26 }), 100);
		expect(counts).toEqual({});
		expect(told).toHaveLength(1);
		expect(told[0]).toContain(`26 people would ${words} at once, where 100 are tagged now: `);
	});

	it('takes corrections, moves and merges together', () => {
		expect(after(decisions({ correct: 10, move: 10, merge: 6 }), 100).counts).toEqual({});
		expect(after(decisions({ correct: 10, move: 10, merge: 5 }), 100).told).toEqual([]);
	});

	it('lets a programme that has just begun grow to three times what it has', () => {
		expect(after(decisions({ add: 9 }), 3).counts).toEqual({ add: 9 });
		expect(after(decisions({ add: 10 }), 3).told).toHaveLength(1);
		// One approval does not let those through whom the first look has held back.
		expect(after(decisions({ add: 4 }), 1).told).toHaveLength(1);
		expect(after(decisions({ add: 25 }), 9).told).toEqual([]);
	});

	it('counts each kind by itself, and lets the others go on', () => {
		const all = decisions({ add: 25, offboard: 30, correct: 25, right: 40 });
		const { counts, told } = after(all, 100);
		expect(counts).toEqual({ add: 25, correct: 25, right: 40 });
		expect(told).toHaveLength(1);
		expect(told[0]).toMatch(/^30 people would lose their tag/);
	});

	it('says one sentence for each kind of which there is too much', () => {
		const { told } = after(decisions({ add: 26, offboard: 26, correct: 26 }), 100);
		expect(told.map((text) => text.split(' at once')[0])).toEqual([
			'26 people would be welcomed with a mail',
			'26 people would lose their tag',
			'26 people would be corrected',
		]);
	});

	it.each([
		['add', 'use Take Over instead, so that they get no mail'],
		['offboard', 'the list of people may have been read in part only'],
		['correct', 'look at where the values come from'],
	])('says of %s what fits it, and how to let it through', (verdict, advice) => {
		const [item] = brake(decisions({ [verdict]: 26 }), 100, LIMITS).map(decisionItem);
		expect(item.what_to_do).toContain(advice);
		expect(item.what_to_do).toContain('set Stop If More Than (People) to 0');
		expect(String(item.what_to_do).includes('Take Over')).toBe(verdict === 'add');
	});

	it('stops what exceeds both the people and the percentage', () => {
		// 20 percent of 200 are 40.
		expect(after(decisions({ offboard: 40 }), 200).told).toEqual([]);
		expect(after(decisions({ offboard: 41 }), 200).told).toHaveLength(1);
		expect(after(decisions({ offboard: 41 }), 204).told).toHaveLength(1);
		expect(after(decisions({ offboard: 41 }), 205).told).toEqual([]);
		// All of ten are 100 percent, and ten people only.
		expect(after(decisions({ offboard: 10 }), 10).told).toEqual([]);
	});

	it('leaves it to the people alone where the percentage is 0', () => {
		expect(
			after(decisions({ offboard: 26 }), 10_000, { people: 25, percent: 0 }).told,
		).toHaveLength(1);
	});

	it('is off at 0 people, also for a first look', () => {
		const off = { people: 0, percent: 20 };
		const all = decisions({ add: 500, offboard: 500 });
		expect(after(all, 0, off)).toEqual({ counts: { add: 500, offboard: 500 }, told: [] });
	});

	it('welcomes three people at most while nobody has the tag, and no one of four', () => {
		expect(after(decisions({ add: 3 }), 0)).toEqual({ counts: { add: 3 }, told: [] });
		expect(after(decisions({ add: 4 }), 0)).toEqual({
			counts: {},
			told: [
				'4 people would be welcomed with a mail at once, where nobody is tagged yet: a1@x.com, a2@x.com, a3@x.com and 1 more',
			],
		});
		expect(after(decisions({ add: 4 }), 2).told).toEqual([]);
		expect(after(decisions({ add: 3 }), 0, { people: 2, percent: 20 }).told).toHaveLength(1);
		expect(after(decisions({ add: 4 }), 1).told[0]).toContain(', where 1 is tagged now: ');
	});

	it('does not count who is tagged without a mail', () => {
		expect(after(decisions({ silent: 500 }), 0)).toEqual({ counts: { add: 500 }, told: [] });
	});

	it('counts contacts that nobody claims, and names them', () => {
		const keys = ids(30, 'z');
		const strays = keys.map((key) => theirs(key));
		const all = plan([gone()], strays, { ...RULES, offboardOrphans: true });
		expect(after(all, 30).told).toEqual([
			'30 people would lose their tag at once, where 30 are tagged now: z1@x.com, z2@x.com, z3@x.com and 27 more',
		]);
	});

	it('is about nobody in particular, and says what to do', () => {
		const [stopped] = brake(decisions({ add: 4 }), 0, LIMITS);
		expect(decisionItem(stopped)).toMatchObject({
			verdict: 'held',
			reason: 'brake',
			key: '',
			email: '',
		});
		const { what_happened: what, what_to_do: remedy } = decisionItem(stopped);
		expect(what).toBe(stopped.about);
		expect(remedy).toMatch(/Stop If More Than \(People\) to 0.* by hand.* Take Over/);
	});
});
