import type { IDataObject } from 'n8n-workflow';
import { forEachBatch } from '../../../shared/batches';
import { asApiError } from '../../../shared/failures';
import type { ItemInput } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import type { Outcome } from '../../../shared/outcomes';
import { ProblemError } from '../../../shared/problem';
import { Run } from '../../../shared/run';
import { isRefusal, missingTriggers } from '../../transport/errors';
import { refersionWrite } from '../../transport/rest';
import { affiliateId } from '../affiliate/resolve';
import { affiliateLocator } from '../locators';
import { readTrigger, triggerProperties } from './properties';

/** The most entries that /trigger/delete takes; more are answered with 429 (Refersion REST v2). */
const BATCH_SIZE = 50;

const DELETED_BEFORE =
	'A first request got no answer, and then there was no such trigger: the first one has deleted it, unless there was none before.';

interface Deletion {
	/** Numeric id of the affiliate. */
	id: number;
	type: string;
	trigger: string;
}

export const deleteTrigger: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		description:
			'Permanently delete a conversion trigger: orders with the coupon, SKU or email are no longer credited to the affiliate. Up to 50 items share a request.',
		action: 'Delete a conversion trigger',
	},
	properties: [affiliateLocator, ...triggerProperties],
	async execute() {
		const run = new Run(this);
		const repeated = new Set<Deletion>();
		return await forEachBatch<Deletion>(run, {
			size: BATCH_SIZE,
			// Triggers are stored in upper case, so these two are the same one.
			idOf: ({ id, type, trigger }) => `${id}|${type}|${trigger.toUpperCase()}`,
			// A request is refused as a whole, with a text that names what does not exist.
			isRefusal,
			read: async (input) => await readDeletion(run, input),
			send: async (deletions) => await sendDeletions(run, deletions, repeated),
		});
	},
};

async function readDeletion(run: Run, input: ItemInput): Promise<Deletion> {
	const { type, trigger } = readTrigger(input);
	const locator = input.locator('affiliate', 'Affiliate', 'code');
	return { id: await affiliateId.call(run.context, locator), trigger, type };
}

/**
 * @param repeated deletions whose request was sent again after a try without an answer; those of this one are added
 */
async function sendDeletions(
	run: Run,
	deletions: Deletion[],
	repeated: Set<Deletion>,
): Promise<Outcome[]> {
	const affiliates = deletions.map(({ id, trigger, type }) => ({ id, trigger, type }));
	const write = async (): Promise<unknown> =>
		await refersionWrite.call(run.context, '/trigger/delete', { affiliates }, () => {
			for (const deletion of deletions) repeated.add(deletion);
		});
	let answer: unknown;
	try {
		answer = await write();
	} catch (error) {
		if (!isDeletedBefore(deletions, repeated, error)) throw asApiError.call(run.context, error);
		return deletions.map((deletion) => deleted(deletion, { warning: DELETED_BEFORE }));
	}
	// A success is the bare list of the ids of the deleted triggers (Refersion REST v2).
	const count = Array.isArray(answer) ? answer.length : 0;
	if (count >= deletions.length) return deletions.map((deletion) => deleted(deletion));
	return deletions.map(() => ({ error: notAllDeleted(count, deletions.length) }));
}

/**
 * Whether a request that was sent again is refused because all of its triggers are gone. One that is refused for
 * some of them only is sent in parts, like any other.
 */
function isDeletedBefore(deletions: Deletion[], repeated: Set<Deletion>, error: unknown): boolean {
	if (!deletions.every((deletion) => repeated.has(deletion))) return false;
	const missing = missingTriggers(error);
	if (deletions.length === 1) return missing.length > 0;
	const wanted = deletions.map(({ trigger }) => trigger.toUpperCase());
	const named = missing.map((trigger) => trigger.toUpperCase());
	return wanted.sort().join() === named.sort().join();
}

function deleted({ id, type, trigger }: Deletion, more: IDataObject = {}): Outcome {
	return { output: { affiliate_id: id, type, trigger, deleted: true, ...more } };
}

/** The list has no names: when it is short, it is not known whose trigger is missing. */
function notAllDeleted(deleted: number, asked: number): ProblemError {
	return new ProblemError({
		code: deleted === 0 ? 'not_deleted' : 'unknown_outcome',
		message:
			asked === 1
				? 'Refersion did not delete the conversion trigger'
				: `Refersion deleted ${deleted} of ${asked} conversion triggers without saying which`,
		fix: 'Look at the conversion triggers of the affiliate in Refersion.',
	});
}
