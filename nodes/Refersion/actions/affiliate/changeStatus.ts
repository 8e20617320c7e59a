import type { IExecuteFunctions } from 'n8n-workflow';
import { forEachBatch } from '../../../shared/batches';
import { mapInOrder } from '../../../shared/concurrency';
import type { Operation } from '../../../shared/operations';
import type { Outcome } from '../../../shared/outcomes';
import { readLocator } from '../../../shared/parameters';
import { readChanges } from '../../transport/answers';
import { isRefusal } from '../../transport/errors';
import { refersionRequest } from '../../transport/rest';
import { affiliateLocator } from './locator';
import { affiliateId } from './resolve';
import { CONCURRENCY, unchangedAffiliate } from './unchanged';

/** The most ids that /affiliate/status_change takes (Refersion REST v2). */
const BATCH_SIZE = 50;

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
	async execute(itemCount) {
		return await (forEachBatch<StatusChange>).call(this, itemCount, {
			size: BATCH_SIZE,
			groupOf: ({ status }) => status,
			idOf: ({ id }) => String(id),
			isRefusal,
			read: async (itemIndex) => await readChange.call(this, itemIndex),
			send: async (changes) => await sendChanges.call(this, changes),
		});
	},
};

async function readChange(this: IExecuteFunctions, itemIndex: number): Promise<StatusChange> {
	const locator = readLocator(this.getNodeParameter('affiliate', itemIndex), 'code');
	const status = String(this.getNodeParameter('status', itemIndex));
	return { id: await affiliateId.call(this, locator), status };
}

async function sendChanges(this: IExecuteFunctions, changes: StatusChange[]): Promise<Outcome[]> {
	const [{ status }] = changes;
	const body = { ids: changes.map(({ id }) => id), status };
	const answer = await refersionRequest.call(this, '/affiliate/status_change', body);
	const { changed } = readChanges.call(this, answer);
	const why = `Look at the affiliate in Refersion: the status is another one than ${status}.`;
	return await mapInOrder(changes, CONCURRENCY, async ({ id }): Promise<Outcome> => {
		if (changed.has(id)) return { output: { id, status, changed: true } };
		return await unchangedAffiliate.call(this, id, why, (now) => now.status === status);
	});
}
