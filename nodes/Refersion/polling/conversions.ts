import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { conversionItem } from '../graphqlItems';
import { graphqlConversions, type ConversionFilter } from '../transport/graphql';
import { accountOf } from './account';
import { chosenEvents, isWanted } from './choice';
import {
	countAbsent,
	foldConversions,
	knowsSome,
	missingIn,
	newConversions,
	readConversions,
	spansOf,
	UNQUALIFIED_S,
	watchDecisions,
	writeConversions,
	type ConversionsState,
} from './conversionState';
import { OutOfTime, type Deadline } from './deadline';
import { readSlice, takePages } from './pages';
import { endSlice, recentSlice, rememberedTimes } from './recentState';
import { nextSlice, type Slices } from './slices';
import type { PollSettings, SourcePoll } from './source';

const DECISIONS = ['conversionApproved', 'conversionDenied'];

/** What a poll is about, and what it has come to so far. */
interface Run {
	state: ConversionsState;
	settings: PollSettings;
	deadline: Deadline;
	/** Seconds since 1970. */
	now: number;
	items: IDataObject[];
}

/**
 * Looks for conversions that are new, and for those that were approved or denied, however long after their
 * creation: which ones are undecided is remembered, and whoever leaves the list of these is looked for.
 */
export async function pollConversions(
	this: IPollFunctions,
	section: unknown,
	settings: PollSettings,
	deadline: Deadline,
): Promise<SourcePoll> {
	const now = Math.floor(Date.now() / 1_000);
	const account = await accountOf.call(this, 'graphqlToken');
	const known = readConversions(section);
	const state = known ?? newConversions(account, now, settings.emitExisting);
	const run: Run = { state, settings, deadline, now, items: [] };
	let error: unknown;
	try {
		if (state.account !== account) run.state = await ofAccount.call(this, run, account);
		watchDecisions(
			run.state,
			DECISIONS.some((event) => isWanted(event, settings.events)),
		);
		await readRecent.call(this, run);
		await readUndecided.call(this, run);
	} catch (thrown) {
		if (!(thrown instanceof OutOfTime)) error = thrown;
	}
	return { items: run.items, section: writeConversions(run.state), error };
}

/**
 * With another token: the state as it is when something of it is still there, or else a new one, for which all that
 * is there is only recorded.
 */
async function ofAccount(
	this: IPollFunctions,
	{ state, deadline, now }: Run,
	account: string,
): Promise<ConversionsState> {
	for (const time of rememberedTimes(state.recent.seen, state.undecided?.created)) {
		const rows: IDataObject[] = [];
		const there = graphqlConversions.call(this, { from: time, to: time });
		await takePages(there, deadline, (page) => rows.push(...page));
		if (knowsSome(state, rows)) return { ...state, account };
	}
	return newConversions(account, now, false);
}

/** Reads what was created lately. */
async function readRecent(this: IPollFunctions, run: Run): Promise<void> {
	const { recent } = run.state;
	const statuses = isWanted('newConversion', run.settings.events)
		? undefined
		: ['APPROVED', 'DENIED'];
	for (let slice: Slices | undefined = recentSlice(recent); slice; slice = recent.reading) {
		const { at: from, until: to } = slice;
		const rows = await readSlice(
			slice,
			async (take) => await read.call(this, run, { from, to, statuses }, take),
			(smaller) => (recent.reading = smaller),
		);
		endSlice(recent, rows, nextSlice(slice), run.now);
	}
}

/** Reads those that are undecided, and looks for those that no longer are. */
async function readUndecided(this: IPollFunctions, run: Run): Promise<void> {
	const { undecided } = run.state;
	if (!undecided) return;
	for (
		let slice: Slices | undefined = undecided.reading ?? { at: 0 };
		slice;
		slice = undecided.reading
	) {
		const { at, until: to } = slice;
		const oldest = run.now - UNQUALIFIED_S;
		const current = slice;
		await readSlice(
			slice,
			async (take) => {
				const rows: IDataObject[] = [];
				const both = (page: IDataObject[]) => {
					rows.push(...page);
					take(page);
				};
				const from = at > 0 ? at : undefined;
				await read.call(this, run, { from, to, statuses: ['PENDING'] }, both);
				if (to === undefined || to >= oldest) {
					const filter = { from: Math.max(at, oldest), to, statuses: ['UNQUALIFIED'] };
					await read.call(this, run, filter, both);
				}
				const missing = missingIn(undecided, current, rows);
				for (const span of spansOf(undecided, missing)) {
					await read.call(this, run, { ...span, statuses: ['APPROVED', 'DENIED'] });
				}
				countAbsent(undecided, missing);
			},
			(smaller) => (undecided.reading = smaller),
		);
		undecided.reading = nextSlice(slice);
	}
}

/** Reads conversions, and takes each page in as it comes. */
async function read(
	this: IPollFunctions,
	{ state, settings, deadline, items }: Run,
	filter: ConversionFilter,
	take?: (rows: IDataObject[]) => void,
): Promise<void> {
	await takePages(graphqlConversions.call(this, filter), deadline, (rows) => {
		take?.(rows);
		for (const { row, events } of foldConversions(state, rows)) {
			for (const event of chosenEvents(events, settings.events)) {
				items.push({ ...conversionItem(row), event });
			}
		}
	});
}
