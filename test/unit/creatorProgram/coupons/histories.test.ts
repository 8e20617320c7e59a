import fc from 'fast-check';
import { assignCoupon } from '../../../../nodes/CreatorProgram/coupons/assign';
import { codesIn } from '../../../../nodes/CreatorProgram/coupons/lists';
import type { Creator, Lists, StoreCode } from '../../../../nodes/CreatorProgram/coupons/types';
import { code, compare, contact, creator } from './support';

interface Coupon {
	code: string;
	number: number;
}

/** From which place on a list is read; undefined for all of it. */
type Lacks = { [list in keyof Lists]?: number | undefined };

/** A programme of three, with what Refersion, Mailchimp and the shop have. */
class Programme {
	readonly people = ['a', 'b', 'c'].map((key) => ({
		key,
		state: 'other' as Creator['state'],
		stored: { coupon: '', number: 0, old: '' },
		news: [] as Coupon[],
	}));

	readonly store = new Map<string, StoreCode>();
	private last = 0;

	/**
	 * Refersion gives a code; its news comes later, or more than once.
	 *
	 * @param name a code that others may have had; none for a new one
	 * @param isPushed whether Refersion sends it to the shop by itself
	 */
	give(person: number, name: string | undefined, isPushed: boolean): void {
		const { key, news } = this.people[person];
		this.last += 1;
		const given = { code: name ?? `${key.toUpperCase()}${this.last}`, number: this.last };
		news.push(given);
		if (isPushed) this.store.set(given.code, code(given.code));
	}

	/** News about somebody comes, in whatever order. */
	hear(person: number, which: number): void {
		const one = this.people[person];
		const news = one.news.at(which % Math.max(1, one.news.length));
		if (news) one.stored = assignCoupon(news, one.stored) ?? one.stored;
	}

	/** Everything that Refersion sent has come, at least once: the newest first or last. */
	hearAll(newestFirst: boolean): void {
		this.people.forEach(({ news }, person) => {
			const places = [...news.keys()];
			for (const place of newestFirst ? places.reverse() : places) this.hear(person, place);
		});
	}

	/**
	 * A run over what was read, killed after some of its steps.
	 *
	 * @returns the codes that it took back
	 */
	run(lacks: Lacks = {}, steps = Infinity): string[] {
		const all: Lists = {
			creators: this.people.map(({ key, state }) => creator(key, state)),
			contacts: this.people.map(({ key, stored }) =>
				contact(key, stored.coupon, { old: codesIn(stored.old) }),
			),
			codes: [...this.store.values()],
		};
		const { decisions } = compare({
			creators: all.creators.slice(lacks.creators ?? 0),
			contacts: all.contacts.slice(lacks.contacts ?? 0),
			codes: all.codes.slice(lacks.codes ?? 0),
		});
		const toDo = decisions.filter(({ verdict }) => verdict === 'make' || verdict === 'take_back');
		return toDo.slice(0, steps).flatMap(({ verdict, code: name }) => {
			if (verdict === 'take_back') this.store.delete(name);
			else this.store.set(name, code(name));
			return verdict === 'take_back' ? [name] : [];
		});
	}

	/** The codes that those of a state have now. */
	codesOf(state: Creator['state']): string[] {
		const those = this.people.filter((one) => one.state === state);
		return those.map(({ stored }) => stored.coupon).filter(Boolean);
	}

	/** All that pending people have or had: nothing of theirs is touched. */
	untouched(): string[] {
		const pending = this.people.filter(({ state }) => state === 'other');
		return pending.flatMap(({ stored }) => [stored.coupon, ...codesIn(stored.old)]);
	}
}

const person = fc.integer({ min: 0, max: 2 });
const gap = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined });
const change = fc.record({ what: fc.constantFrom('join' as const, 'leave' as const), person });
const heard = fc.record({ what: fc.constant('hear' as const), person, which: fc.nat(5) });
const given = (name: fc.Arbitrary<string | undefined>) =>
	fc.record({ what: fc.constant('give' as const), person, name, isPushed: fc.boolean() });
const run = (contacts: fc.Arbitrary<number | undefined>) =>
	fc.record({
		what: fc.constant('run' as const),
		lacks: fc.record({ creators: gap, contacts, codes: gap }),
		steps: fc.nat(4),
	});

const NEW = fc.constant(undefined);
const own = fc.oneof(change, heard, given(NEW), run(gap));
const passedOn = fc.constantFrom('P1', 'P2', 'P3', undefined);
const shared = fc.oneof(change, heard, given(passedOn), run(fc.constant(undefined)));

type Event =
	| { what: 'join' | 'leave'; person: number }
	| { what: 'hear'; person: number; which: number }
	| { what: 'give'; person: number; name: string | undefined; isPushed: boolean }
	| { what: 'run'; lacks: Lacks; steps: number };

/** Plays a history to its end, and checks on the way that no code is taken back of who is in. */
function play(events: Event[], newestFirst: boolean): Programme {
	const programme = new Programme();
	for (const event of events) {
		if (event.what === 'run') {
			const inUse = programme.codesOf('active');
			for (const name of programme.run(event.lacks, event.steps)) expect(inUse).not.toContain(name);
		} else if (event.what === 'hear') programme.hear(event.person, event.which);
		else if (event.what === 'give') programme.give(event.person, event.name, event.isPushed);
		else programme.people[event.person].state = event.what === 'join' ? 'active' : 'inactive';
	}
	programme.hearAll(newestFirst);
	programme.run();
	// And then there is nothing to do.
	expect(programme.run()).toEqual([]);
	return programme;
}

it('with codes of their own, whatever happens: one live code a creator, the one made last', () => {
	fc.assert(
		fc.property(fc.array(own, { maxLength: 40 }), fc.boolean(), (events, newestFirst) => {
			const programme = play(events, newestFirst);
			const wanted = programme.people
				.filter(({ state, news }) => state === 'active' && news.length > 0)
				.map(({ news }) => news.at(-1)?.code);
			const untouched = programme.untouched();
			const live = [...programme.store.keys()].filter((name) => !untouched.includes(name));
			expect(live.sort()).toEqual(wanted.sort());
		}),
		{ numRuns: 1_500 },
	);
});

it('with codes that are passed on: none is taken back of who is in, and none stays that is nobody\u2019s', () => {
	fc.assert(
		fc.property(fc.array(shared, { maxLength: 40 }), fc.boolean(), (events, newestFirst) => {
			const programme = play(events, newestFirst);
			const [active, untouched] = [programme.codesOf('active'), programme.untouched()];
			for (const name of programme.store.keys()) expect([...active, ...untouched]).toContain(name);
			// One that two have who are in is told of, and left as it is.
			const onlyOne = active.filter((name) => active.indexOf(name) === active.lastIndexOf(name));
			expect([...programme.store.keys()]).toEqual(expect.arrayContaining(onlyOne));
		}),
		{ numRuns: 6_000 },
	);
});
