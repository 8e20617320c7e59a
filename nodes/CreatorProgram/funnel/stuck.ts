import type { Creator } from './creators';
import { groupBy } from './groups';
import type { FunnelSettings } from './settings';
import { STEPS, type NextStep, type Step } from './steps';

/** Those who are stuck for the same reason, the ones who have waited longest first. */
export type StuckList = {
	reason: string;
	what_happened: string;
	what_to_do: string;
	count: number;
	people: Array<{ name: string; email: string; since: string }>;
};

/** Those who wait for a step. */
export type StuckStep = {
	key: NextStep;
	name: string;
	after_days: number;
	count: number;
	/** Those who have not waited that long. */
	on_the_way: number;
	/** By what to do, the longest list first. */
	lists: StuckList[];
};

/** Lists who is stuck before each step that is known. */
export function stuckLists(
	creators: Creator[],
	known: readonly Step[],
	settings: FunnelSettings,
): StuckStep[] {
	const waiting = groupBy(creators, ({ next }) => next);
	const steps = STEPS.filter(
		(step): step is NextStep => step !== 'approved' && known.includes(step),
	);
	return steps.map((key) => {
		const all = waiting.get(key) ?? [];
		const stuck = all.filter((creator) => creator.stuck);
		return {
			key,
			name: settings.words.steps[key],
			after_days: settings.stuckAfter[key],
			count: stuck.length,
			on_the_way: all.length - stuck.length,
			lists: listsOf(stuck, settings.peopleShown),
		};
	});
}

function listsOf(stuck: Creator[], peopleShown: number): StuckList[] {
	const lists = [...groupBy(stuck, ({ reason, also }) => `${reason} ${also}`).values()];
	return lists
		.map((list) => {
			const { reason, what_happened, what_to_do } = list[0];
			const people = list
				.sort(longestFirst)
				.slice(0, peopleShown)
				.map(({ name, email, since }) => ({ name, email, since }));
			return { reason, what_happened, what_to_do, count: list.length, people };
		})
		.sort((one, other) => other.count - one.count);
}

/** Who has waited longest first; those of whom no day is known come last. */
function longestFirst(one: Creator, other: Creator): number {
	const [since, otherSince] = [one.since || '9', other.since || '9'];
	if (since !== otherSince) return since < otherSince ? -1 : 1;
	return one.email < other.email ? -1 : Number(one.email > other.email);
}
