import { held } from './decide';
import type { Decision } from './types';

/** When a look is more likely a mistake than news: a first run, a renamed tag, a list that was half read. */
export interface BrakeLimits {
	/** More people than this … */
	people: number;
	/** … and more than this percentage of those who have the tag. Both have to be exceeded. */
	percent: number;
}

type Kind = 'welcome' | 'offboard' | 'correct';

const LET_THROUGH =
	'set Stop If More Than (People) to 0 and run the workflow by hand once, without Dry Run';

/** Kinds of changes that are counted by themselves: what would happen to people, and what to do about that. */
const KINDS: Record<Kind, { would: string; advice: string }> = {
	welcome: {
		would: 'be welcomed with a mail',
		advice: `If it is right, ${LET_THROUGH}. If they were affiliates before you began, use Take Over instead, so that they get no mail.`,
	},
	offboard: {
		would: 'lose their tag',
		advice: `If all of them have left, ${LET_THROUGH}. If not, the list of people may have been read in part only, or has other words for its statuses now: look at where it comes from. Until then they keep their tag and their mails.`,
	},
	correct: {
		would: 'be corrected',
		advice: `If it is right, as after a new domain of all links or a new field, ${LET_THROUGH}. If not, look at where the values come from. Nobody is welcomed by a correction.`,
	},
};

/** The first look of all, with nobody tagged yet, welcomes no more people than this by itself. */
const FIRST_WELCOMES = 3;

/**
 * A programme that has just begun welcomes at most so many times those whom it has: or one approval would let
 * those through whom the first look held back.
 */
const GROWTH = 3;

/** How many people a message names. */
const NAMED = 3;

/**
 * Withholds a kind of change of which there is too much, with all of its kind. The others go on.
 *
 * @param decisions what was decided
 * @param tagged how many contacts have the tag of active people
 * @param limits none of them counts when `people` is 0
 * @returns the decisions that go on, and one that is held for each kind that is withheld
 */
export function brake(decisions: Decision[], tagged: number, limits: BrakeLimits): Decision[] {
	if (limits.people === 0) return decisions;
	const most = Math.max(limits.people, Math.floor((tagged * limits.percent) / 100));
	const withheld = new Map<Kind, Decision[]>();
	for (const decision of decisions) {
		const kind = kindOf(decision);
		if (kind === undefined) continue;
		const all = withheld.get(kind);
		if (all) all.push(decision);
		else withheld.set(kind, [decision]);
	}
	for (const [kind, all] of withheld) {
		const atFirst = kind === 'welcome' ? Math.max(FIRST_WELCOMES, tagged * GROWTH) : most;
		if (all.length <= Math.min(atFirst, most)) withheld.delete(kind);
	}
	const stopped = new Set([...withheld.values()].flat());
	return [
		...decisions.filter((decision) => !stopped.has(decision)),
		...[...withheld].map(([kind, all]) => withholding(kind, all, tagged)),
	];
}

function kindOf({ verdict, mail }: Decision): Kind | undefined {
	if (mail === 'welcome') return 'welcome';
	if (verdict === 'offboard') return 'offboard';
	return ['correct', 'move', 'merge'].includes(verdict) ? 'correct' : undefined;
}

function withholding(kind: Kind, all: Decision[], tagged: number): Decision {
	const about = textOf(kind, all, tagged);
	return { ...held(undefined, 'brake', about), advice: KINDS[kind].advice };
}

function textOf(kind: Kind, all: Decision[], tagged: number): string {
	const emails = all.map(({ person, contact }) => person?.email ?? contact?.email ?? '');
	const named = emails.slice(0, NAMED).join(', ');
	const more = all.length > NAMED ? ` and ${all.length - NAMED} more` : '';
	const among =
		tagged === 0 ? 'nobody is tagged yet' : `${tagged} ${tagged === 1 ? 'is' : 'are'} tagged now`;
	return `${all.length} people would ${KINDS[kind].would} at once, where ${among}: ${named}${more}`;
}
