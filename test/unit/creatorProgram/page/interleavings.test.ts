import { decide, type Moment } from '../../../../nodes/CreatorProgram/page/decide';
import { readEntry, type Entry } from '../../../../nodes/CreatorProgram/page/entry';
import { settle, type Look } from '../../../../nodes/CreatorProgram/page/settle';
import type { Stand, Statement } from '../../../../nodes/CreatorProgram/page/stand';
import { readPageSettings } from '../../../../nodes/CreatorProgram/settings/creatorPage';
import { Collection } from '../../../../nodes/shared/input';

/**
 * Every order in which the requests of several forms of one creator can reach Mailchimp, with a run killed at any
 * request. Each request is one step, as the template makes them; between two of them anything else may happen.
 */

const settings = readPageSettings(
	new Collection({ options: { secondsBetweenChecks: 0, checksADay: 1000 } }),
);
const MOMENT: Moment = { today: ['2026-11-28'], sinceChange: 1000 };

/** Where a run is: what it does next, and what it knows. A text of it tells states apart. */
interface RunState {
	form: string;
	at: 'find' | 'count' | 'look' | 'read' | 'untag' | 'fields' | 'addTag' | 'tags' | 'over';
	before?: Stand;
	planned?: Statement;
	looked?: Look;
	statement?: Statement;
	/** What a step is for: the status whose tags are to be there. */
	status?: string;
	answer?: string;
	hasBegun?: boolean;
	killed?: boolean;
}

interface World {
	contact: Stand;
	runs: RunState[];
	/** Kills that may still happen. */
	kills: number;
}

/** What a look gives: by user name, and whether it can fail. */
type Pages = Record<string, Look[]>;

const seen = (status: string): Look => ({ status, reason: '', isRead: true });
const UNREAD: Look = { status: 'unverifiable', reason: 'blocked', isRead: false };

function entryOf(form: string): Entry {
	const [where, page] = form.split(' ');
	const entry = readEntry({ where, page });
	if ('mistake' in entry) throw new Error(`${form} has a mistake`);
	return entry;
}

/** All states that one step of a run can lead to. */
function steps(contact: Stand, run: RunState, pages: Pages): Array<[Stand, RunState]> {
	const entry = entryOf(run.form);
	switch (run.at) {
		case 'find': {
			const plan = decide(entry, contact, MOMENT, settings);
			if (plan.next === 'answer') throw new Error('Nothing is bounded here');
			const at = plan.next === 'look' ? 'count' : 'read';
			return [[contact, { ...run, at, before: contact, planned: plan.statement }]];
		}
		case 'count': {
			const { date = '', checks = 0 } = run.planned ?? {};
			return [
				[
					{ ...contact, date, checks },
					{ ...run, at: 'look' },
				],
			];
		}
		case 'look':
			return (pages[entry.username] ?? []).map((looked) => [
				contact,
				{ ...run, looked, at: 'read' },
			]);
		case 'read': {
			const { before, planned, looked: look, hasBegun = false } = run;
			if (!before || !planned) throw new Error('Nothing was planned');
			const step = settle({ entry, before, planned, look, now: contact, hasBegun });
			if (step.next === 'answer') return [[contact, { ...run, at: 'over', answer: step.answer }]];
			if (step.next === 'untag')
				return [[contact, { ...run, at: 'untag', status: step.status, hasBegun: true }]];
			if (step.next === 'tag')
				return [[contact, { ...run, at: 'tags', status: step.status, hasBegun: true }]];
			const { statement } = step;
			return [
				[contact, { ...run, at: 'fields', statement, status: statement.status, hasBegun: true }],
			];
		}
		case 'untag': {
			const { live, notFound } = wanted(run.status);
			const hasLiveTag = contact.hasLiveTag && live;
			const hasNotFoundTag = contact.hasNotFoundTag && notFound;
			return [
				[
					{ ...contact, hasLiveTag, hasNotFoundTag },
					{ ...run, at: 'read' },
				],
			];
		}
		case 'fields':
			return [
				[
					{ ...contact, ...run.statement },
					{ ...run, at: 'addTag' },
				],
			];
		case 'tags': {
			const { live, notFound } = wanted(run.status);
			const tags = { hasLiveTag: live, hasNotFoundTag: notFound };
			return [
				[
					{ ...contact, ...tags },
					{ ...run, at: 'read' },
				],
			];
		}
		case 'addTag': {
			const { live, notFound } = wanted(run.status);
			const hasLiveTag = contact.hasLiveTag || live;
			const hasNotFoundTag = contact.hasNotFoundTag || notFound;
			return [
				[
					{ ...contact, hasLiveTag, hasNotFoundTag },
					{ ...run, at: 'read' },
				],
			];
		}
		case 'over':
			return [];
	}
}

