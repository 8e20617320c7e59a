import { PollContext } from 'n8n-core';
import { Workflow, type IDataObject, type INode } from 'n8n-workflow';
import { additionalData, type WorkflowFile } from './engine';
import type { Hub } from './hub';

/** A polling trigger in a running n8n. */
export interface Poller {
	/** Polls as n8n does on schedule; null when the node starts no execution. */
	poll(): Promise<IDataObject[] | null>;
	/** Runs the node by hand in the editor. */
	sample(): Promise<IDataObject[] | null>;
	/** Static data as n8n's database has it. */
	saved(): IDataObject;
	/** Static data as n8n has it in memory, which it keeps when a poll fails. */
	inMemory(): IDataObject;
	/** Whether the last poll changed static data, so that n8n had to save it. */
	wasChanged(): boolean;
	/** Kills n8n and starts it again: what was not saved is gone. */
	kill(): void;
	/** Kills n8n during the next poll, after the node is done and before its items are stored. */
	loseNext(): void;
}

/** Adds so many pending affiliates. @returns their ids */
export const addAffiliates = (hub: Hub, count: number) =>
	Array.from({ length: count }, () => hub.world.refersion.addAffiliate().id);

/** How many requests Refersion got to a path. */
export const requestCount = (hub: Hub, path: string) =>
	hub.world.refersion.requests.filter((request) => request.path === path).length;

/**
 * Starts a Refersion Polling Trigger. Static data is n8n's own observed object, saved after each
 * successful poll, as n8n does where cursors are durable.
 */
export function startPoller(hub: Hub, parameters: INode['parameters'], budgetMs = 300_000): Poller {
	const node: INode = {
		id: 'trigger',
		name: 'Refersion Polling Trigger',
		type: 'n8n-nodes-creator-hub.refersionPollingTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: { options: {}, ...parameters },
		credentials: { refersionApi: { id: '1', name: 'Refersion' } },
	};
	const file: WorkflowFile = { name: 'polling', nodes: [node], connections: {} };
	let saved = '{}';
	let changed = false;
	let isLost = false;
	const start = () =>
		new Workflow({
			id: 'test',
			name: file.name,
			nodes: file.nodes,
			connections: {},
			active: true,
			nodeTypes: hub.engine.nodeTypes,
			settings: {},
			staticData: JSON.parse(saved),
		});
	let workflow = start();

	const run = async (mode: 'trigger' | 'manual') => {
		const context = new PollContext(
			workflow,
			node,
			additionalData(hub.engine, hub.credentials, file),
			mode,
			mode === 'manual' ? 'manual' : 'activate',
			undefined,
			undefined,
			undefined,
			undefined,
			undefined,
			() => budgetMs,
		);
		const method = hub.engine.nodeType('refersionPollingTrigger').poll;
		if (!method) throw new Error('The trigger has no poll method');
		workflow.staticData.__dataChanged = false;
		try {
			const output = await method.call(context);
			return output && output[0].map(({ json }) => json);
		} finally {
			changed = isChanged(workflow);
		}
	};

	return {
		async poll() {
			const items = await run('trigger');
			if (isLost) {
				workflow = start();
				isLost = false;
				return null;
			}
			saved = JSON.stringify(workflow.staticData);
			return items;
		},
		sample: async () => await run('manual'),
		saved: () => JSON.parse(saved),
		inMemory: () => JSON.parse(JSON.stringify(workflow.staticData)),
		wasChanged: () => changed,
		kill() {
			workflow = start();
		},
		loseNext() {
			isLost = true;
		},
	};
}

/** n8n's own mark, by which it decides whether there is something to save. */
function isChanged({ staticData }: Workflow): boolean {
	return staticData.__dataChanged === true;
}
