import fc from 'fast-check';
import { assignCoupon } from '../../../../nodes/CreatorProgram/coupons/assign';
import { codesIn } from '../../../../nodes/CreatorProgram/coupons/lists';
import type { Creator, Lists, StoreCode } from '../../../../nodes/CreatorProgram/coupons/types';
import { code, compare, contact, creator } from './support';

/** A programme of three, with what Refersion, Mailchimp and the shop have. */
class Programme {
	readonly people = ['a', 'b', 'c'].map((key) => ({
		key,
		state: 'other' as Creator['state'],
		stored: { coupon: '', number: 0, old: '' },
		news: [] as Array<{ code: string; number: number }>,
	}));

	store = new Map<string, StoreCode>();
	private last = 0;

	/** Refersion gives a code; its news comes later, or more than once. */
	give(person: number): void {
		const { key, news } = this.people[person];
		this.last += 1;
		news.push({ code: `${key.toUpperCase()}${this.last}`, number: this.last });
	}

	/** News about somebody comes, in whatever order. */
	hear(person: number, which: number): void {
		const { news } = this.people[person];
		if (news.length > 0) this.learn(person, news[which % news.length]);
	}

	private learn(person: number, news: { code: string; number: number }): void {
		const one = this.people[person];
		one.stored = assignCoupon(news, one.stored) ?? one.stored;
	}

	/** Everything that Refersion sent has come, at least once. */
	hearAll(): void {
		this.people.forEach(({ news }, person) => {
			for (const each of news) this.learn(person, each);
		});
	}

	/**
	 * A run over what was read, killed after some of its steps; n8n may do the others never.
	 *
	 * @returns what it did
	 */
	run({
		lacks,
		steps,
	}: {
		lacks: { [list in keyof Lists]?: number | undefined };
		steps: number;
	}): string[] {
		const without = <T>(list: T[], from?: number): T[] =>
			from === undefined ? list : list.slice(from);
		const lists: Lists = {
			creators: without(
				this.people.map(({ key, state }) => creator(key, state)),
				lacks.creators,
			),
			contacts: without(
				this.people.map(({ key, stored }) =>
					contact(key, stored.coupon, { old: codesIn(stored.old) }),
				),
				lacks.contacts,
			),
			codes: without([...this.store.values()], lacks.codes),
		};
		const { decisions } = compare(lists);
		const todo = decisions.filter(({ verdict }) => verdict === 'make' || verdict === 'take_back');
		return todo.slice(0, steps).map(({ verdict, code: name }) => {
			if (verdict === 'make') this.store.set(name, code(name));
			else this.store.delete(name);
			return `${verdict} ${name}`;
		});
	}

	current(): Set<string> {
		return new Set(
			this.people.filter(({ state }) => state === 'active').map(({ stored }) => stored.coupon),
		);
	}
}

const person = fc.integer({ min: 0, max: 2 });
const gap = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined });
const event = fc.oneof(
	fc.record({ what: fc.constantFrom('join' as const, 'leave' as const, 'give' as const), person }),
	fc.record({ what: fc.constant('hear' as const), person, which: fc.nat(5) }),
	fc.record({
		what: fc.constant('run' as const),
		lacks: fc.record({ creators: gap, contacts: gap, codes: gap }),
		steps: fc.nat(4),
	}),
);

it('whatever happens: one live code a creator, and none taken back of who is in', () => {
	fc.assert(
		fc.property(fc.array(event, { maxLength: 40 }), (events) => {
			const programme = new Programme();
			for (const each of events) {
				if (each.what === 'run') {
					const inUse = programme.current();
					for (const done of programme.run(each)) {
						const [verdict, name] = done.split(' ');
						if (verdict === 'take_back') expect(inUse).not.toContain(name);
					}
				} else if (each.what === 'hear') programme.hear(each.person, each.which);
				else if (each.what === 'give') programme.give(each.person);
				else programme.people[each.person].state = each.what === 'join' ? 'active' : 'inactive';
			}
			programme.hearAll();
			programme.run({ lacks: {}, steps: Infinity });
			const wanted = programme.people
				.filter(({ state, news }) => state === 'active' && news.length > 0)
				.map(({ news }) => news.at(-1)?.code);
			expect([...programme.store.keys()].sort()).toEqual(wanted.sort());
			// And then there is nothing to do.
			expect(programme.run({ lacks: {}, steps: Infinity })).toEqual([]);
		}),
		{ numRuns: 2_000 },
	);
});