/** The tags of a status, by hand: not by the code under test. */
function wanted(status = ''): { live: boolean; notFound: boolean } {
	return {
		live: ['live', 'self_reported'].includes(status),
		notFound: ['wrong_code', 'not_found'].includes(status),
	};
}

/** Tells states apart. Which of two runs is the first makes no difference: what they do is told by their own state alone. */
const nameOf = ({ contact, kills, runs }: World): string =>
	JSON.stringify([contact, kills, runs.map((run) => JSON.stringify(run)).sort()]);

/** Visits every state that can be reached. @returns those in which nothing more happens, and how many there were */
function explore(start: World, pages: Pages, check: (world: World) => void = () => undefined) {
	const known = new Set<string>();
	const ends: World[] = [];
	const waiting = [start];
	for (let world = waiting.pop(); world; world = waiting.pop()) {
		const name = nameOf(world);
		if (known.has(name)) continue;
		known.add(name);
		check(world);
		const open = world.runs.filter(({ at, killed }) => at !== 'over' && !killed);
		if (open.length === 0) ends.push(world);
		world.runs.forEach((run, index) => {
			if (run.at === 'over' || run.killed) return;
			const put = (each: RunState): RunState[] =>
				world.runs.map((old, place) => (place === index ? each : old));
			for (const [contact, next] of steps(world.contact, run, pages)) {
				waiting.push({ ...world, contact, runs: put(next) });
			}
			if (world.kills === 0) return;
			waiting.push({ ...world, kills: world.kills - 1, runs: put({ ...run, killed: true }) });
		});
	}
	return { ends, count: known.size };
}

const LINK = 'https://shop.example/c/a3y7';
const ANA = 'https://linktr.ee/ana';

const contactWith = (more: Partial<Stand> = {}): Stand => ({
	page: '',
	status: '',
	date: '',
	checks: 0,
	link: LINK,
	hasLiveTag: false,
	hasNotFoundTag: false,
	...more,
});

const worldOf = (forms: string[], kills: number, contact = contactWith()): World => ({
	contact,
	runs: forms.map((form) => ({ form, at: 'find' })),
	kills,
});

const isContradicted = ({ status, hasLiveTag, hasNotFoundTag }: Stand): boolean => {
	const { live, notFound } = wanted(status);
	return (hasLiveTag && !live) || (hasNotFoundTag && !notFound);
};

const isRight = ({ page, status, hasLiveTag, hasNotFoundTag }: Stand, own: [string, string]) =>
	page === own[0] &&
	status === own[1] &&
	hasLiveTag === wanted(status).live &&
	hasNotFoundTag === wanted(status).notFound;

const NOT_FOUND = contactWith({ page: ANA, status: 'not_found', checks: 1, hasNotFoundTag: true });
const LIVE = contactWith({ page: ANA, status: 'live', checks: 1, hasLiveTag: true });
const TODAY = { date: '2026-11-28' };
const BEGINNINGS = {
	nothing: contactWith(),
	'not found': { ...NOT_FOUND, ...TODAY },
	live: { ...LIVE, ...TODAY },
	'live since yesterday': { ...LIVE, date: '2026-11-27', checks: 7 },
	'not found since yesterday': NOT_FOUND,
};

