import { mapInOrder } from '../../shared/concurrency';
import type { Outcome } from '../../shared/outcomes';
import { fold } from '../../shared/texts';
import { textField, type MergeField } from '../mergeFields';
import { fieldMaker, mergeFieldsByTag } from '../mergeFields/audienceFields';
import { CONTACTS_AT_ONCE, type MailchimpRun } from '../run';
import type { MailchimpClient } from '../transport/client';
import { aboutContact } from '../transport/contacts';
import { changeTags } from '../transport/tags';
import type { ContactWrite } from '../write/contactWrite';
import { NOT_MAILED } from '../write/hold';
import { rename } from '../write/rename';
import { upsertWith } from '../write/writeContact';
import { writeMany, type NumberedWrite, type Settling } from '../write/writeMany';
import type { SyncSettings } from './settings';
import { stepsOf, type Step } from './steps';
import type { Decision, Rules } from './types';

/** What carrying decisions out takes. */
export interface Carrying {
	run: MailchimpRun;
	client: MailchimpClient;
	audienceId: string;
	settings: SyncSettings;
	rules: Rules;
	/** What is known of the merge fields; none when all of them are texts. */
	definitions?: Map<string, MergeField>;
	statusIfNew: string;
}

/** A decision, and the item that it is about. */
export interface ToCarryOut {
	index: number;
	decision: Decision;
}

/**
 * Does what was decided, for one or thousands: first addresses, then fields and tags as Create or Update writes
 * them, then the tags of contacts that are left.
 *
 * @returns what became of each, by index; the contact as it is after its write, or what was thrown
 */
export async function carryOut(
	carrying: Carrying,
	decisions: ToCarryOut[],
): Promise<Map<number, Outcome>> {
	const { client, audienceId, rules } = carrying;
	const all = decisions.map(({ index, decision }): Work => ({
		index,
		steps: stepsOf(decision, rules),
		done: 0,
	}));
	await takeEach(carrying, all, 'rename', async ({ from, to }) => {
		await rename(client, { audienceId, email: from }, to);
	});
	await writeEach(carrying, all);
	await takeEach(carrying, all, 'tags', async ({ email, add, remove }) => {
		const key = { audienceId, email };
		await aboutContact(key, changeTags(client, key, { add, remove, startAutomations: true }));
	});
	// Where the execution was cancelled in between, what is left is not done.
	const over = all.filter(({ steps, done, outcome }) => done === steps.length || isError(outcome));
	return new Map(over.map(({ index, outcome }) => [index, outcome ?? { output: {} }]));
}

/** The steps of a decision, and how far they are. */
interface Work {
	index: number;
	steps: Step[];
	done: number;
	/** The contact as it is after its write, or what was thrown for a step. */
	outcome?: Outcome;
}

function isError(outcome: Outcome | undefined): boolean {
	return outcome !== undefined && 'error' in outcome;
}

/** Takes the steps of a kind, as far as those before them are done. */
async function takeEach<K extends Step['kind']>(
	{ run }: Carrying,
	all: Work[],
	kind: K,
	take: (step: Extract<Step, { kind: K }>) => Promise<void>,
): Promise<void> {
	const isKind = (step: Step | undefined): step is Extract<Step, { kind: K }> =>
		step?.kind === kind;
	await mapInOrder(all, CONTACTS_AT_ONCE, async (work) => {
		const step = work.steps[work.done];
		if (!isKind(step) || isError(work.outcome) || run.signal?.aborted) return;
		try {
			await take(step);
			work.done += 1;
		} catch (error) {
			work.outcome = { error };
		}
	});
}

/** Writes fields and tags of those whose address is as it should be by now. */
async function writeEach(carrying: Carrying, all: Work[]): Promise<void> {
	const { run, client } = carrying;
	const writes = all.flatMap(({ steps, done, outcome }, index): NumberedWrite[] => {
		const step = steps[done];
		if (step?.kind !== 'write' || isError(outcome)) return [];
		return [{ index, write: contactWrite(carrying, step) }];
	});
	let settled = 0;
	const outcomes: Settling = {
		settle(index, outcome) {
			settled += 1;
			all[index].outcome = outcome;
			if (!isError(outcome)) all[index].done += 1;
		},
		// What becomes of one is nothing to the others.
		isFailed: () => false,
		isStopped: () => run.signal?.aborted === true,
		count: () => settled,
	};
	const send = upsertWith(client);
	const context = {
		client,
		send,
		change: send,
		mergeFieldsOf: async (audienceId: string) => await mergeFieldsByTag(client, audienceId),
		makeFields: fieldMaker(),
		timeZone: run.context.getTimezone(),
	};
	const onProgress = (done: number) => run.tellProgress('contacts', done);
	const many = { context: async () => context, outcomes, total: writes.length, onProgress };
	await writeMany(many, writes);
}

/** What Create or Update would make of an item that asks for the same. */
function contactWrite(
	{ audienceId, settings, definitions, statusIfNew }: Carrying,
	{
		email,
		mergeFields,
		tagsToAdd,
		tagsToRemove,
		startAutomations,
	}: Extract<Step, { kind: 'write' }>,
): ContactWrite {
	const { keyField, linkField, activeTag, createMissing } = settings;
	const isTagged = tagsToAdd.some((tag) => fold(tag) === fold(activeTag));
	const fieldOf = (tag: string) => definitions?.get(tag) ?? textField(tag);
	return {
		audienceId,
		email,
		mergeFields,
		definitions: new Map(Object.keys(mergeFields).map((tag) => [tag, fieldOf(tag)])),
		areAssumed: definitions === undefined,
		extras: {},
		linkTag: linkField in mergeFields ? linkField : '',
		requiredTags: [keyField],
		tagsToAdd,
		tagsToRemove,
		tagsToRestart: [],
		startAutomations: startAutomations ? 'yes' : 'no',
		statusIfNew,
		chosenStatuses: [],
		// Who gets no mail gets no tag: it would start nothing now, and be there when it should.
		holdOn: isTagged ? [...NOT_MAILED, 'pending'] : [],
		reviveArchived: false,
		askAgain: false,
		createMissing,
		warnings: [],
	};
}
