import { seededRandom } from '../../../emulators/common';

/**
 * One request to the webhook address. `genuine` is Refersion's own, `duplicate` the same once more byte for byte,
 * `forged` anything that claims to be one and is not.
 */
export interface Send {
	kind: 'genuine' | 'duplicate' | 'forged';
	/** which of the approved affiliates it is about or, forged, which of the decoys */
	person: number;
}

/** What happens in a run, all of it following from the seed. */
export interface Plan {
	seed: number;
	/** affiliates that are approved */
	approvals: number;
	/** people nobody approved, whom forged webhooks are about */
	decoys: number;
	/** in the order in which they are sent */
	sends: Send[];
	/** before which of the sends something is killed, in ascending order */
	kills: number[];
	/** how many sends are made after each kill before the dead are started again */
	outage: number;
}

/** Shares of the approvals. */
const DUPLICATES = 0.2;
const FORGED = 0.1;

/** Share of the sends that fall into one outage. */
const OUTAGE = 0.03;

/** About where something is killed, as shares of the sends. */
const KILLS = [0.2, 0.45, 0.7];
const KILL_SPREAD = 0.1;

function shuffle<T>(entries: T[], random: () => number): T[] {
	const shuffled = [...entries];
	for (let last = shuffled.length - 1; last > 0; last -= 1) {
		const other = Math.floor(random() * (last + 1));
		[shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
	}
	return shuffled;
}

/** @param approvals at least 10 */
export function makePlan(seed: number, approvals: number): Plan {
	const random = seededRandom(seed);
	const people = Array.from({ length: approvals }, (_, person) => person);
	const duplicated = shuffle(people, random).slice(0, Math.round(approvals * DUPLICATES));
	const decoys = Math.round(approvals * FORGED);
	const sends = shuffle<Send>(
		[
			...people.map((person): Send => ({ kind: 'genuine', person })),
			...duplicated.map((person): Send => ({ kind: 'duplicate', person })),
			...Array.from({ length: decoys }, (_, person): Send => ({ kind: 'forged', person })),
		],
		random,
	);
	return {
		seed,
		approvals,
		decoys,
		sends,
		kills: KILLS.map((share) => Math.floor(sends.length * (share + KILL_SPREAD * random()))),
		outage: Math.max(2, Math.round(sends.length * OUTAGE)),
	};
}
