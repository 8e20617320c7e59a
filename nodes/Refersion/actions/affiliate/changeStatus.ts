import { forEachBatch } from '../../../shared/batches';
import { mapInOrder } from '../../../shared/concurrency';
import type { ItemInput } from '../../../shared/input';
import type { Operation } from '../../../shared/operations';
import type { Outcome } from '../../../shared/outcomes';
import { Run } from '../../../shared/run';
import { readChanges } from '../../transport/answers';
import { isRefusal } from '../../transport/errors';
import { refersionWrite } from '../../transport/rest';
import { affiliateLocator } from '../locators';
import { affiliateId } from './resolve';
import { CONCURRENCY, unchangedAffiliate } from './unchanged';

/** The most ids that /affiliate/status_change takes (Refersion REST v2). */
const BATCH_SIZE = 50;

const STATUSES = ['ACTIVE', 'DENIED', 'DISABLED'] as const;

const CHANGED_BEFORE =
	'A first request got no answer, and the affiliate has the status now: the first one has changed it, unless it was so already.';

interface StatusChange {
	id: number;
	status: string;
}

export const changeStatus: Operation = {
	option: {
		name: 'Change Status',
		value: 'changeStatus',
		description:
			'Approve (Active), deny or disable an affiliate. Denying and disabling stop the affiliate from earning commissions. Up to 50 items share a request.',
		action: 'Change the status of an affiliate',
	},
	properties: [
		affiliateLocator,
		{
			displayName: 'New Status',
			name: 'status',
			type: 'options',
			default: 'ACTIVE',
			description: 'The status to give. Refersion cannot set an affiliate back to Pending.',
			options: [
				{
					name: 'Active',
					value: 'ACTIVE',
					description: 'Approve the affiliate, or let one in again who was disabled',
				},
				{
					name: 'Denied',
					value: 'DENIED',
					description: 'Turn the application down: the affiliate cannot promote',
				},
				{
					name: 'Disabled',
					value: 'DISABLED',
					description: 'Shut the affiliate out: the account and its links stop working',
				},
			],
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
			read: async (input) => await readChange(run, input),
			send: async (changes) => await sendChanges(run, changes, repeated),
		});
	},
};

async function readChange(run: Run, input: ItemInput): Promise<StatusChange> {
	const locator = input.locator('affiliate', 'Affiliate', 'code');
	const status = input.choice('status', 'New Status', STATUSES, 'ACTIVE');
	return { id: await affiliateId.call(run.context, locator), status };
}

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
	const path = '/affiliate/status_change';
	const answer = await refersionWrite.call(run.context, path, body, () => {
		for (const change of changes) repeated.add(change);
	});
	const { changed } = readChanges.call(run.context, answer);
	const why = `Look at the affiliate in Refersion: the status is another one than ${status}.`;
	return await mapInOrder(changes, CONCURRENCY, async (change): Promise<Outcome> => {
		const { id } = change;
		if (changed.has(id)) return { output: { id, status, changed: true } };
		const outcome = await unchangedAffiliate(run, id, why, (now) => now.status === status);
		if (!('output' in outcome) || !repeated.has(change)) return outcome;
		return { output: { id, status, changed: true, warning: CHANGED_BEFORE } };
	});
}
