import { forEachBatch } from '../../../shared/batches';
import { mapInOrder } from '../../../shared/concurrency';
import type { Operation } from '../../../shared/operations';
import type { Outcome } from '../../../shared/outcomes';
import { ProblemError } from '../../../shared/problem';
import { Run } from '../../../shared/run';
import { readChanges } from '../../transport/answers';
import { isRefusal } from '../../transport/errors';
import { refersionWrite } from '../../transport/rest';
import { acceptUnchanged, readAcceptUnchanged, readId } from '../common';

/** Refersion names no limit for /conversion/status_change; its other bulk operations have this one. */
const BATCH_SIZE = 50;

/** Conversions that are asked for on their own at the same time. Refersion publishes no limit. */
const CONCURRENCY = 4;

const STATUSES = ['APPROVED', 'DENIED', 'UNQUALIFIED'] as const;

const CHANGED_BEFORE =
	'A first request got no answer, and the same one then changed nothing: the first one has changed it, unless the conversion had this status already or does not exist.';

interface StatusChange {
	id: number;
	status: string;
	acceptUnchanged: boolean;
}

export const changeStatus: Operation = {
	option: {
		name: 'Change Status',
		value: 'changeStatus',
		description:
			'Approve a conversion, deny it (the affiliate gets no commission) or mark it as unqualified. An approved conversion can never be denied, nor a denied one approved. Up to 50 items share a request.',
		action: 'Change the status of a conversion',
	},
	properties: [
		{
			displayName: 'Conversion ID',
			name: 'conversionId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 11900254',
			description: 'ID of the conversion, a whole number',
		},
		{
			displayName: 'New Status',
			name: 'status',
			type: 'options',
			default: 'APPROVED',
			description: 'The status to give',
			options: [
				{
					name: 'Approved',
					value: 'APPROVED',
					description: 'The commission is due. It cannot be denied afterwards.',
				},
				{
					name: 'Denied',
					value: 'DENIED',
					description: 'No commission. It cannot be approved afterwards.',
				},
				{
					name: 'Unqualified',
					value: 'UNQUALIFIED',
					description: 'The order does not meet the conditions of the offer',
				},
			],
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [acceptUnchanged],
		},
	],
	async execute() {
		const run = new Run(this);
		const repeated = new Set<StatusChange>();
		return await forEachBatch<StatusChange>(run, {
			size: BATCH_SIZE,
			groupOf: ({ status }) => status,
			idOf: ({ id }) => String(id),
			isRefusal,
			read: async (input) => ({
				id: readId(input, 'conversionId', 'Conversion ID'),
				status: input.choice('status', 'New Status', STATUSES, 'APPROVED'),
				acceptUnchanged: readAcceptUnchanged(input),
			}),
			send: async (changes) => await sendChanges(run, changes, repeated),
		});
	},
};

/**
 * @param repeated changes whose request was sent again after a try without an answer; those of this one are added
 */
async function sendChanges(
	run: Run,
	changes: StatusChange[],
	repeated: Set<StatusChange>,
): Promise<Outcome[]> {
	const [{ status }] = changes;
	const body = { ids: changes.map(({ id }) => id), status };
	const path = '/conversion/status_change';
	const answer = await refersionWrite.call(run.context, path, body, () => {
		for (const change of changes) repeated.add(change);
	});
	const { changed } = readChanges.call(run.context, answer);
	return await mapInOrder(changes, CONCURRENCY, async (change): Promise<Outcome> => {
		const { id } = change;
		if (changed.has(id)) return { output: { id, status, changed: true } };
		if (repeated.has(change)) {
			return { output: { id, status, changed: true, warning: CHANGED_BEFORE } };
		}
		const isAlone = changes.length === 1 || run.signal?.aborted;
		return isAlone ? unchanged(change) : await askAlone(run, change, repeated);
	});
}

/** Refersion gives the reason only when the request has no id that it can change. */
async function askAlone(
	run: Run,
	change: StatusChange,
	repeated: Set<StatusChange>,
): Promise<Outcome> {
	try {
		const [outcome] = await sendChanges(run, [change], repeated);
		return outcome;
	} catch (error) {
		return { error };
	}
}

function unchanged({ id, status, acceptUnchanged: isAccepted }: StatusChange): Outcome {
	if (isAccepted) return { output: { id, status, changed: false } };
	const error = new ProblemError({
		code: 'not_changed',
		message: `Refersion did not change the conversion ${id}`,
		fix: `It may be ${status} already, or there is no conversion with this ID. With the option Accept Unchanged this is no error.`,
	});
	return { error };
}
