import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { readErrorJson } from '../../shared/errorJson';
import { itemsBehind } from '../../shared/lineage';
import { toNodeError } from '../../shared/outcomes';
import { ProblemError, type Problem } from '../../shared/problem';
import { isRecord } from '../../shared/record';
import type { MailchimpRun } from '../run';
import { readChosenAudience } from '../transport/audiences';
import { programMergeFields } from './audience';
import { brake, type BrakeLimits } from './brake';
import { held } from './decide';
import { decisionItem, TO_DO, toDoItem } from './items';
import { missingEverywhere, readPerson, valueAt } from './people';
import { plan } from './plan';
import { readProgramContacts } from './readContacts';
import { explain } from './reasons';
import { programInput, readSettings, rulesOf, type SyncSettings } from './settings';
import { turnsAt } from './turns';
import type { Decision, Verdict } from './types';

/** What Compare wants besides what it has in common with Sync. */
interface CompareSettings extends SyncSettings {
	isComplete: boolean;
	takeOver: boolean;
	offboardOrphans: boolean;
	limits: BrakeLimits;
	/** The most that is given out to be done; Infinity for all. */
	mostToDo: number;
	/** How many right people have their link checked. */
	checks: number;
	includesRight: boolean;
}

/** A decision and the input item it comes from; none for what is about no person. */
interface Decided {
	decision: Decision;
	itemIndex?: number;
}

/** With more people than this only one link is checked with a look, so that a look stays cheap. */
const MANY_PEOPLE = 5_000;

/**
 * Compares people as they should be with the contacts there are, and says what is to be done; writes nothing.
 *
 * @returns the outputs To Do, Held, Right and Totals
 */
export async function compareAll(run: MailchimpRun): Promise<INodeExecutionData[][]> {
	return await compare(run).catch((error: unknown) => {
		// n8n would pass the whole input on as a success, past the brake (docs/how-it-decides.md).
		if (run.context.continueOnFail()) return notCompared(run, error);
		throw error;
	});
}

async function compare(run: MailchimpRun): Promise<INodeExecutionData[][]> {
	const settings = readCompareSettings(run);
	const items = readItems(run, settings);
	const failed = items.find(({ json }) => isFailedList(json, settings));
	if (settings.isComplete && failed) throw new ProblemError(notReadToItsEnd(failed.json));
	if (items.length === 0 && settings.isComplete) {
		const decided = [{ decision: held(undefined, 'empty_list') }];
		return outputs(decided, settings, { people: 0, tagged: 0, audienceId: settings.audienceId });
	}
	const missing = missingEverywhere(
		items.map(({ json }) => json),
		settings.fields,
	);
	if (items.length > 0 && missing.length > 0) throw new ProblemError(noSuchItemField(missing));
	const client = await run.client(programInput(run));
	const audience = await readChosenAudience(client, settings.audienceId);
	const definitions = await programMergeFields(client, audience.id, settings);
	const timeZone = run.context.getTimezone();
	const people = items.map(({ json }) =>
		readPerson(json, settings.fields, { definitions, timeZone }, false),
	);
	const { contacts, tagged } = await readProgramContacts(client, audience, people, settings);
	const rules = rulesOf(settings, settings, definitions, timeZone);
	const decisions = plan(people, contacts, rules);
	checkLinks(decisions, settings.checks);
	const indexOf = new Map(people.map((person, index) => [person, items[index].itemIndex]));
	const decided = brake(decisions, tagged, settings.limits).map((decision) => ({
		decision,
		itemIndex: decision.person && indexOf.get(decision.person),
	}));
	return outputs(decided, settings, { people: people.length, tagged, audienceId: audience.id });
}

function readCompareSettings(run: MailchimpRun): CompareSettings {
	const input = programInput(run);
	const most = input.number('options.toDoLimit', 'Limit of To Do', 0, { min: 0, isWhole: true });
	return {
		...readSettings(input),
		isComplete: input.switch('listIsComplete', 'List Is Complete', true),
		takeOver: input.switch('takeOver', 'Take Over', false),
		offboardOrphans: input.switch('options.offboardOrphans', OFFBOARD_LABEL, false),
		limits: {
			people: input.number('brakePeople', 'Stop If More Than (People)', 25, {
				min: 0,
				isWhole: true,
			}),
			percent: input.number('brakePercent', 'And More Than (Percent)', 20, { min: 0, max: 100 }),
		},
		mostToDo: most === 0 ? Infinity : most,
		checks: input.number('options.linksToCheck', 'Links to Check', 2, { min: 0, isWhole: true }),
		includesRight: input.switch('options.includeRight', 'Include Who Is Right', false),
	};
}

const OFFBOARD_LABEL = 'Offboard Contacts Nobody Claims';