describe.each(Object.entries(BEGINNINGS))('a contact that shows: %s', (_name, contact) => {
	describe.each(['live', 'wrong_code', 'not_found', 'unverifiable'])('the page is %s', (status) => {
		it('one form: killed anywhere, no tag ever says the opposite of the status', () => {
			const { ends } = explore(
				worldOf(['linktree ana'], 1, contact),
				{ ana: [seen(status)] },
				(w) => {
					expect(isContradicted(w.contact)).toBe(false);
				},
			);
			const answered = ends.filter(({ runs }) => runs[0]?.answer !== undefined);
			expect(answered.length).toBeGreaterThan(0);
			for (const end of answered) {
				expect(end.runs[0]?.answer).toBe(status);
				expect(isRight(end.contact, [ANA, status])).toBe(true);
			}
		});

		it('the same form pressed again and again, looks that fail, runs that are killed: whoever is answered is marked right, and stays so', () => {
			const pages = { ana: [seen(status), UNREAD] };
			const forms = ['linktree ana', 'linktree ana'];
			const { ends, count } = explore(worldOf(forms, 1, contact), pages);
			expect(count).toBeGreaterThan(100);
			for (const { contact: end, runs } of ends) {
				if (runs.some(({ answer }) => answer === status)) {
					expect({ end, runs, isRight: isRight(end, [ANA, status]) }).toMatchObject({
						isRight: true,
					});
				}
			}
		});
	});

	it('three presses at once, looks that fail: whoever is answered is marked right, and stays so', () => {
		const pages = { ana: [seen('live'), UNREAD] };
		const forms = ['linktree ana', 'linktree ana', 'linktree ana'];
		const { ends, count } = explore(worldOf(forms, 0, contact), pages);
		// Each stands for up to six: which press is which makes no difference.
		expect(count).toBeGreaterThan(500);
		for (const { contact: end, runs } of ends) {
			if (!runs.some(({ answer }) => answer === 'live')) continue;
			expect({ end, runs, isRight: isRight(end, [ANA, 'live']) }).toMatchObject({ isRight: true });
		}
	});

	it('a form after all others puts everything right, whatever was killed before', () => {
		const pages = { ana: [seen('live')], bo: [seen('not_found')] };
		const { ends } = explore(worldOf(['linktree ana', 'linktree bo'], 2, contact), pages);
		const lefts = new Map(ends.map(({ contact: left }) => [JSON.stringify(left), left]));
		for (const left of lefts.values()) {
			const again = explore(worldOf(['linktree bo'], 0, left), pages);
			for (const end of again.ends) {
				expect(isRight(end.contact, ['https://linktr.ee/bo', 'not_found'])).toBe(true);
			}
		}
	});

	it('two different forms at once: the contact shows one of them, and the tags are its own', () => {
		const pages = { ana: [seen('live')], bo: [seen('not_found')] };
		const forms = ['linktree ana', 'linktree bo'];
		const own: Array<[string, string]> = [
			[ANA, 'live'],
			['https://linktr.ee/bo', 'not_found'],
		];
		for (const { contact: end, runs } of explore(worldOf(forms, 0, contact), pages).ends) {
			expect({ end, runs, is: own.some((each) => isRight(end, each)) }).toMatchObject({ is: true });
		}
	});

	it.each([['other beacons.ai/ana'], ['word linktr.ee/ana']])(
		'a check and a word at once (%s): the contact shows one of them, and the tags are its own',
		(word) => {
			const pages = { ana: [seen('not_found')] };
			const own: Array<[string, string]> = [
				[ANA, 'not_found'],
				[entryOf(word).page, 'self_reported'],
			];
			const { ends } = explore(worldOf(['linktree ana', word], 0, contact), pages);
			for (const { contact: end } of ends) {
				expect({ end, is: own.some((each) => isRight(end, each)) }).toMatchObject({ is: true });
			}
		},
	);
});
