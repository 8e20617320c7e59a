import { forEachBatch } from '../../../shared/batches';
import type { ItemInput } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import type { Outcome } from '../../../shared/outcomes';
import { ProblemError } from '../../../shared/problem';
import { Run } from '../../../shared/run';
import { isRefusal } from '../../transport/errors';
import { refersionRequest } from '../../transport/rest';
import { affiliateLocator } from '../affiliate/locator';
import { affiliateId } from '../affiliate/resolve';
import { readTrigger, triggerProperties } from './properties';

/** The most entries that /trigger/delete takes; more are answered with 429 (Refersion REST v2). */
const BATCH_SIZE = 50;

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
		return await forEachBatch<Deletion>(run, {
			size: BATCH_SIZE,
			// Triggers are stored in upper case, so these two are the same one.
			idOf: ({ id, type, trigger }) => `${id}|${type}|${trigger.toUpperCase()}`,
			// A request is refused as a whole, with a text that names what does not exist.
			isRefusal,
			read: async (input) => await readDeletion(run, input),
			send: async (deletions) => await sendDeletions(run, deletions),
		});
	},
};

async function readDeletion(run: Run, input: ItemInput): Promise<Deletion> {
	const { type, trigger } = readTrigger(input);
	const locator = input.locator('affiliate', 'Affiliate', 'code');
	return { id: await affiliateId.call(run.context, locator), trigger, type };
}

async function sendDeletions(run: Run, deletions: Deletion[]): Promise<Outcome[]> {
	const affiliates = deletions.map(({ id, trigger, type }) => ({ id, trigger, type }));
	// A success is the bare list of the ids of the deleted triggers (Refersion REST v2).
	const path = '/trigger/delete';
	const answer: unknown = await refersionRequest.call(run.context, path, { affiliates });
	const deleted = Array.isArray(answer) ? answer.length : 0;
	return deletions.map(({ id, trigger, type }): Outcome => {
		if (deleted >= deletions.length) {
			return { output: { affiliate_id: id, type, trigger, deleted: true } };
		}
		return { error: notAllDeleted(deleted, deletions.length) };
	});
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