/** The items that are people. The empty one that n8n's Always Output Data gives is nobody. */
function readItems(run: MailchimpRun, { fields }: SyncSettings) {
	const isPerson = (json: IDataObject) => valueAt(json, fields.key) !== undefined;
	const input = run.context.getInputData();
	if (input.every(({ json }) => Object.keys(json).length === 0)) return [];
	const items = input.map(({ json }, itemIndex) => ({ json, itemIndex }));
	if (items.some(({ json }) => isPerson(json))) return items;
	const behind = itemsBehind(run.context);
	return items.map(({ json, itemIndex }) => ({
		json: behind(itemIndex, isPerson) ?? json,
		itemIndex,
	}));
}

/** Whether an item is the error of a node that was told to go on, and nobody. */
function isFailedList(json: IDataObject, { fields }: SyncSettings): boolean {
	const { error } = json;
	const isError = (typeof error === 'string' && error !== '') || isRecord(error);
	return isError && valueAt(json, fields.key) === undefined;
}

function notReadToItsEnd(json: IDataObject): Problem {
	return {
		code: 'list_not_read',
		message: `The list that came in was not read to its end: ${readErrorJson(json).message}`,
		fix: 'Nothing was compared: who is missing in half a list would count as gone. See what the node before says, then run it again.',
	};
}

/** Turns a few right people into checks: other ones with each look. */
function checkLinks(decisions: Decision[], checks: number): void {
	const right = decisions.filter(
		({ verdict, person }) => verdict === 'right' && person?.link === undefined,
	);
	const count = Math.min(
		right.length,
		decisions.length > MANY_PEOPLE ? Math.min(checks, 1) : checks,
	);
	for (const place of turnsAt(Date.now(), right.length, count)) right[place].verdict = 'check';
}

/** Numbers that the totals begin with. */
interface Measured {
	people: number;
	tagged: number;
	audienceId: string;
}

function outputs(
	decided: Decided[],
	{ mostToDo, includesRight }: CompareSettings,
	{ people, tagged, audienceId }: Measured,
): INodeExecutionData[][] {
	const isToDo = ({ decision }: Decided) => TO_DO.includes(decision.verdict);
	const isHeld = ({ decision }: Decided) => decision.verdict === 'held';
	const isLater = ({ decision }: Decided) => decision.verdict === 'later';
	const all = decided.filter(isToDo);
	const isCheck = ({ decision }: Decided) => decision.verdict === 'check';
	// A check is no change: it neither counts nor takes a place.
	const checked = all.filter(isCheck);
	const toDo = all.filter((each) => !isCheck(each));
	const given = toDo.slice(0, mostToDo);
	const isRight = ({ decision }: Decided) => decision.verdict === 'right';
	const count = (...verdicts: Verdict[]) =>
		toDo.filter(({ decision }) => verdicts.includes(decision.verdict)).length;
	const withMail = (mail: Decision['mail']) =>
		toDo.filter(({ decision }) => decision.verdict === 'add' && decision.mail === mail).length;
	const totals = {
		totals: true,
		compared: true,
		audience_id: audienceId,
		people,
		tagged,
		right: decided.filter(isRight).length,
		to_do: toDo.length,
		left: toDo.length - given.length,
		welcome: withMail('welcome'),
		tag_without_mail: withMail('none'),
		correct: count('correct'),
		move: count('move'),
		merge: count('merge'),
		offboard: count('offboard'),
		check: checked.length,
		tag_was_missing: toDo.filter(({ decision }) => decision.reason === 'tag_was_missing').length,
		held: decided.filter(isHeld).length,
		later: decided.filter(isLater).length,
		orphans: decided.filter(({ decision }) => decision.reason === 'orphan').length,
	};
	return [
		[...given, ...checked].map((each) => itemOf(each, toDoItem(each.decision))),
		decided
			.filter((each) => isHeld(each) || isLater(each))
			.map((each) => itemOf(each, decisionItem(each.decision))),
		includesRight
			? decided.filter(isRight).map((each) => itemOf(each, decisionItem(each.decision)))
			: [],
		[itemOf({ itemIndex: 0 }, totals)],
	];
}

function itemOf({ itemIndex = 0 }: { itemIndex?: number }, json: IDataObject): INodeExecutionData {
	return { json, pairedItem: { item: itemIndex } };
}

function notCompared(run: MailchimpRun, thrown: unknown): INodeExecutionData[][] {
	const { message, description } = toNodeError(run.context.getNode(), thrown);
	const fix = typeof description === 'string' ? description : '';
	const json = {
		...decisionItem(held(undefined, 'not_compared')),
		...explain('not_compared', message, fix),
	};
	const totals = { totals: true, compared: false, people: run.itemCount };
	return [[], [itemOf({}, json)], [], [itemOf({}, totals)]];
}

function noSuchItemField(names: string[]): Problem {
	return {
		code: 'no_such_field',
		message: `No item has the field ${names.join(', ')}`,
		fix: 'Check how the fields are named in the items, and in the parameters of this node; a dot leads to a field within a field. A list may lack what a single read has.',
	};
}
