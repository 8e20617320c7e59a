import type { IDataObject } from 'n8n-workflow';
import { mapInOrder } from '../../shared/concurrency';
import type { Outcome } from '../../shared/outcomes';
import { fold } from '../../shared/texts';
import { textField, type MergeField } from '../mergeFields';
import { CONTACTS_AT_ONCE, type MailchimpRun } from '../run';
import type { MailchimpClient } from '../transport/client';
import { mergeFieldsByTag } from '../transport/mergeFields';
import { aboutContact } from '../transport/contacts';
import { changeTags } from '../transport/tags';
import type { ContactWrite } from '../write/contactWrite';
import { fieldMaker } from '../write/createMissing';
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
	const { client, audienceId, rules, run } = carrying;
	const results = new Map<number, Outcome>();
	const isStopped = () => run.signal?.aborted === true;
	const steps = decisions.map(({ index, decision }) => ({ index, all: stepsOf(decision, rules) }));
	const take = async <K extends Step['kind']>(
		kind: K,
		work: (step: Extract<Step, { kind: K }>) => Promise<IDataObject | undefined>,
	) => {
		await mapInOrder(steps, CONTACTS_AT_ONCE, async ({ index, all }) => {
			const step = all.find((each): each is Extract<Step, { kind: K }> => each.kind === kind);
			const before = results.get(index);
			if (!step || (before && 'error' in before) || isStopped()) return;
			try {
				const output = await work(step);
				results.set(index, {
					output: output ?? (before && 'output' in before ? before.output : {}),
				});
			} catch (error) {
				results.set(index, { error });
			}
		});
	};
	await take('rename', async ({ from, to }) => {
		await rename(client, { audienceId, email: from }, to);
		return undefined;
	});
	await write(carrying, writesOf(carrying, steps, results), results);
	await take('tags', async ({ email, add, remove }) => {
		const key = { audienceId, email };
		await aboutContact(key, changeTags(client, key, { add, remove, startAutomations: true }));
		return undefined;
	});
	return results;
}

async function write(
	{ run, client }: Carrying,
	writes: NumberedWrite[],
	results: Map<number, Outcome>,
): Promise<void> {
	const outcomes: Settling = {
		settle: (index, outcome) => results.set(index, outcome),
		// What becomes of one is nothing to the others.
		isFailed: () => false,
		isStopped: () => run.signal?.aborted === true,
		count: () => results.size,
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

/** The writes of those whose address is as it should be by now. */
function writesOf(
	carrying: Carrying,
	steps: Array<{ index: number; all: Step[] }>,
	results: Map<number, Outcome>,
): NumberedWrite[] {
	return steps.flatMap(({ index, all }) => {
		const before = results.get(index);
		const step = all.find((each) => each.kind === 'write');
		return step && !(before && 'error' in before)
			? [{ index, write: contactWrite(carrying, step) }]
			: [];
	});
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
