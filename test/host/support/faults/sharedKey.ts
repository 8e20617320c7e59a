import type { WorkflowJson, WorkflowNode } from '../../../../scripts/n8n/api';
import type { Hub } from '../../../../scripts/n8n/hub';
import { LINK_FIELD, TAG } from '../../../../scripts/demo/seed';
import type { RequestRecord, World } from '../../../emulators';
import { importManual } from '../manual';

/** Counts of requests to Mailchimp within some time. */
export interface Traffic {
	requests: number;
	/** refused because ten connections were in use */
	refused: number;
}

export interface SharedKeyRun {
	statuses: string[];
	/** numbers of the workers that ran the executions */
	workers: number[];
	/** in the first seconds, while each still finds out what it may take */
	first: Traffic;
	later: Traffic;
	/** of the answered requests while both were at work after the first seconds, the smaller share of the two; at most 0.5 */
	smallerShare: number;
	/** connections in use, on average over the whole time */
	inUse: number;
	/** from the first request to the last one, in seconds */
	took: number;
}

/** How long the two may take to find their shares. */
export const FIRST_SECONDS = 3;

const PACKAGE = 'n8n-nodes-creator-hub';

const node = (
	name: string,
	type: string,
	parameters: Record<string, unknown>,
	credentials?: WorkflowNode['credentials'],
): WorkflowNode => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters,
	...(credentials && { credentials }),
});

/** Writes all active affiliates to an audience, with their links and tags, so that each of them gets the mail. */
function bulkWorkflow(audienceId: string, credentials: Hub['credentials']): WorkflowJson {
	const credential = (type: string): WorkflowNode['credentials'] => {
		const found = credentials[type];
		if (!found) throw new Error(`There is no credential of type ${type}.`);
		return { [type]: found };
	};
	const list = {
		resource: 'affiliate',
		operation: 'getMany',
		returnAll: true,
		filters: { statuses: ['ACTIVE'] },
		options: {},
	};
	const write = {
		authentication: 'apiKey',
		resource: 'contact',
		operation: 'upsert',
		audience: { __rl: true, mode: 'id', value: audienceId },
		email: '={{ $json.email }}',
		mergeFields: { mappingMode: 'defineBelow', value: null, schema: [] },
		trackingLink: '=https://shop.refersion.com/c/{{ $json.code }}',
		linkMergeField: LINK_FIELD,
		tagsToAdd: { tags: [{ tag: { __rl: true, mode: 'name', value: TAG } }] },
		tagsToRemove: {},
		options: { newContactStatus: 'subscribed', startAutomations: 'yes' },
	};
	const lead = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	return {
		name: `Bulk ${audienceId}`,
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', {}),
			node('Affiliates', `${PACKAGE}.refersion`, list, credential('refersionApi')),
			node('Contacts', `${PACKAGE}.mailchimpAudience`, write, credential('mailchimpAudienceApi')),
		],
		connections: { Start: lead('Affiliates'), Affiliates: lead('Contacts') },
		settings: { executionOrder: 'v1' },
	};
}

function count(requests: RequestRecord[]): Traffic {
	return {
		requests: requests.length,
		refused: requests.filter(({ status }) => status === 429).length,
	};
}

const answered = (requests: RequestRecord[]): RequestRecord[] =>
	requests.filter(({ status }) => status !== 429);

/** How evenly two executions shared the connections from some time until one of them had nothing more to send. */
function smallerShare(requests: RequestRecord[], audienceIds: string[], from: number): number {
	const each = audienceIds.map((id) => answered(requests).filter(({ path }) => path.includes(id)));
	const until = Math.min(...each.map((own) => own.at(-1)?.startedAt ?? 0));
	const counts = each.map(
		(own) => own.filter(({ startedAt }) => startedAt >= from && startedAt <= until).length,
	);
	return Math.min(...counts) / counts.reduce((one, other) => one + other, 0);
}

/** @returns the number of the worker whose log has the execution, from 1; 0 when none has */
const workerOf = ({ processes }: Hub, executionId: string): number =>
	1 +
	processes.workers.findIndex((worker) =>
		worker.tail(5_000).includes(`Worker started execution ${executionId} `),
	);

/** Writes all active affiliates to each of the audiences, in one execution for each, all of them at the same time. */
export async function writeTogether(
	hub: Hub,
	{ mailchimp }: World,
	audienceIds: string[],
): Promise<SharedKeyRun> {
	const workflows = await Promise.all(
		audienceIds.map(async (id) => await importManual(hub.api, bulkWorkflow(id, hub.credentials))),
	);
	mailchimp.clearRequests();
	const ids = await Promise.all(workflows.map(async ({ start }) => await start()));
	const executions = await Promise.all(
		workflows.map(async ({ over }, index) => await over(ids[index] ?? '')),
	);
	const { requests } = mailchimp;
	const begin = requests[0]?.startedAt ?? 0;
	const middle = begin + FIRST_SECONDS * 1_000;
	const took = Math.max(...requests.map(({ finishedAt }) => finishedAt ?? 0)) - begin;
	const busy = answered(requests).map(({ startedAt, finishedAt }) => (finishedAt ?? 0) - startedAt);
	return {
		statuses: executions.map(({ status }) => status),
		workers: ids.map((id) => workerOf(hub, id)),
		first: count(requests.filter(({ startedAt }) => startedAt < middle)),
		later: count(requests.filter(({ startedAt }) => startedAt >= middle)),
		smallerShare: smallerShare(requests, audienceIds, middle),
		inUse: busy.reduce((one, other) => one + other, 0) / took,
		took: took / 1_000,
	};
}
