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
	/** Static data as n8n has it in memory. */
	inMemory(): IDataObject;
	/** Whether the last poll changed static data, so that n8n had to save it. */
	wasChanged(): boolean;
	/** Messages of the failed executions that the node made n8n show without failing itself. */
	reported(): string[];
	/** Sets what n8n says a poll may take, in milliseconds. */
	setBudget(ms: number): void;
	/** Kills n8n and starts it again: what was not saved is gone. */
	kill(): void;
	/** Kills n8n during the next poll, after the node is done and before its items are stored. */
	loseNext(): void;
	/** Kills n8n during the next poll, after its items are stored and before its static data is. */
	repeatNext(): void;
}

/** Adds so many pending affiliates. @returns their ids */
export const addAffiliates = (hub: Hub, count: number) =>
	Array.from({ length: count }, () => hub.world.refersion.addAffiliate().id);

/** How many requests Refersion got to a path. */
export const requestCount = (hub: Hub, path: string) =>
	hub.world.refersion.requests.filter((request) => request.path === path).length;

export interface PollerOptions {
	/** What n8n says a poll may take, in milliseconds. */
	budgetMs?: number;
	/**
	 * How n8n keeps static data (n8n 2.41, `PollCursorService` and `WorkflowStaticDataService`). By default it stays in
	 * memory, also when a poll fails, and is written down when a poll gave items; with the three flags of its scheduler
	 * it is written down with every poll and its execution, and what a failed poll has changed is dropped.
	 */
	isDurable?: boolean;
}

/** Starts a Refersion Polling Trigger. */
export function startPoller(
	hub: Hub,
	parameters: INode['parameters'],
	{ budgetMs = 300_000, isDurable = true }: PollerOptions = {},
): Poller {
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
	const reported: string[] = [];
	let saved = '{}';
	let budget = budgetMs;
	let changed = false;
	let killed: 'no' | 'before the items' | 'after the items' = 'no';
	/** n8n polls once when the workflow is activated, and saves what that poll remembered. */
	let isActivation = true;
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
			(error) => void reported.push(error.message),
			undefined,
			undefined,
			undefined,
			() => budget,
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
			const items = await run('trigger').catch((error: unknown) => {
				if (isDurable) workflow = start();
				throw error;
			});
			if (killed !== 'no') {
				workflow = start();
				const given = killed === 'after the items' ? items : null;
				killed = 'no';
				return given;
			}
			if (isDurable || items || isActivation) saved = JSON.stringify(workflow.staticData);
			isActivation = false;
			return items;
		},
		sample: async () => await run('manual'),
		saved: () => JSON.parse(saved),
		inMemory: () => JSON.parse(JSON.stringify(workflow.staticData)),
		wasChanged: () => changed,
		reported: () => reported.splice(0),
		setBudget(ms) {
			budget = ms;
		},
		kill() {
			workflow = start();
		},
		loseNext() {
			killed = 'before the items';
		},
		repeatNext() {
			killed = 'after the items';
		},
	};
}

/** n8n's own mark, by which it decides whether there is something to save. */
function isChanged({ staticData }: Workflow): boolean {
	return staticData.__dataChanged === true;
}
