import fc from 'fast-check';
import { GONE, TAG } from './model';
import {
	again,
	contact,
	decide,
	ELSEWHERE,
	HERE,
	linkOf,
	person,
	saidBy,
	STATUSES,
} from './support';

describe('whatever was said, and is there now', () => {
	const emails = fc.constantFrom(HERE, ELSEWHERE, 'z@x.com');
	const keys = fc.constantFrom('', 'k1', 'k2', 'k9');
	const contacts = fc.uniqueArray(
		fc.record({
			email: emails,
			key: keys,
			tags: fc.subarray([TAG, GONE]),
			status: fc.constantFrom(...STATUSES),
		}),
		{ selector: ({ email }) => email },
	);
	const one = fc.record({ email: emails, state: fc.constantFrom('active', 'inactive', 'ignored') });
	const allowed: Record<string, string[]> = {
		add: ['add', 'correct'],
		correct: ['correct'],
		check: ['correct'],
		move: ['move', 'correct', 'add'],
		merge: ['merge', 'correct'],
		offboard: ['offboard'],
	};
	const always = ['right', 'nothing', 'later', 'held'];

	it('no more is done: no other kind of change, no mail, no contact that was not named', () => {
		const happenings = fc.record({
			was: fc.tuple(one, contacts),
			others: fc.array(one, { maxLength: 2 }),
			now: fc.tuple(one, contacts),
			takeOver: fc.boolean(),
			check: fc.boolean(),
		});
		let count = 0;
		const property = fc.property(happenings, ({ was, others, now, takeOver, check }) => {
			const everybody = others.map((each, index) => person({ ...each, key: `k${index + 2}` }));
			const before = decide([person(was[0]), ...everybody], was[1].map(contact), { takeOver });
			if (before.verdict === 'right' && check) before.verdict = 'check';
			if (always.includes(before.verdict)) return;
			count += 1;
			const said = saidBy(before);
			const fresh = person({ ...now[0], link: linkOf('k1') });
			const named = [fresh.email, said.contactEmail, said.otherEmail];
			const there = now[1].filter(({ email }) => named.includes(email)).map(contact);
			const made = again(said, fresh, there);
			expect([...allowed[said.verdict], ...always]).toContain(made.verdict);
			if (made.mail === 'welcome') expect(said.mail).toBe('welcome');
			const addsTag = made.changes.some(({ name, to }) => name === TAG && to !== null);
			if (addsTag) expect(['add', 'move', 'merge']).toContain(said.verdict);
			if (always.includes(made.verdict)) return;
			if (made.contact) expect(named).toContain(made.contact.email);
			// Another's contact is changed only if it is what Compare saw, and with the tag only to take it over.
			const { key = '', tags = [] } = made.contact ?? {};
			if (['', 'k1'].includes(key)) return;
			expect(key).toBe(said.contactKey);
			if (tags.includes(TAG)) expect(said.takenOverFrom).toBe(key);
		});
		fc.assert(property, { seed: 7, numRuns: 5_000 });
		expect(count).toBeGreaterThan(1_000);
	});
});
